"""What stands in examples/serve works, and other servers run the application."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from reportlint.web import settings

from .described import FILE, described

ROOT = Path(__file__).parents[2]
SERVE = ROOT / "examples" / "serve"
DRAFT = (ROOT / "examples" / "draft-report.docx").read_bytes()


def test_the_container_file_is_in_order() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([str(hadolint), str(SERVE / "Containerfile")], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_configuration_loads() -> None:
    held = settings.load(str(SERVE / "reportlint.toml"), environment={})
    assert held.hosts and held.workers and held.bounds.seconds


def test_the_file_for_power_platform_is_what_the_server_describes(client: httpx.Client) -> None:
    assert FILE.read_text("utf-8") == described(), "write it anew: python -m tests.web.described"
    assert json.loads(described()) == client.get("/api/openapi-2.0.json").json()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The application run by uvicorn's own command, in two processes."""
    (tmp_path / "reportlint.toml").write_text('ruleset = "rotherham"\n[serve]\nworkers = 1\n', "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "reportlint.web:application", "--workers", "2", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REPORTLINT_CONFIG": str(tmp_path / "reportlint.toml")}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen([*command, "--timeout-graceful-shutdown", "40"], cwd=tmp_path, env=environment, stdout=log, stderr=log)
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(timeout=60)
    assert "confidential" not in (tmp_path / "log").read_text()


def test_another_server_runs_the_application_with_workers(elsewhere: str) -> None:
    transport = httpx.HTTPTransport(retries=9)  # which wait a little longer each time, until it listens
    with httpx.Client(base_url=elsewhere, transport=transport, timeout=120) as client:
        for _ in range(4):
            answer = client.post("/api/check", params={"name": "confidential.docx"}, content=DRAFT)
            assert answer.headers["Reportlint-Verdict"] == "fail"
