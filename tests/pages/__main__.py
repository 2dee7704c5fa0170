"""Writes what the commands say into the pages: `python -m tests.pages [PAGE…]`. Output with "…" in it is for a person to mend."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.pages.blocks import ROOT, Block, blocks, commands, fits, pages
from tests.pages.desk import Desk
from tests.pages.test_pages import _faults


def _mended(desk: Desk, block: Block) -> str | None:
    """The block as it should be; None where nothing is shown, or where a person has left something out."""
    typed = commands(block)
    if block.said not in ("", "ends") or block.language not in ("console", "text") or not block.text.startswith("$ "):
        for fault in _faults(desk, block):
            print(fault)
        return None
    made, changed = [], False
    for command in typed:
        _, said = desk.shell(command.line)
        shown = command.shown or ""
        if command.shown is not None and not fits(command.shown, said):
            if "…" in command.shown:
                print(f"{block}: `{command.line}` now says:\n{said}")
            else:
                shown, changed = "".join(f"{line.rstrip()}\n" for line in said.strip("\n").split("\n")), True
        made.append(f"$ {command.line}\n{shown}")
    return "".join(made) if changed else None


def main(names: list[str]) -> None:
    """Goes through the pages, writing into those that show what is no longer so."""
    for page in names or pages():
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder) / "desk")
            desk.furnish()
            path = ROOT / page
            text = path.read_text(encoding="utf-8")
            for block in blocks(page):
                new = _mended(desk, block)
                if new is not None:
                    text = text.replace(block.text, new, 1)
                    print(f"{block}: written")
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
