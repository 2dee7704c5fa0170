"""The founding pack: what it holds, and what was found in it by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from reportlint import api
from reportlint.agenda.result import PackResult

from .conftest import FOUNDING


def test_it_holds_two_reports_and_one_of_each_other_paper(founding: PackResult) -> None:
    kinds = Counter(p.spec.id for p in founding.pack.papers if p.spec is not None)
    assert kinds == {"agenda": 1, "minutes": 1, "report": 2, "letter": 1, "work-programme": 1}
    assert len(founding.pack.papers) == 6


def test_each_paper_belongs_to_its_item_with_the_pages_that_the_agenda_names(founding: PackResult) -> None:
    told = {p.title: (p.item.value, p.item.pages) for p in founding.pack.papers if p.item is not None}
    assert told["SEND Inspection Update"] == (6, (15, 29))
    assert told["Family Help Update"] == (7, (30, 33))
    assert {item for item, _ in told.values()} == {2, 6, 7, 8}


def test_the_letter_is_attached_to_the_report_before_it(founding: PackResult) -> None:
    letter = next(p for p in founding.pack.papers if p.spec is not None and p.spec.id == "letter")
    owner = founding.pack.papers[(letter.owner or 0) - 1]
    assert owner.title == "SEND Inspection Update"


def test_what_was_found_by_hand_is_found_and_nothing_else(founding: PackResult) -> None:
    found = {(paper.title, finding.name, finding.severity.value) for paper, finding in founding.findings}
    assert found == {
        ("SEND Inspection Update", "agenda-title-mismatch", "warning"),
        ("SEND Inspection Update", "appendix-month-mismatch", "info"),
        ("Family Help Update", "appendix-not-in-pack:1", "error"),
    }


def test_a_title_that_is_only_worded_otherwise_is_said_to_be_so(founding: PackResult) -> None:
    said = next(f.message for _, f in founding.findings if f.rule == "agenda-title-mismatch")
    assert "differs in its wording" in said


@pytest.mark.parametrize(("number", "file"), [(3, "send-inspection.md"), (5, "family-help.md")])
def test_each_report_has_the_findings_that_it_has_by_itself(founding: PackResult, number: int, file: str) -> None:
    report = FOUNDING.parents[1] / "reports" / file
    alone = api.check(report, stage="submission").documents[0]
    within = founding.of(founding.pack.papers[number - 1])
    assert within is not None
    assert Counter(f.name for f in within.findings) == Counter(f.name for f in alone.findings)
    assert (within.template, within.status) == (alone.template, alone.status)


def test_places_are_those_of_the_pack(founding: PackResult) -> None:
    paper = founding.pack.papers[4]
    within = founding.of(paper)
    assert within is not None
    assert all(paper.first <= (f.location.paragraph or 0) <= paper.last for f in within.findings)


def test_pages_that_the_file_does_not_record_are_not_held_against_the_agenda(founding: PackResult) -> None:
    from reportlint.agenda import crosscheck
    from reportlint.engine import run
    from reportlint.findings import Stage
    from reportlint.rulesets import load

    agenda = founding.pack.agenda
    assert agenda is not None and founding.pack.shift is None
    scene = next(s for p, s in crosscheck.scenes(founding.pack, founding.result.on, False, "ENG") if p is agenda)
    came = {e.rule: e.outcome.value for e in run(load("rotherham"), scene, Stage.DRAFT).evaluations}
    assert came["agenda-pages-wrong"] == "not-evaluated"
