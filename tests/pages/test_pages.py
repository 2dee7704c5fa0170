"""Every block of code in the documents is run, in the order of its page, and says what the page shows."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.pages.blocks import ROOT, Block, blocks, commands, ends, fits, pages
from tests.pages.desk import Desk
from tests.pages.usage import unknown

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here")

_READS = {"yaml": yaml.safe_load, "toml": tomllib.loads, "json": json.loads}


def _faults(desk: Desk, block: Block) -> list[str]:
    """What is not true of a block, having done what it says."""
    if block.language.startswith("{"):
        return []  # it is for the generator of the site, which a test runs
    if block.said in ("run by", "not run:"):
        held = block.more if block.said == "not run:" else (ROOT / block.more.split("::")[0]).is_file()
        return [] if held else [f"{block} does not say which test runs it, or why none does"]
    if block.said == "usage":
        return [f"{block}: {problem}" for problem in unknown(block.text)]
    if block.language in _READS:
        _READS[block.language](block.text)
    if block.said == "file":
        file = desk.folder / block.more
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
        return []
    if block.language in _READS:
        return []
    if block.language == "python":
        return _ran(desk, block, [("python", "-c", block.text)])
    if block.language == "sh":
        return _ran(desk, block, [("sh", "-c", block.text)])
    return _typed(desk, block)


def _ran(desk: Desk, block: Block, scripts: list[tuple[str, ...]]) -> list[str]:
    done = [desk.runs(*script) for script in scripts]
    wanted = ends(block, len(scripts))
    return [f"{block} ended with {ended}\n{said}" for (ended, said), due in zip(done, wanted, strict=True) if ended != due]


def _typed(desk: Desk, block: Block) -> list[str]:
    faults, typed = [], commands(block)
    for command, due in zip(typed, ends(block, len(typed)), strict=True):
        ended, said = desk.shell(command.line)
        if ended != due:
            faults.append(f"{block}: `{command.line}` ended with {ended}, not {due}:\n{said[-1500:]}")
        elif command.shown is not None and not fits(command.shown, said):
            faults.append(f"{block}: `{command.line}` says something else; `python -m tests.pages` writes it into the page:\n{said}")
    return faults


@pytest.mark.parametrize("page", pages())
def test_what_the_page_says_is_so(page: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.furnish()
    if page == "CONTRIBUTING.md":
        desk.check_out()
    assert [fault for block in blocks(page) for fault in _faults(desk, block)] == []


def test_every_comment_before_a_block_is_one_that_is_known() -> None:
    """A slip in a comment would otherwise be read as no comment at all."""
    for page in pages():
        text = (ROOT / page).read_text(encoding="utf-8")
        known = {block.first - 1 for block in blocks(page) if block.said}
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"<!-- (ends|file|usage|run|not)\b", line):
                assert {number, number + 1} & known, f"{page}:{number}: {line}"
