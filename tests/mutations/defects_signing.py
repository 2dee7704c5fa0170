"""Defects of the approvals, the accountable officer, the closing lines and the dates of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .defects import Defect
from .defects_cover import CONTROL, DATE
from .draft import Draft, Inapplicable
from .edits import Change, edit_value, fill, last_day, late_day, like, meeting, sign

SCRUTINY = ("strategic-director", "cabinet-member")
ALL_ROLES = (*SCRUTINY, "chief-executive", "section-151-officer", "monitoring-officer")
SEQUENCE = frozenset({("approval-sequence", None)})
NO_DATES = {
    "click": "Click here to enter a date.",
    "blank": "",
    "tbc": "TBC",
    "tap": "{{control|Click or tap to enter a date.}}",
    "xx": "xx/xx/xx",
    "form": "dd/mm/yyyy",
}
NO_NAMES = {"blank": "", "tbc": "TBC", "name": "[name]", "control": CONTROL, "insert": "[insert name]"}
BAD_DATES = {"february": "31/02/25", "month": "05/13/24", "thirty": "30 February 2025", "day": "32/12/24"}


def _drop_row(role: str) -> Change:
    return lambda d: d.table.rows.remove(d.row(role))


def _no_table(d: Draft) -> None:
    d.approvals = None


def _no_approvals(d: Draft) -> None:
    d.approvals, d.approvals_heading = None, ""


def _per_role() -> list[Defect]:
    rows: list[Defect] = []
    for n, r in enumerate(ALL_ROLES):
        rows.append(Defect(f"approval-row-missing-{r}", "approval-row-missing", r, _drop_row(r)))
        for k, w in list(NO_NAMES.items())[: 5 if n < 2 else 2 + n % 3]:
            rows.append(Defect(f"approval-name-missing-{r}-{k}", "approval-name-missing", r, sign(r, name=w)))
        for k, w in list(NO_DATES.items())[: 6 if n < 2 else 4]:
            rows.append(Defect(f"approval-date-missing-{r}-{k}", "approval-date-missing", r, sign(r, day=w)))
        for k, w in BAD_DATES.items():
            rows.append(Defect(f"approval-date-invalid-{r}-{k}", "approval-date-invalid", r, sign(r, day=w)))
        also = SEQUENCE if r == "cabinet-member" else frozenset()
        for k, days in (("next-day", 1), ("month", 30)):
            rows.append(Defect(f"approval-after-meeting-{r}-{k}", "approval-after-meeting", r, sign(r, day=_after(days)), also=also))
        rows.append(Defect(f"approval-late-{r}", "approval-late", r, sign(r, day=lambda d: like(d, late_day(d))), also=also))
        rows.append(Defect(f"approval-late-{r}-eve", "approval-late", r, sign(r, day=_after(-1)), also=also))
        rows.append(Defect(f"approval-late-{r}-publication", "approval-late", r, sign(r, day=_after(-3)), also=also, stage="publication"))
    return rows


def _after(days: int) -> Callable[[Draft], str]:
    return lambda d: like(d, meeting(d) + timedelta(days))


def _bank_holiday(d: Draft) -> None:
    edit_value("committee-and-date", DATE, "27 May 2025")(d)
    sign("cabinet-member", day=like(d, date(2025, 5, 12)))(d)
    sign("strategic-director", day=like(d, date(2025, 5, 19)))(d)


def _sequence(d: Draft) -> None:
    d.row("cabinet-member")[-1], d.row("strategic-director")[-1] = like(d, last_day(d)), like(d, last_day(d) - timedelta(3))


def _cover_director(d: Draft) -> None:
    d.row("strategic-director")
    f = d.field("director")
    f.values[0].text = "Judith Okafor, " + f.values[0].text.partition(", ")[2]


def _closing(name: str) -> Change:
    def change(d: Draft) -> None:
        author = " ".join(d.field("authors").values[0].text.replace(",", " ").split()[:2])
        changed = [line.replace(author, name) for line in d.closing]
        if changed == d.closing:
            raise Inapplicable("author at the end")
        d.closing = changed

    return change


def _no_statement(d: Draft) -> None:
    if not d.statement:
        raise Inapplicable("statement")
    d.statement = ""


def _day_after(draft: Draft) -> date:
    return last_day(draft) + timedelta(1)


def _eve(draft: Draft) -> date:
    return meeting(draft) - timedelta(1)


def _nothing(d: Draft) -> None:
    """Leaves the report alone: the fault is the day on which it is checked."""


_OFFICER = frozenset({("section-empty", "accountable-officers")})

DEFECTS = [
    Defect("approvals-missing", "approvals-missing", None, _no_approvals),
    Defect("approvals-missing-table", "approvals-missing", None, _no_table),
    *_per_role(),
    Defect("approval-late-bank-holiday", "approval-late", "strategic-director", _bank_holiday, bases="clean-scrutiny"),
    Defect("approval-sequence", "approval-sequence", None, _sequence, bases="scrutiny"),
    Defect("approval-name-approver", "approval-name-mismatch", None, sign("strategic-director", name="Judith Okafor")),
    Defect("approval-name-approver-title", "approval-name-mismatch", None, sign("strategic-director", name="Mr Judith A. Okafor")),
    Defect("approval-name-cover", "approval-name-mismatch", None, _cover_director),
    Defect("officer-nothing", "accountable-officer-missing", None, fill("accountable-officers"), either=_OFFICER),
    Defect("officer-tbc", "accountable-officer-missing", None, fill("accountable-officers", "TBC"), either=_OFFICER),
    Defect("officer-insert", "accountable-officer-missing", None, fill("accountable-officers", "[insert name]"), either=_OFFICER),
    Defect("officer-control", "accountable-officer-missing", None, fill("accountable-officers", CONTROL), either=_OFFICER),
    Defect("author-mismatch", "author-mismatch", None, _closing("Judith Okafor")),
    Defect("author-mismatch-first", "author-mismatch", None, _closing("Simon Wetherby")),
    Defect("statement-missing", "publication-statement-missing", None, _no_statement),
    Defect("publication-late-next-day", "publication-late", None, _nothing, on=_day_after),
    Defect("publication-late-eve", "publication-late", None, _nothing, on=_eve),
    Defect("publication-late-publication", "publication-late", None, _nothing, on=_day_after, stage="publication"),
]
