"""The named defects: each seeds one fault, and its finding and nothing else must be newly said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .draft import Draft
from .edits import Change
from .forms import FORMS, STYLED_FORMS, WORD_FORMS

FOUNDING = ("family-help", "send-inspection")
Said = tuple[str, str | None]

_CATALOGUE = """
    cover-field-missing cover-field-empty cover-field-order cover-answer-invalid committee-mismatch meeting-date-invalid
    weekday-mismatch author-contact-missing summary-length title-mismatch key-decision-unnotified exempt-reason-missing
    exempt-mismatch council-approval-unrequested background-papers-contradicted other-committees-contradicted
    recommendation-unnumbered recommendation-stem appendix-unlisted appendix-uncited appendix-numbering
    section-missing section-empty section-order section-title-changed section-duplicated section-number paragraph-number
    section-unknown section-unreasoned section-defers implications-repeated implications-contradicted
    equalities-duty-unaddressed approvals-missing approval-row-missing approval-name-missing approval-date-missing
    approval-date-invalid approval-after-meeting approval-late approval-sequence approval-name-mismatch
    accountable-officer-missing author-mismatch publication-statement-missing publication-late
    placeholder-text guidance-left date-invalid date-format-mixed acronym-undefined personal-data plain-english
    sentence-length link-broken tracked-changes-left comments-left hidden-text heading-unstyled heading-level-skipped
    image-alt-missing table-header-missing table-header-blank table-merged link-text-unclear list-unstyled
    document-title-missing document-language-missing document-unreadable document-empty template-unrecognised
"""
#: Every rule of the catalogue that reads one report.
RULES = tuple(_CATALOGUE.split())
#: Rules about files that are no report: tested where files are read.
ELSEWHERE = frozenset({"document-unreadable", "document-empty", "template-unrecognised"})

_DRAFTING = ("tracked-changes-left", "comments-left")
_LOOKS = ("hidden-text", "heading-unstyled", "heading-level-skipped", "image-alt-missing", "list-unstyled", "link-text-unclear")
_TABLES = ("table-header-missing", "table-header-blank", "table-merged")
#: The rules that LibreOffice's files in a format leave unanswered, or answer in another way.
_UNTOLD = {"html": (*_DRAFTING, "image-alt-missing"), "pdf": (*_DRAFTING, *_LOOKS, *_TABLES), "tagged": (*_DRAFTING, *_LOOKS, *_TABLES)}

_GROUPS: dict[str, Callable[[Draft], bool]] = {
    "all": lambda d: True,
    "clean": lambda d: d.name not in FOUNDING,
    "scrutiny": lambda d: not d.cabinet,
    "cabinet": lambda d: d.cabinet,
    "clean-scrutiny": lambda d: d.name not in FOUNDING and not d.cabinet,
}
_FORMS = {
    "all": tuple(FORMS),
    "linked": tuple(n for n in FORMS if n != "text"),
    "word": WORD_FORMS,
    "styled": STYLED_FORMS,
    "typed": tuple(n for n in FORMS if n not in STYLED_FORMS),
    "untracked": tuple(n for n in WORD_FORMS if n != "tracked"),
}


@dataclass(frozen=True)
class Defect:
    """A fault and the finding it must give; rule is "" for a harmless variation, which must give none.

    forms: a group of forms. bases: a group of reports. also: what may honestly be said besides. either: findings any of
    which will do in place of (rule, subject). on: the date of checking, reckoned from the report.
    """

    name: str
    rule: str
    subject: str | None
    change: Change
    forms: str = "all"
    bases: str = "all"
    stage: str = "submission"
    on: Callable[[Draft], date] | None = None
    also: frozenset[Said] = frozenset()
    either: frozenset[Said] = frozenset()

    def mutate(self, draft: Draft) -> Draft:
        """A copy of the draft with the fault in it. Raises Inapplicable where the draft has no place for it."""
        copy = draft.copy()
        self.change(copy)
        return copy

    def suits_form(self, form: str) -> bool:
        """Whether the form can show it; a Word form that was saved in another format keeps what that format records."""
        look, _, target = form.rpartition("-")
        return (look or form) in _FORMS[self.forms] and self.rule not in _UNTOLD.get(target, ())

    def suits_base(self, draft: Draft) -> bool:
        return _GROUPS[self.bases](draft)

    @property
    def expected(self) -> frozenset[Said]:
        """Findings one of which must be newly said."""
        if not self.rule:
            return frozenset()
        return self.either | {(self.rule, self.subject)}


def defects() -> list[Defect]:
    """Every named defect; names are unique."""
    from . import defects_cover, defects_sections, defects_signing, defects_text, defects_word

    found = [d for m in (defects_cover, defects_sections, defects_signing, defects_text, defects_word) for d in m.DEFECTS]
    names = [d.name for d in found]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
    return found
