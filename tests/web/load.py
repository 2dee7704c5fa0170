"""How much the server does, against the library alone: `python -m tests.web.load`.

Prints documents a second with 1, 8 and 64 clients, the 99th percentile of their waiting, and the memory of server and workers
as documents go by. Everything is on this machine: a server of its own on a free loopback port, and clients in one process.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from reportlint import api
from reportlint.outputs import json

ROOT = Path(__file__).parents[2]
DRAFT = (ROOT / "examples" / "draft-report.docx").read_bytes()


def _checked(count: int) -> float:
    """Check the example so many times, as JSON: the seconds of computing that it took."""
    options = api.Options()
    run = api.prepared(options)
    begun = time.process_time()
    for _ in range(count):
        result = api.Result("", run.stage, run.on, (run.document(("draft.docx", DRAFT)),), run.fail_on)
        json.render(result)
    return time.process_time() - begun


def alone(processes: int, count: int) -> tuple[float, float]:
    """Documents a second of the library alone, in so many warm processes, and the seconds of computing for each."""
    with get_context("spawn").Pool(processes) as pool:
        pool.map(_checked, [3] * processes, chunksize=1)
        begun = time.perf_counter()
        computed = sum(pool.map(_checked, [count // processes] * processes, chunksize=1))
        return count / (time.perf_counter() - begun), computed / count


async def _client(address: str, waits: list[float], share: Iterator[int]) -> None:
    """One client with a connection that is kept, until the shared number of documents is used up."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"POST /api/check?name=draft.docx HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/octet-stream\r\n"
    request = f"{head}Content-Length: {len(DRAFT)}\r\n\r\n".encode() + DRAFT
    for _ in share:
        begun = time.perf_counter()
        writer.write(request)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200") and b"reportlint-verdict: fail" in answer, answer
        length = next(line for line in answer.split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        waits.append(time.perf_counter() - begun)
    writer.close()


async def _loaded(address: str, clients: int, count: int) -> tuple[float, float]:
    """Documents a second with so many clients, and the 99th percentile of their waiting in seconds."""
    waits: list[float] = []
    share = iter(range(count))
    begun = time.perf_counter()
    await asyncio.gather(*(_client(address, waits, share) for _ in range(clients)))
    waits.sort()
    return count / (time.perf_counter() - begun), waits[int(len(waits) * 0.99) - 1]


def _family(process: int) -> list[str]:
    """The ids of a process and its children."""
    return [str(process), *Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _memory(process: int) -> int:
    """Resident bytes of a process and its children."""
    return sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in _family(process)) * os.sysconf("SC_PAGESIZE")


def _computed(process: int) -> float:
    """Seconds for which a process and its children have computed."""
    told = (Path(f"/proc/{p}/stat").read_text().rpartition(")")[2].split() for p in _family(process))
    return sum(int(words[11]) + int(words[12]) for words in told) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=400, help="how many for each measurement")
    parser.add_argument("--memory", type=int, default=5000, help="how many until memory is looked at for the last time; 0 for never")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    library, each = alone(given.workers, given.documents)
    print(f"library alone, {given.workers} processes: {library:.1f} documents a second, {each * 1000:.0f} ms of computing each", flush=True)
    command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", "--workers", str(given.workers)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert server.stdout is not None
    try:
        address = server.stdout.readline().split()[3]
        asyncio.run(_loaded(address, 4, 20))
        done = 20
        for clients in (1, 8, 64):
            computed = _computed(server.pid)
            speed, wait = asyncio.run(_loaded(address, clients, given.documents))
            done += given.documents
            computed = (_computed(server.pid) - computed) / given.documents
            line = f"{speed:.1f} documents a second ({speed / library:.2f} of the library), 99th percentile {wait * 1000:.0f} ms"
            print(f"{clients} clients: {line}, {computed * 1000:.0f} ms of computing each ({each / computed:.2f})", flush=True)
        for goal in (given.memory // 10, given.memory):
            if goal > done:
                asyncio.run(_loaded(address, 8, goal - done))
                done = goal
            if goal:
                print(f"memory of server and workers after {done} documents: {_memory(server.pid) / 2**20:.0f} MB", flush=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
