"""Who may ask, from where, and how much; and what every answer bears."""

from __future__ import annotations

import asyncio
import base64
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from reportlint.web import tokens
from reportlint.web.guard import Guard
from reportlint.web.metrics import Metrics
from reportlint.web.service import Service
from reportlint.web.settings import Settings
from reportlint.web.workers import Pool


def _run(work: Any) -> Any:
    """What a coroutine gives, in a thread of its own: a browser kept for other tests has a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()



ROOT = Path(__file__).parents[2]
DRAFT = (ROOT / "examples" / "draft-report.docx").read_bytes()
HOSTILE = b"""# <script>alert(1)</script><img src=x onerror=alert(2)>

## 1. "><svg onload=alert(3)> javascript:alert(4)

[press](javascript:alert(5)) and TBC </style><script>alert(6)</script>
"""


def test_every_answer_bears_what_keeps_a_browser_safe(client: httpx.Client) -> None:
    for answer in (client.get("/"), client.get("/api/rules/section-missing"), client.get("/api/nothing"), client.post("/api/check")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_report_of_a_hostile_document_can_run_nothing(client: httpx.Client) -> None:
    answer = client.post("/api/check", params={"name": '"><script>alert(0)</script>.md', "format": "html"}, content=HOSTILE)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy and "unsafe" not in policy
    assert answer.text.count("<script") == 1  # the report's own, which the policy knows by its hash
    assert "<svg onload" not in answer.text and "<img src=x" not in answer.text and 'href="javascript' not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"])
def test_a_name_that_is_not_the_servers_is_not_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:80", "[::1]:8000", "127.0.0.1"])
def test_the_machines_own_names_are_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_a_page_elsewhere_cannot_post(client: httpx.Client, headers: dict[str, str]) -> None:
    answer = client.post("/api/check", content=DRAFT, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.json()["detail"]


def test_the_servers_own_pages_can_post(client: httpx.Client, address: str) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": address.rstrip("/")}
    assert client.post("/api/check", content=DRAFT, headers=headers).status_code == 200


@pytest.fixture(scope="module")
def guarded(start: object) -> tuple[str, str]:
    """A server that wants a token, and goes by a name; and the token."""
    token, kept = tokens.new()
    known = f'["{tokens.new()[1]}", "{kept}"]'
    config = f'ruleset = "rotherham"\n[serve]\nworkers = 1\nbody-megabytes = 1\nfiles = 2\nhosts = ["reports.example"]\ntokens = {known}\n'
    return start(config), token  # type: ignore[operator]


def test_without_a_token_nothing_is_told(guarded: tuple[str, str]) -> None:
    address, token = guarded
    basic = base64.b64encode(f"anybody:{token}".encode()).decode()
    with httpx.Client(base_url=address) as client:
        for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": token}, {"Authorization": "Basic %%%"}):
            for path in ("/", "/api/rules", "/metrics", "/static/none.css"):
                answer = client.get(path, headers=wrong)
                assert answer.status_code == 401 and "WWW-Authenticate" in answer.headers
        for right in (f"Bearer {token}", f"bearer {token}", f"Basic {basic}"):
            assert client.get("/api/templates", headers={"Authorization": right}).status_code == 200
        assert client.get("/healthz").status_code == 200
        assert client.get("/healthz", headers={"Host": "Reports.Example"}).status_code == 200


def test_a_token_exempts_programs_but_no_browser_that_sends_a_password_by_itself(guarded: tuple[str, str]) -> None:
    address, token = guarded
    basic = base64.b64encode(f":{token}".encode()).decode()
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    with httpx.Client(base_url=address) as client:
        answer = client.post("/api/check", content=DRAFT, headers={**elsewhere, "Authorization": f"Bearer {token}"})
        assert answer.status_code == 200
        answer = client.post("/api/check", content=DRAFT, headers={**elsewhere, "Authorization": f"Basic {basic}"})
        assert answer.status_code == 403


def test_no_more_is_taken_than_allowed(guarded: tuple[str, str]) -> None:
    address, token = guarded
    large, limit = b"x" * (3 << 20), {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, headers=limit) as client:
        for options in ({"content": large}, {"content": iter([large[:700_000]] * 4)}, {"files": {"file": ("a.docx", large)}}):
            answer = client.post("/api/check", **options)  # type: ignore[arg-type]
            assert answer.status_code == 413 and "1 MB" in answer.json()["detail"]
        for count in (3, 10):
            answer = client.post("/api/check", files=[("file", (f"{n}.docx", b"x")) for n in range(count)])
            assert answer.status_code == 413
        assert client.post("/api/check", files=[("file", ("a.docx", DRAFT))] * 2).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_public_address_is_not_listened_on_without_tokens(tmp_path: Path, host: str) -> None:
    command = [sys.executable, "-m", "reportlint", "serve", "--host", host, "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, timeout=60)
    assert done.returncode == 2
    assert "--new-token" in done.stderr


def test_a_new_token_is_known_by_what_is_kept_of_it_and_cannot_be_told_from_it() -> None:
    token, kept = tokens.new()
    assert tokens.well_formed(kept) and not tokens.well_formed(token) and token not in kept
    assert tokens.known(f"Bearer {token}", [kept]) == "bearer"
    assert tokens.known(f"Bearer {token}x", [kept]) == ""
    assert tokens.known(f"Bearer {kept}", [kept]) == ""


def test_the_bodies_of_all_requests_together_may_not_take_too_much_memory() -> None:
    settings = Settings(body_megabytes=1)
    reached: list[int] = []

    async def run() -> None:
        together = asyncio.Barrier(9)

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await receive()
            await together.wait()
            await Response("done")(scope, receive, send)

        guard = Guard(app, Service(settings, Pool(settings), {}, Metrics()))

        async def ask() -> None:
            async def receive() -> Message:
                return {"type": "http.request", "body": bytes(1 << 20), "more_body": False}

            async def send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    reached.append(message["status"])

            await guard({"type": "http", "method": "POST", "path": "/", "headers": [], "server": ("127.0.0.1", 1)}, receive, send)

        first = [asyncio.ensure_future(ask()) for _ in range(8)]
        while together.n_waiting < 8:
            await asyncio.sleep(0)
        await ask()
        assert reached == [429]
        await together.wait()
        await asyncio.gather(*first)
        await asyncio.gather(*(ask() for _ in range(8)), together.wait())
        assert reached == [429] + [200] * 16

    _run(run())
