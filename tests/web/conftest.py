"""A server of the tests' own, started as anybody would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
Start = Callable[..., str]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a server with these lines in its `reportlint.toml` and gives its address; its process is the attribute `processes`."""
    running: dict[str, subprocess.Popen[str]] = {}

    def starts(config: str = "", *options: str) -> str:
        folder = tmp_path_factory.mktemp("server")
        (folder / "reportlint.toml").write_text(config, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", *options]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        assert line.startswith("reportlint is at http://"), process.stderr.read()
        address = line.split()[3]
        running[address] = process
        return address

    starts.processes = running  # type: ignore[attr-defined]
    yield starts
    for process in running.values():
        process.terminate()
    for process in running.values():
        process.communicate(timeout=30)


@pytest.fixture(scope="session")
def address(start: Start) -> str:
    """Where a server with the usual settings listens."""
    return start("[serve]\nworkers = 2\n")


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=60) as made:
        yield made
