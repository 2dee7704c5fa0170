"""Defects of the Word file: what a reader of its words alone would not see."""

from __future__ import annotations

from .defects import Defect
from .draft import Block, Draft
from .edits import Change, add, para, say

CELLS = [["Site", "Plots", "Waiting"], ["North Road", "40", "12"], ["Canal Side", "35", "9"], ["Mill Lane", "22", "4"]]
NO_NAME = [["", "Plots", "Waiting"], *CELLS[1:]]
GAP = [["Site", "", "Waiting"], *CELLS[1:]]


def _table(rows: list[list[str]], header: bool = True, merged: bool = False) -> Change:
    return add("key-issues", Block("table", rows=[list(r) for r in rows], header=header, merged=merged))


def _word(name: str, rule: str, change: Change, forms: str = "word") -> Defect:
    return Defect(name, rule, None, change, forms=forms)


def _unstyled(section: str) -> Change:
    def change(d: Draft) -> None:
        d.section(section).unstyled = True

    return change


def _level(section: str, level: int) -> Change:
    def change(d: Draft) -> None:
        d.section(section).level = level

    return change


def _no_title(d: Draft) -> None:
    d.title = ""


def _no_language(d: Draft) -> None:
    d.language = ""


def _approvals_header(d: Draft) -> None:
    d.table.header = False


def _summary(notation: str) -> Change:
    def change(d: Draft) -> None:
        b = d.field("summary").values[0]
        b.text = f"{b.text} {notation}"

    return change


DEFECTS = [
    _word("tracked-insertion", "tracked-changes-left", say("key-issues", "{{ins|Tenants agreed with this.}}"), "untracked"),
    _word("tracked-deletion", "tracked-changes-left", say("risks", "{{del|Tenants did not agree with this.}}"), "untracked"),
    _word("tracked-cover", "tracked-changes-left", _summary("{{ins|It is short.}}"), "untracked"),
    _word("tracked-paragraph", "tracked-changes-left", add("options", para("{{ins|A third option was set aside.}}")), "untracked"),
    _word("comment-body", "comments-left", say("key-issues", "{{comment|Tenants agreed|Is this so?}} with this.")),
    _word("comment-cover", "comments-left", _summary("{{comment|It is short.|Say more.}}")),
    _word("hidden-run", "hidden-text", say("key-issues", "{{hidden|Not yet agreed with the tenants.}}")),
    _word("hidden-paragraph", "hidden-text", add("legal", para("{{hidden|Ask the solicitor about the lease.}}"))),
    _word("unstyled-legal", "heading-unstyled", _unstyled("legal"), "styled"),
    _word("unstyled-background", "heading-unstyled", _unstyled("background"), "styled"),
    _word("unstyled-risks", "heading-unstyled", _unstyled("risks"), "styled"),
    _word(
        "skipped-subheading",
        "heading-level-skipped",
        add("key-issues", Block("heading", "Waiting lists", level=4), para("Many wait.")),
        "styled",
    ),
    _word("skipped-section", "heading-level-skipped", _level("risks", 4), "styled"),
    _word("image-silent", "image-alt-missing", add("key-issues", para("{{image|}}"))),
    _word("image-silent-inline", "image-alt-missing", say("background", "The map shows them. {{image|}}")),
    _word("image-one-of-two", "image-alt-missing", add("options", para("{{image|A map of the sites}}"), para("{{image|}}"))),
    _word("table-no-header", "table-header-missing", _table(CELLS, header=False)),
    _word("table-no-header-approvals", "table-header-missing", _approvals_header),
    _word("table-blank-first", "table-header-blank", _table(NO_NAME)),
    _word("table-blank-middle", "table-header-blank", _table(GAP)),
    _word("table-merged", "table-merged", _table(CELLS, merged=True)),
    _word(
        "list-typed-bullets",
        "list-unstyled",
        add("key-issues", *(Block("typed-bullet", t) for t in ("water", "paths", "gates"))),
        "styled",
    ),
    _word(
        "list-typed-numbers",
        "list-unstyled",
        add("risks", *(para(f"{n}.\t{t}") for n, t in enumerate(("Ask each tenant", "Mend the gates", "Open the taps"), 1))),
        "styled",
    ),
    _word(
        "list-typed-letters",
        "list-unstyled",
        add(
            "options", *(para(f"({n})\t{t}") for n, t in zip("abc", ("keep the rules", "change the rules", "end the scheme"), strict=True))
        ),
        "styled",
    ),
    _word("no-title", "document-title-missing", _no_title),
    _word("no-language", "document-language-missing", _no_language),
]
