"""Reports that LibreOffice saves in other formats: what is found in Word is found there, and each seeded defect too."""

from __future__ import annotations

import os
import shutil

import pytest

from .defects import Defect
from .draft import Draft
from .office import prepare
from .trial import Case, baseline, cases, drafts, mutations, run

pytestmark = pytest.mark.xdist_group("libreoffice")

#: The rules that an untagged PDF leaves unanswered.
WORD = {"list-unstyled", "heading-unstyled", "link-text-unclear", "tracked-changes-left"}
FORMS = ("styles-odt", "styles-html", "styles-pdf")
BASE = "library-hours"
#: One case of so many in each form is tried here; `python -m tests.mutations --form styles-pdf --all` tries them all.
EVERY = 90
#: Defects that LibreOffice mends as it saves: links without an address go, a language is put in.
MENDED = {"link-broken-none", "link-broken-file", "no-language"}


def _tried(form: str, first: int) -> list[Case]:
    return [c for c in list(cases(mutations(), True, BASE, form=form))[first::EVERY] if c.mutation.name not in MENDED]


CASES = {form: _tried(form, n * 7) for n, form in enumerate(FORMS)}


@pytest.fixture(scope="module", autouse=True)
def _converted() -> None:
    """All that is asked for here, converted at once."""
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
        pytest.skip("LibreOffice is not installed")
    asked: list[tuple[str, Draft]] = [("table_cover-pdf", draft) for draft in _own()]
    for form, tried in CASES.items():
        asked += [(form, drafts()[BASE]), *((form, c.mutation.mutate(drafts()[c.base])) for c in tried if _applies(c.mutation))]
    prepare(asked)


def _own() -> list[Draft]:
    """The reports of this folder and of the project."""
    return [d for d in drafts().values() if d.name not in ("family-help", "send-inspection")]


def _applies(mutation: Defect) -> bool:
    return any(c.mutation is mutation for c in cases([mutation], True, BASE))


@pytest.mark.parametrize("base", [d.name for d in _own()])
def test_a_cover_table_without_lines_is_read_as_in_word(base: str) -> None:
    word, other = (baseline(base, form, "submission", None) for form in ("table_cover", "table_cover-pdf"))
    assert {said for said in word ^ other if said[0] not in WORD} == set()


@pytest.mark.parametrize("form", FORMS)
def test_a_mutation_says_its_finding_and_nothing_else_in_another_format(form: str) -> None:
    assert CASES[form]
    wrong = [str(outcome) for case in CASES[form] if (outcome := run(Case(case.base, form, case.mutation))).wrong]
    assert not wrong, "\n" + "\n".join(wrong)
