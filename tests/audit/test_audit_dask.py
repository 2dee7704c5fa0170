"""An audit read by a cluster that is there already, and workers that are lost in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from reportlint.audit import Work
from reportlint.errors import UsageError

from .conftest import rows, run
from .making import folder

ROOT = Path(__file__).parents[2]

Spawn = Callable[..., tuple[subprocess.Popen[str], "Lines"]]


class Lines:
    """What a process says on its error stream, a line at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: Queue[str] = Queue()
        self.all: list[str] = []
        Thread(target=self._read, args=(process,), daemon=True).start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            self._lines.put(line)
        process.stderr.close()
        self._lines.put("")

    def until(self, words: str) -> str:
        """The next line with these words."""
        while line := self._lines.get(timeout=90):
            self.all.append(line)
            if words in line:
                return line
        raise AssertionError("".join(self.all))


@pytest.fixture
def spawn(here: Path) -> Iterator[Spawn]:
    """A function that starts a process of a cluster on this machine."""
    running: list[subprocess.Popen[str]] = []

    def started(*command: str, folder: Path | None = None) -> tuple[subprocess.Popen[str], Lines]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
        whole = [sys.executable, *command]
        running.append(subprocess.Popen(whole, cwd=folder or here, text=True, stderr=subprocess.PIPE, env=environment))
        return running[-1], Lines(running[-1])

    yield started
    for process in running:
        process.kill()
        process.wait()


def scheduler(spawn: Spawn, *python: str) -> str:
    """The address of a scheduler that has just been started. python: the program, if it is not Dask's own."""
    _, lines = spawn(*(python or ("-m", "dask", "scheduler")), "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    return lines.until("Scheduler at:").split()[-1]


def worker(spawn: Spawn, address: str, folder: Path | None = None) -> tuple[subprocess.Popen[str], Lines]:
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--memory-limit", "0")
    return spawn("-m", "dask", "worker", address, *options, folder=folder)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_finds_what_one_quiet_process_finds(spawn: Spawn, here: Path, reports: Path) -> None:
    shutil.copytree(reports, here / "in")
    folder(here / "in", range(30, 50), words=False)
    address = scheduler(spawn)
    workers = [worker(spawn, address) for _ in range(2)]
    for _, lines in workers:
        lines.until("Registered to")
    done: list[int] = []

    def lose(count: int, of: int) -> None:
        done.append(count)
        if count == of // 3:
            workers[0][0].send_signal(signal.SIGKILL)
            workers[0][0].wait()

    from reportlint import audit
    from reportlint.api import Options

    audit.audit(("in",), "cluster.db", Options(ruleset="rotherham"), Work("dask", scheduler=address), progress=lose)
    assert workers[0][0].returncode == -signal.SIGKILL and workers[1][0].poll() is None
    assert done[-1] == 50
    run("in", to="quiet.db")
    assert rows("cluster.db") == rows("quiet.db")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not os.path.exists("/proc/self/cwd"), reason="this system has no path that means another file to another process")
def test_files_that_the_workers_do_not_see_are_read_here(spawn: Spawn, here: Path, reports: Path) -> None:
    shutil.copytree(reports / "01", here / "in")
    (here / "elsewhere").mkdir()
    address = scheduler(spawn)
    _, lines = worker(spawn, address, here / "elsewhere")
    lines.until("Registered to")
    assert run("/proc/self/cwd/in", to="cluster.db", work=Work("dask", scheduler=address)).unreadable == 0
    run("/proc/self/cwd/in", to="quiet.db")
    assert rows("cluster.db") == rows("quiet.db")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_without_workers_is_not_waited_for(spawn: Spawn, here: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.audit.engines.dask._ANSWER", 0.5)
    address = scheduler(spawn)
    with pytest.raises(UsageError, match="has no workers"):
        run(str(reports), to="a.db", work=Work("dask", scheduler=address))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_know_the_program_is_told_what_it_needs(spawn: Spawn, here: Path, reports: Path) -> None:
    without = "import sys; sys.modules['reportlint'] = None; from distributed.cli.dask_scheduler import main; main()"
    address = scheduler(spawn, "-c", without)
    _, lines = worker(spawn, address)
    lines.until("Registered to")
    with pytest.raises(UsageError, match="need the same reportlint") as caught:
        run(str(reports), to="a.db", work=Work("dask", scheduler=address))
    assert "goes on from there" in str(caught.value)


def test_an_address_where_nothing_answers_is_said(here: Path, reports: Path) -> None:
    import socket

    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("reportlint.audit.engines.dask._ANSWER", 0.5)
            with pytest.raises(UsageError, match="No scheduler answers at"):
                run(str(reports), to="a.db", work=Work("dask", scheduler=address))
    for bad in ("nonsense", "tcp://", "ftp://127.0.0.1:1"):
        with pytest.raises(UsageError):
            run(str(reports), to="a.db", work=Work("dask", scheduler=bad))


def test_choices_that_do_not_go_together_are_refused(here: Path, reports: Path) -> None:
    for work in (Work("dask"), Work("dask", jobs=2, scheduler="tcp://127.0.0.1:1"), Work("local", scheduler="tcp://127.0.0.1:1")):
        with pytest.raises(UsageError, match="--"):
            run(str(reports), to="a.db", work=work)


def test_an_extra_that_is_missing_is_named(here: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.audit.engines.dask.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"reportlint\[dask\]"):
        run(str(reports), to="a.db", work=Work("dask", scheduler="tcp://127.0.0.1:1"))
    for module, source, target in (("pyarrow", str(reports), "tables"), ("fsspec.core", "memory://town", "a.db")):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(UsageError, match=r"reportlint\[audit\]"):
            run(source, to=target)
