"""Clients that send slowly, break off or send nonsense, and a signal to stop: nobody else's request fails."""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).parents[2]
DRAFT = (ROOT / "examples" / "draft-report.docx").read_bytes()
Start = Callable[..., str]


def _opened(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60)


def _head(length: int, kind: str = "application/octet-stream") -> bytes:
    return f"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


def _all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def _number(client: httpx.Client, name: str) -> float:
    return sum(float(n) for n in re.findall(rf"^{name}(?:{{[^}}]*}})? (\S+)$", client.get("/metrics").text, re.MULTILINE))


def test_clients_that_send_slowly_cost_no_worker_and_are_sent_away(start: Start) -> None:
    address = start("ruleset = \"rotherham\"\n[serve]\nworkers = 1\nreceive-seconds = 2\n")
    slow = [_opened(address) for _ in range(20)]
    for connection in slow:
        connection.sendall(_head(len(DRAFT)) + DRAFT[:100])
    with httpx.Client(base_url=address, timeout=60) as client:
        assert client.post("/api/check", content=DRAFT).status_code == 200
        assert _number(client, "reportlint_workers_idle") == 1
    for connection in slow:
        answer = _all(connection)
        assert answer.startswith(b"HTTP/1.1 408") and b"application/problem+json" in answer
        connection.close()


def test_two_hundred_broken_uploads_harm_nobody(client: httpx.Client, address: str) -> None:
    replaced = _number(client, "reportlint_workers_replaced_total")
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n' + DRAFT

    def broken(number: int) -> None:
        body, kind = (DRAFT, "application/octet-stream") if number % 2 else (form, "multipart/form-data; boundary=b")
        with _opened(address) as connection:
            connection.sendall(_head(len(body) + 1000, kind) + body[: len(body) * number // 200])
            if number % 3 == 0:
                connection.shutdown(socket.SHUT_WR)

    def whole(number: int) -> tuple[int, str]:
        answer = client.post("/api/check", content=DRAFT)
        return answer.status_code, answer.headers.get("Reportlint-Verdict", "")

    with ThreadPoolExecutor(8) as pool:
        uploads, checks = pool.map(broken, range(200)), pool.map(whole, range(20))
        assert list(checks) == [(200, "fail")] * 20
        list(uploads)
    nonsense = [b"", b"PK", DRAFT[: len(DRAFT) // 2], bytes(range(256)) * 40, DRAFT[::-1]]
    for number in range(40):
        data = nonsense[number % len(nonsense)]
        answer = client.post("/api/check", files={"file": (f"{number}.docx", data)})
        assert answer.status_code == 200 and answer.headers["Reportlint-Verdict"] == "unreadable"
    assert whole(0) == (200, "fail")
    assert _number(client, "reportlint_workers_replaced_total") == replaced
    assert 'status="500"' not in client.get("/metrics").text


def test_a_stop_signal_lets_what_has_begun_end(start: Start) -> None:
    address = start("ruleset = \"rotherham\"\n[serve]\nworkers = 1\n")
    with _opened(address) as connection:
        connection.sendall(_head(len(DRAFT)) + DRAFT[:100])
        with httpx.Client(base_url=address) as client:
            while _number(client, "reportlint_requests_under_way") < 2:  # this one, and the one above
                pass
        start.processes[address].send_signal(signal.SIGTERM)  # type: ignore[attr-defined]
        connection.sendall(DRAFT[100:])
        assert _all(connection).startswith(b"HTTP/1.1 200")
    assert start.processes[address].wait(timeout=60) is not None  # type: ignore[attr-defined]


def test_neither_names_nor_words_of_documents_are_logged(start: Start) -> None:
    address = start("ruleset = \"rotherham\"\n[serve]\nworkers = 1\n")
    secret = b"# Confidential-heading\n\nConfidential words.\n"
    with httpx.Client(base_url=address, timeout=60) as client:
        for params in ({"name": "confidential.md"}, {"name": "confidential.md", "stage": "confidential"}):
            client.post("/api/check", params=params, content=secret)
        client.post("/api/fix", params={"name": "confidential.docx"}, content=secret)
    process = start.processes[address]  # type: ignore[attr-defined]
    process.terminate()
    out, err = process.communicate(timeout=60)
    assert "confidential" not in (out + err).lower()
