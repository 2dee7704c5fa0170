"""`python -m tests.audit.endurance`: an audit of many invented reports, killed twice, by both engines, held against a quiet one.

--documents N   how many reports  [default: 10000]     --growth N   and how many for the smaller audit  [default: a tenth]
--jobs N        processes, and workers of the cluster  [default: 2]
--folder DIR    where to work, and what to keep; a folder that vanishes otherwise

Prints documents a second, the peak memory of every process and how both grow from the smaller audit to the larger.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from audit.conftest import rows  # noqa: E402
from audit.making import report  # noqa: E402

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}


class Run:
    """An audit by the command line: its time, its peak memory, what it said; killed after so many documents, if any."""

    def __init__(self, folder: Path, to: str, *options: str, kill_after: int = 0) -> None:
        self.peak, begun = 0, time.monotonic()
        command = [sys.executable, "-m", "reportlint", "audit", "in", "--ruleset", "rotherham", "-o", to, *options]
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        watch = threading.Thread(target=self._watch, args=(process, folder / to, kill_after))
        watch.start()
        self.said, errors = process.communicate()
        watch.join()
        self.seconds, self.status = time.monotonic() - begun, process.returncode
        if self.status not in (0, 2, -signal.SIGKILL):
            raise SystemExit(f"the audit failed: {errors}")

    def _watch(self, process: subprocess.Popen[str], target: Path, kill_after: int) -> None:
        while process.poll() is None:
            self.peak = max(self.peak, _memory(process.pid))
            if kill_after and _kept(target) >= kill_after:
                process.kill()
            time.sleep(0.2)


def _memory(pid: int) -> int:
    """The memory of a process and of those it has started, in MB."""
    total = 0
    for number in (pid, *_children(pid)):
        try:
            total += int(Path(f"/proc/{number}/smaps_rollup").read_text().partition("Pss:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            continue
    return total // 1024


def _children(pid: int) -> Iterator[int]:
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, own):
        yield child
        yield from _children(child)


def _kept(target: Path) -> int:
    """How many documents an audit holds by now."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True, timeout=5)) as file:
            return int(file.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:
        return 0


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a Dask scheduler on this machine with so many workers."""
    dask = [sys.executable, "-m", "dask"]
    options = {"cwd": folder, "env": ENVIRONMENT, "text": True, "stderr": subprocess.PIPE}
    running = [subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], **options)]  # type: ignore[call-overload]
    try:
        address = next(line.split()[-1] for line in running[0].stderr if "Scheduler at:" in line)
        threading.Thread(target=running[0].stderr.read, daemon=True).start()
        for _ in range(workers):
            command = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
            running.append(subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL))
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()


def make(folder: Path, first: int, last: int) -> None:
    begun = time.monotonic()
    for n in range(first, last):
        name, data = report(n)
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{last - first:,} reports made in {time.monotonic() - begun:,.0f} s", flush=True)


def told(name: str, run: Run, documents: int) -> None:
    rate = documents / run.seconds
    print(f"{name:44} {run.seconds:8,.1f} s {rate:10,.1f} documents a second {run.peak:7,} MB at its peak", flush=True)


def killed(folder: Path, to: str, documents: int, *options: str) -> bool:
    """Whether an audit that is killed twice comes to what the quiet one did."""
    for share in (3, 2):
        died = Run(folder, to, *options, kill_after=documents // share)
        print(f"{to}: killed with {_kept(folder / to):,} documents kept (status {died.status})", flush=True)
    last = Run(folder, to, *options)
    told(f"{to}: the rest", last, documents - documents // 2)
    same = rows(folder / to) == rows(folder / "quiet.db")
    print(f"{to}: {'equal to the quiet audit, row for row' if same else 'DIFFERENT from the quiet audit'}", flush=True)
    return same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--growth", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder")
    given = parser.parse_args()
    few, many, jobs = given.growth or given.documents // 10, given.documents, ("--jobs", str(given.jobs))
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(given.folder or aside)
        folder.mkdir(parents=True, exist_ok=True)
        make(folder, 0, few)
        small = Run(folder, "small.db", *jobs)
        told(f"{few:,} reports", small, few)
        make(folder, few, many)
        quiet = Run(folder, "quiet.db", *jobs)
        told(f"{many:,} reports", quiet, many)
        slower, larger = quiet.seconds / small.seconds, quiet.peak / small.peak
        print(f"growth from {few:,} to {many:,}: time {slower:.2f}×, memory {larger:.2f}×", flush=True)
        again = Run(folder, "quiet.db", *jobs)
        told("again, with nothing changed", again, many)
        fine = killed(folder, "local.db", many, *jobs)
        with cluster(folder, given.jobs) as address:
            fine &= killed(folder, "dask.db", many, "--engine", "dask", "--scheduler", address)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
