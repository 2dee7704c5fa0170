"""Seeded defects that rules can mend: once mended outright the finding is gone, nothing new is found, and no second round is called for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from mutations.forms import FORMS
from mutations.trial import Case, cases, mutations

from reportlint import api
from reportlint.amending.comments import Check
from reportlint.amending.rounds import Fixed
from reportlint.findings import DocumentResult
from reportlint.markdown import fix as text
from reportlint.word import fix as word

ON = date(2025, 1, 14)
#: The rules of which some or all findings carry an edit, and how many of their defects are tried.
MENDED = {
    "section-title-changed": 1, "section-missing": 2, "section-number": 2, "paragraph-number": 2, "plain-english": 1,
    "date-format-mixed": 1, "heading-unstyled": 1, "table-header-missing": 1, "document-title-missing": 1,
    "document-language-missing": 1, "weekday-mismatch": 1, "guidance-left": 1, "heading-level-skipped": 1, "title-mismatch": 1,
}  # fmt: skip
#: What is said of a section that was put in and is still to be filled.
UNFILLED = {"placeholder-text", "section-empty", "accountable-officer-missing"}


def _chosen() -> Iterator[Case]:
    for rule, most in MENDED.items():
        of_rule = [m for m in mutations() if m.rule == rule]
        every = list(cases(of_rule))
        yield from [c for c in every if FORMS[c.form].word][:most]
        yield from [c for c in every if not FORMS[c.form].word][:1]


CASES = list(_chosen())


def _check(case: Case) -> Check:
    name = f"report{FORMS[case.form].suffix}"

    def check(data: bytes) -> DocumentResult:
        return api.check((name, data), stage="submission", on=ON).documents[0]

    return check


def _mended(case: Case, data: bytes) -> Fixed:
    if FORMS[case.form].word:
        return word.fix(data, _check(case), ON, suggested=True, accept=True)
    return text.fix(data, _check(case), ON, suggested=True, format="markdown" if case.form == "markdown" else "text")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.base}-{c.form}-{c.mutation.name}")
def test_a_defect_is_mended_for_good(case: Case) -> None:
    from mutations.trial import drafts

    original, check = FORMS[case.form].write(case.mutation.mutate(drafts()[case.base])), _check(case)
    before = check(original)
    made = _mended(case, original)
    after = check(made.data)
    left = {x.rule for x in made.left}
    assert [f.name for f in after.findings if f.edits and f.name not in left] == []
    put_in = {c.rule.partition(":")[2] for c in made.changes if c.kind == "insert-after"}
    known = {f.name for f in before.findings} | left
    new = [f for f in after.findings if f.name not in known]
    assert [f.name for f in new if not (f.rule in UNFILLED and (f.subject in put_in or f.location.section in put_in))] == []
    assert _mended(case, made.data).data == made.data
    if any(f.edits for f in before.findings if f.rule == case.mutation.rule and f.name not in left):
        assert any(c.rule.partition(":")[0] == case.mutation.rule for c in made.changes)


def test_every_kind_of_finding_that_carries_an_edit_is_tried() -> None:
    assert {c.mutation.rule for c in CASES} == set(MENDED)
