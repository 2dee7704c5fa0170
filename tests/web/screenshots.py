"""Pictures of every page and state, at three widths and in both schemes, to be looked at: `python -m tests.web.screenshots FOLDER`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
WIDTHS = (1600, 1024, 320)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
SCHEMES = ("light", "dark")
ADDRESSES = {
    "form": "", "gone": "check?stage=submission", "agenda": "agenda", "rules": "rules", "found": "rules?find=heading",
    "rule": "rules/section-missing", "templates": "templates", "template": "templates/scrutiny-report", "missing": "nowhere",
}  # fmt: skip


def main(folder: str) -> None:
    """Write the pictures into the folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as working:
        command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", "--workers", "1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        server = subprocess.Popen(command, cwd=working, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            _pictures(server.stdout.readline().split()[3], target)
        finally:
            server.terminate()
            server.wait()


def _pictures(address: str, target: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for scheme in SCHEMES:
            page = browser.new_context(color_scheme=scheme, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
            for name, path in ADDRESSES.items():
                page.goto(address + path)
                _take(page, target, f"{name}-{scheme}")
            page.goto(address)
            page.get_by_role("button", name="Check").click()
            _take(page, target, f"error-{scheme}")
            _check(page, address, ["draft-report.docx"])
            _take(page, target, f"result-{scheme}", whole=False)
            page.set_viewport_size({"width": WIDTHS[0], "height": 1000})
            page.locator(".entry a").nth(8).click()
            _take(page, target, f"place-{scheme}", whole=False)
            _check(page, address, ["clean-report.docx", "draft-report.docx", "charging-sessions.png"])
            _take(page, target, f"several-{scheme}", whole=False)
            _check(page, address, ["charging-sessions.png"])
            _take(page, target, f"unreadable-{scheme}")
            _check(page, f"{address}agenda", ["pack/agenda-pack.docx"])
            _take(page, target, f"pack-{scheme}", whole=False)
        browser.close()


def _check(page: Page, form: str, names: list[str]) -> None:
    page.goto(form)
    page.locator("input[type=file]").set_input_files([EXAMPLES / name for name in names])
    page.get_by_role("button", name="Check").click()
    page.locator("main[data-result]").wait_for()


def _take(page: Page, target: Path, name: str, whole: bool = True) -> None:
    """A picture at each width; of the part in the window only, where the whole is very long."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.screenshot(path=target / f"{name}-{width}.png", full_page=whole)


if __name__ == "__main__":
    main(*sys.argv[1:])
