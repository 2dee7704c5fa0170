"""What every test relies on: a cache of rulesets of its own, so that none is read from or left in the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share what the process that started them has set
    os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = tempfile.mkdtemp(prefix="reportlint-tests-")

#: How Chromium is started: of itself it asks nobody for anything.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it: one for all tests of a process, which are in the group "browser".

    Where there is none, tests that need it are skipped, except where CI is set: there its absence is a failure.
    """
    # Imported here: most tests need no browser.
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip("there is no chromium here")
    assert path is not None, "chromium is not installed"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()
