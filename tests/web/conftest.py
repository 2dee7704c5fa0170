"""A server of the tests' own, started as anybody would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

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


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the server; at the end nothing may have been said on the console, nor asked of anybody else."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: set[str] = set()

    def visits(path: str = "", width: int = 1280, at: str = address, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60000)
        # What the server refuses, browsers tell of on the console; that is no fault of the page.
        page.on("console", lambda message: None if "Failed to load resource" in message.text else said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: asked.add(request.url))
        page.goto(at + path)
        return page

    yield visits
    for context in contexts:
        context.close()
    assert not said
    assert all(url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:")) for url in asked), asked
