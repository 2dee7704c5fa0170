"""What several tests of pages do, and what they do it with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from playwright.sync_api import Page

from reportlint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAFT, CLEAN = EXAMPLES / "draft-report.docx", EXAMPLES / "clean-report.docx"
#: A report in which every text means harm to the page that shows it.
HOSTILE = "\n\n".join(
    (
        "# <script>window.owned = 1</script>",
        "Report Title",
        "<img src=x onerror='window.owned = 1'>",
        "[click here](javascript:window.owned=1) and </div></main><script>window.owned = 1</script> TBC",
        "## 1. Background <svg onload=window.owned=1>",
        '1.1 "><iframe src="javascript:parent.owned=1"></iframe> {{ 7 * 7 }} {% raw %}',
    )
).encode()


def check(page: Page, *files: Path, stage: str = "Draft") -> None:
    """Choose files and a stage on the form that is open, and wait for the result."""
    page.locator("#file").set_input_files(files)
    page.get_by_label(stage, exact=True).check()
    page.get_by_role("button", name="Check").click()
    page.locator("main[data-result]").wait_for()


@cache
def found(*files: Path | str) -> list[dict[str, Any]]:
    """The documents of the command line's JSON for these arguments."""
    done = CliRunner().invoke(main, ["check", *map(str, files), "--format", "json"])
    documents: list[dict[str, Any]] = json.loads(done.stdout)["documents"]
    return documents


def focused(page: Page) -> str:
    """The id, the class or the name of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
