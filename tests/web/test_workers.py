"""Workers that are killed, hang, or take too much are replaced, and no other document is the worse for it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from reportlint.web.jobs import Busy, Job, JobFailed
from reportlint.web.settings import Settings
from reportlint.web.workers import Pool, StartFailed


def _run(work: Any) -> Any:
    """What a coroutine gives, in a thread of its own: a browser kept for other tests has a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()



ROOT = Path(__file__).parents[2]
CLEAN = ("clean.docx", (ROOT / "examples" / "clean-report.docx").read_bytes())
CHECK = Job("check", (CLEAN,))


def _with_pool(settings: Settings, body: Callable[[Pool, list[str]], Awaitable[None]]) -> None:
    """Run this with a pool, and the reasons for which its processes were replaced."""

    async def run() -> None:
        reasons: list[str] = []
        pool = Pool(settings, reasons.append)
        await pool.start()
        try:
            await body(pool, reasons)
        finally:
            await pool.close()
        assert not pool.processes

    _run(run())


def test_a_process_that_is_killed_is_replaced_and_its_document_checked_by_another() -> None:
    async def body(pool: Pool, reasons: list[str]) -> None:
        (before,) = pool.processes
        os.kill(before, signal.SIGKILL)
        answer = await pool.run(CHECK)
        assert answer.facts["verdict"] == "pass"
        assert before not in pool.processes
        assert reasons == ["died"]

    _with_pool(Settings(workers=1, ruleset="rotherham"), body)


def test_a_document_that_kills_its_process_again_and_again_cannot_be_read_and_the_others_are() -> None:
    hostile = ("hostile.md", b"".join(b"# Heading %d\n\nSome words of it.\n\n" % n for n in range(30_000)))

    async def body(pool: Pool, reasons: list[str]) -> None:
        def turn(at: int) -> None:
            if at == 1:
                (process,) = pool.processes
                os.kill(process, signal.SIGKILL)

        answer = await pool.run(Job("check", (CLEAN, hostile, CLEAN)), turn)
        documents = json.loads(answer.body)["documents"]
        assert [d["status"] for d in documents] == ["pass", "unreadable", "pass"]
        assert "brought the reader itself down" in documents[1]["findings"][0]["message"]
        assert len(reasons) > 1

    _with_pool(Settings(workers=1, ruleset="rotherham"), body)


def test_a_process_that_hangs_is_ended_when_its_time_is_up() -> None:
    async def body(pool: Pool, reasons: list[str]) -> None:
        with pytest.raises(JobFailed, match="longer than 2 seconds") as failure:
            (process,) = pool.processes
            os.kill(process, signal.SIGSTOP)
            await pool.run(Job("inspect", (CLEAN,)))
        assert failure.value.kind == "too-long"
        assert reasons == ["too-long"]
        assert (await pool.run(Job("inspect", (CLEAN,)))).body.startswith(b"{")

    _with_pool(Settings(workers=1, ruleset="rotherham", limits=("seconds=2",)), body)


def test_a_document_that_computes_too_long_cannot_be_read_and_the_others_are() -> None:
    long = ("long.md", b"".join(b"# Heading %d\n\nSome words of it.\n\n" % n for n in range(60_000)))

    async def body(pool: Pool, reasons: list[str]) -> None:
        documents = json.loads((await pool.run(Job("check", (CLEAN, long, CLEAN)))).body)["documents"]
        assert [d["status"] for d in documents] == ["pass", "unreadable", "pass"]
        assert "longer than 2 seconds" in documents[1]["findings"][0]["message"]
        assert reasons == ["too-long"]

    _with_pool(Settings(workers=1, ruleset="rotherham", limits=("seconds=2",)), body)


def test_a_document_that_needs_too_much_memory_is_not_read_and_the_next_one_is() -> None:
    text = b"".join(b"# Heading %d\n\nSome words of it, and [a link](https://example.org/%d).\n\n" % (n, n) for n in range(150_000))
    large = ("large.md", text)

    async def body(pool: Pool, reasons: list[str]) -> None:
        answer = await pool.run(Job("check", (large, CLEAN)))
        documents = json.loads(answer.body)["documents"]
        assert [d["status"] for d in documents] == ["unreadable", "pass"]
        assert "memory" in documents[0]["findings"][0]["message"]

    _with_pool(Settings(workers=1, ruleset="rotherham", limits=("memory=64MB",)), body)


def test_no_more_wait_than_may() -> None:
    async def body(pool: Pool, reasons: list[str]) -> None:
        jobs = [asyncio.ensure_future(pool.run(CHECK)) for _ in range(6)]
        done = await asyncio.gather(*jobs, return_exceptions=True)
        refused = [d for d in done if isinstance(d, Busy)]
        assert len(refused) == 3
        assert all(d.facts["verdict"] == "pass" for d in done if not isinstance(d, BaseException))
        assert all(0 < b.seconds < 60 for b in refused)

    _with_pool(Settings(workers=1, ruleset="rotherham", queue=2), body)


def test_running_work_is_let_finish_when_the_pool_closes() -> None:
    async def body(pool: Pool, reasons: list[str]) -> None:
        begun = asyncio.Event()
        running = asyncio.ensure_future(pool.run(Job("check", (CLEAN,) * 3), lambda at: begun.set()))
        await begun.wait()
        await pool.close()
        assert (await running).facts["verdict"] == "pass"

    _with_pool(Settings(workers=1, ruleset="rotherham"), body)


def test_workers_write_no_file(tmp_path: Path) -> None:
    async def body(pool: Pool, reasons: list[str]) -> None:
        (process,) = pool.processes
        limits = Path(f"/proc/{process}/limits").read_text()
        (line,) = [row for row in limits.splitlines() if row.startswith("Max file size")]
        assert line.split()[3:5] == ["0", "0"]

    _with_pool(Settings(workers=1, ruleset="rotherham"), body)


def test_rules_that_do_not_load_are_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("titel: Ours\n", "utf-8")

    async def run() -> None:
        with pytest.raises(StartFailed, match=r"ruleset.yaml:1.*titel"):
            await Pool(Settings(workers=1, rulesets=(str(tmp_path),))).start()

    _run(run())


def test_the_servers_own_waivers_hold_as_they_stand_now(tmp_path: Path) -> None:
    draft = ("draft.docx", (ROOT / "examples" / "draft-report.docx").read_bytes())
    job = Job("check", (draft,), {"on": "2026-01-05"})
    file = tmp_path / "waivers.yaml"
    file.write_text("waivers: []\n", "utf-8")

    async def body(pool: Pool, reasons: list[str]) -> None:
        answer = await pool.run(job)
        assert answer.facts["verdict"] == "fail"
        (error,) = [f for f in json.loads(answer.body)["documents"][0]["findings"] if f["severity"] == "error"]
        file.write_text(
            f"waivers:\n  - fingerprint: {error['fingerprint']}\n    document: {{sha256: {hashlib.sha256(draft[1]).hexdigest()}}}\n"
            "    reason: It was agreed.\n    approved-by: A Person\n    approved-on: 2026-01-01\n    until: 2026-02-01\n",
            "utf-8",
        )
        answer = await pool.run(job)
        assert (answer.facts["verdict"], answer.facts["counts"]["waived"]) == ("pass", 1)

    _with_pool(Settings(workers=1, ruleset="rotherham", waivers=str(file)), body)
