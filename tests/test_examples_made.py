"""The example reports: what is committed is what the script makes, and Word's own reader finds in them what they promise."""

from __future__ import annotations

import importlib
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import docx
import pytest
from lxml import etree

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORTS = ("cabinet-report", "clean-report", "decision-record", "draft-report")
CLEAN = ("cabinet-report", "clean-report", "decision-record")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_make", EXAMPLES / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its own module up while it is made.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
    return module


def tags(report: str) -> set[str]:
    """The local names of all elements in the body."""
    with zipfile.ZipFile(EXAMPLES / f"{report}.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return {str(element.tag).removeprefix(W) for element in root.iter()}


def test_the_committed_files_are_what_the_script_makes() -> None:
    made = script().made()
    committed = {path.name: path.read_bytes() for path in EXAMPLES.iterdir() if path.suffix in (".docx", ".png")}
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_every_report_is_there_as_markdown_and_as_word() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.md")) == sorted(REPORTS)
    assert sorted(path.stem for path in EXAMPLES.glob("*.docx")) == sorted(REPORTS)


@pytest.mark.parametrize("report", REPORTS)
def test_every_line_of_the_markdown_is_in_the_word_file(report: str) -> None:
    document = docx.Document(io.BytesIO((EXAMPLES / f"{report}.docx").read_bytes()))
    text = "".join(str(node.text) for node in document.element.iter(f"{W}t"))
    lines = (EXAMPLES / f"{report}.md").read_text(encoding="utf-8").splitlines()
    cells = [cell for line in lines for cell in line.split("\t") if "](" not in cell]
    bare = [cell.removeprefix("- ").lstrip("0123456789.").strip() for cell in cells]
    assert [cell for cell in bare if cell not in text] == []


@pytest.mark.parametrize("report", CLEAN)
def test_a_clean_report_carries_a_title_and_a_language_and_no_marks_of_work(report: str) -> None:
    properties = docx.Document(str(EXAMPLES / f"{report}.docx")).core_properties
    assert properties.title and properties.language == "en-GB"
    assert tags(report).isdisjoint({"ins", "del", "commentReference", "vMerge", "gridSpan", "vanish"})


def test_the_draft_keeps_a_tracked_change_and_a_comment_and_has_no_header_row() -> None:
    found = tags("draft-report")
    assert {"ins", "del", "commentReference"} <= found
    assert "tblHeader" not in found


def test_the_councils_files_are_what_their_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    made = importlib.import_module("councils").made()
    for name in ("councils", "make"):
        sys.modules.pop(name, None)
    assert {path: (EXAMPLES / path).read_bytes() for path in made} == made
    assert {p.relative_to(EXAMPLES) for p in EXAMPLES.glob("*/*.docx")} >= set(made)
