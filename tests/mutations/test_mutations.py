"""Each seeded defect gives its finding and no other; harmless variations give none."""

from __future__ import annotations

import io
import os
import zipfile

import pytest
from lxml import etree

from .defects import ELSEWHERE, RULES, Defect, defects
from .forms import FORMS, WORD_FORMS
from .trial import Outcome, cases, drafts, mutations, run

EVERYTHING = os.environ.get("MUTATIONS") == "all"
CASES = list(cases(mutations(), EVERYTHING))
BY_MUTATION: dict[str, list[int]] = {}
for _n, _case in enumerate(CASES):
    BY_MUTATION.setdefault(_case.mutation.name, []).append(_n)


@pytest.mark.parametrize("name", BY_MUTATION)
def test_a_mutation_says_its_finding_and_nothing_else(name: str) -> None:
    wrong = [str(outcome) for n in BY_MUTATION[name] if (outcome := run(CASES[n])).wrong]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_rule_has_a_defect() -> None:
    assert {d.rule for d in defects()} == set(RULES) - ELSEWHERE


def test_every_mutation_is_tried_in_some_form() -> None:
    assert {m.name for m in mutations()} == set(BY_MUTATION)


@pytest.mark.parametrize("form", WORD_FORMS)
def test_every_part_of_a_word_form_is_well_formed(form: str) -> None:
    for draft in drafts().values():
        with zipfile.ZipFile(io.BytesIO(FORMS[form].write(draft))) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))


@pytest.mark.parametrize("form", [f for f in WORD_FORMS if f != "strict"])
def test_another_reader_opens_the_word_forms(form: str) -> None:
    docx = pytest.importorskip("docx")
    for draft in drafts().values():
        assert docx.Document(io.BytesIO(FORMS[form].write(draft))).core_properties.title == draft.title


def test_the_markdown_form_restores_what_was_parsed() -> None:
    from .draft import parse

    for draft in drafts().values():
        again = parse(draft.name, FORMS["markdown"].write(draft).decode("utf-8"))
        assert again == draft


def test_a_mutation_that_changes_nothing_is_told_apart() -> None:
    idle = Defect("idle", "section-missing", "legal", lambda d: None)
    base = next(iter(drafts()))
    outcome = run(type(CASES[0])(base, "markdown", idle))
    assert isinstance(outcome, Outcome) and outcome.missed
