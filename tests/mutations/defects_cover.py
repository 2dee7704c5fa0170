"""Defects of the cover sheet, recommendations and appendices."""

from __future__ import annotations

import re
from datetime import timedelta

from .defects import Defect
from .draft import LABELS, Block, Draft, Inapplicable
from .edits import Change, both, drop_field, drop_label, edit_value, long_date, meeting, move_field, say, values

CONTROL = "{{control|Click or tap here to enter text.}}"
BLANKS = {
    "blank": "",
    "tbc": "TBC",
    "insert": "[insert]",
    "click": "Click or tap here to enter text.",
    "control": CONTROL,
    "spaces": " \u00a0 ",
}
DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"
SCHEDULE = "Part 1 of Schedule 12A to the Local Government Act 1972"
CASE = f"paragraph 3 of {SCHEDULE} (information relating to the financial or business affairs of any particular person)"
INTEREST = "The public interest in maintaining the exemption outweighs the public interest in disclosing the information."
PART_EXEMPT = "Public Report with Exempt Appendices"
YES_NO = ("key-decision", "other-committees", "council-approval", "exempt")


def _empty() -> list[Defect]:
    rows = []
    for n, f in enumerate(LABELS):
        wordings = ["nothing", *(list(BLANKS)[(n + k) % len(BLANKS)] for k in (0, 1, 3))]
        for kind in wordings:
            change = values(f) if kind == "nothing" else values(f, BLANKS[kind])
            rows.append(Defect(f"cover-field-empty-{f}-{kind}", "cover-field-empty", f, change))
    return rows


def _answers() -> list[Defect]:
    wordings = {"maybe": "Maybe", "yes/no": "Yes/No", "yes-or-no": "Yes / No", "query": "?", "possibly": "Possibly", "both": "Yes or No"}
    return [
        Defect(f"cover-answer-invalid-{f}-{k}", "cover-answer-invalid", f, values(f, w))
        for n, f in enumerate(YES_NO)
        for i, (k, w) in enumerate(wordings.items())
        if i < 2 or i % 4 == n
    ]


def _dates() -> list[Defect]:
    swaps = {
        "none": "",
        "february": "31 February 2025",
        "2204": "28 January 2204",
        "2052": "28 January 2052",
        "month": "30/13/2025",
        "no-day": "January 2025",
    }
    rows = [
        Defect(
            f"meeting-date-invalid-{k}", "meeting-date-invalid", None, edit_value("committee-and-date", rf" – {DATE}" if not w else DATE, w)
        )
        for k, w in swaps.items()
    ]

    def wrong(form: str, place: str) -> Change:
        def change(d: Draft) -> None:
            day = meeting(d)
            name = (day + timedelta(3)).strftime("%A" if form == "long" else "%a")
            text = f"{name} {long_date(day)}"
            edit_value("committee-and-date", DATE, text)(d) if place == "cover" else say("key-issues", f"Members will meet on {text}.")(d)

        return change

    rows += [
        Defect(f"weekday-mismatch-{p}-{f}", "weekday-mismatch", None, wrong(f, p)) for p in ("cover", "body") for f in ("long", "short")
    ]
    rows.append(
        Defect("weekday-mismatch-past", "weekday-mismatch", None, say("background", "The group first met on Monday 14 November 2023."))
    )
    return rows


def _committee(d: Draft) -> None:
    if d.cabinet:
        raise Inapplicable("its committee is how a Cabinet report is known")
    d.block[1] = "Health Select Commission"


def _no_contact(d: Draft) -> None:
    f = d.field("authors")
    f.values = [b for b in f.values if not re.search(r"@|\d{5}", b.text)]


def words(count: int) -> str:
    """A text of so many words, in sentences of eleven."""
    full, rest = divmod(count, 11)
    text = " ".join(f"Site {n} has {n + 20} plots and {n + 5} people waiting there now." for n in range(1, full + 1))
    return (
        f"{text} {' '.join(['Plots', 'are', 'let', 'by', 'the', 'week', 'to', 'people', 'living', 'near'][:rest])}.".strip()
        if rest
        else text
    )


def _retitle(body: bool, old: str, new: str) -> Change:
    def change(d: Draft) -> None:
        title = d.body_title
        changed = re.sub(old, new, title, count=1)
        if changed == title or not changed.strip():
            raise Inapplicable(old)
        if body:
            d.body_title = changed
        else:
            values("report-title", changed)(d)

    return change


def _exempt(*answer: str, block: str = PART_EXEMPT, marked: bool = True) -> Change:
    def change(d: Draft) -> None:
        values("exempt", *answer)(d)
        d.block[0] = block
        if marked:
            d.field("appendices").values[-1].text += " (exempt)"

    return change


def _marked(line: str) -> Change:
    def change(d: Draft) -> None:
        d.field("appendices").values[-1].text += line

    return change


def _block_line(text: str) -> Change:
    return lambda d: d.block.insert(1, text)


_COUNCIL = values("other-committees", "Yes. Cabinet considered the strategy when it was made.")
STRATEGY = "The Open Spaces Strategy 2022 – 2027 was approved at Cabinet in March 2022, and this report builds on it."


def _unnumber(d: Draft) -> None:
    items = [b for b in d.field("recommendations").values if b.kind == "item"]
    if not items:
        raise Inapplicable("no numbers")
    for b in items:
        b.kind, b.number = "para", ""


def _numbers(*numbers: str) -> Change:
    def change(d: Draft) -> None:
        items = [b for b in d.field("recommendations").values if b.kind == "item"]
        if len(items) < 2:
            raise Inapplicable("one recommendation")
        for b, n in zip(items, numbers, strict=False):
            b.number = n
        for count, b in enumerate(items[len(numbers) :], int(numbers[-1][:-1]) + 1):
            b.number = f"{count}."

    return change


def _recommend(text: str) -> Change:
    def change(d: Draft) -> None:
        items = [b for b in d.field("recommendations").values if b.kind == "item"]
        if not items:
            raise Inapplicable("recommendation")
        items[-1].text = text

    return change


def _listed(d: Draft) -> int:
    return max((int(n) for b in d.field("appendices").values for n in re.findall(r"Appendix (\d)", b.text)), default=0)


def _replace(d: Draft, old: str, new: str) -> None:
    hits = 0
    for b in d.blocks:
        b.text, n = re.subn(old, new, b.text)
        hits += n
    if not hits:
        raise Inapplicable(old)


def _cite(text: str, n: int) -> Change:
    def change(d: Draft) -> None:
        if _listed(d) != n - 1:
            raise Inapplicable("appendices")
        say("key-issues", text)(d)

    return change


def _unlist(d: Draft) -> None:
    if _listed(d) != 2 or not any("Appendix 2" in b.text for b in d.blocks):
        raise Inapplicable("appendices")
    d.field("appendices").values.pop()


def _uncite(d: Draft) -> None:
    if _listed(d) != 2:
        raise Inapplicable("appendices")
    _replace(d, r"Appendix 2", "the attached papers")


def _uncite_recommended(d: Draft) -> None:
    for b in d.field("recommendations").values:
        b.text = b.text.replace("Appendix 2", "the attached papers")


def _append(n: int, text: str) -> Change:
    def change(d: Draft) -> None:
        if _listed(d) != 2:
            raise Inapplicable("appendices")
        last = d.field("appendices").values[-1]
        d.field("appendices").values.append(Block(last.kind, f"Appendix {n} – {text}", last.number))

    return change


def _gap(d: Draft) -> None:
    if _listed(d) != 2:
        raise Inapplicable("appendices")
    for b in [*d.field("appendices").values, *d.field("recommendations").values, *d.blocks]:
        b.text = b.text.replace("Appendix 2", "Appendix 3")


DEFECTS = [
    *(Defect(f"cover-field-missing-{f}", "cover-field-missing", f, drop_field(f)) for f in LABELS),
    *(
        Defect(f"cover-field-missing-{f}-label", "cover-field-missing", f, drop_label(f))
        for f in ("report-title", "authors", "wards", "summary", "background-papers")
    ),
    *_empty(),
    Defect("cover-field-order-authors", "cover-field-order", None, move_field("authors", 5)),
    Defect("cover-field-order-summary", "cover-field-order", None, move_field("summary", 12)),
    Defect("cover-field-order-exempt", "cover-field-order", None, move_field("exempt", 2)),
    Defect("cover-field-order-papers", "cover-field-order", None, move_field("background-papers", 8)),
    *_answers(),
    Defect("committee-mismatch-block", "committee-mismatch", None, _committee),
    Defect("committee-mismatch-field", "committee-mismatch", None, edit_value("committee-and-date", r"^.+ –", "Audit Committee –")),
    Defect("committee-mismatch-word", "committee-mismatch", None, edit_value("committee-and-date", r"Improving (\w+)", "Improving Homes")),
    *_dates(),
    Defect("author-contact-missing", "author-contact-missing", None, _no_contact),
    Defect("summary-length-short", "summary-length", None, values("summary", "The findings of the review of the service.")),
    Defect("summary-length-14", "summary-length", None, values("summary", words(14))),
    Defect("summary-length-251", "summary-length", None, values("summary", words(251))),
    Defect("summary-length-long", "summary-length", None, values("summary", words(150), words(170))),
    Defect("title-mismatch-cover", "title-mismatch", None, _retitle(False, r"\w+$", "Proposals")),
    Defect("title-mismatch-body", "title-mismatch", None, _retitle(True, r"\w+$", "Outcome")),
    Defect("title-mismatch-dropped", "title-mismatch", None, _retitle(True, r" \w+$", "")),
    Defect("key-decision-yes", "key-decision-unnotified", None, values("key-decision", "Yes"), bases="cabinet"),
    Defect(
        "key-decision-yes-full", "key-decision-unnotified", None, values("key-decision", "Yes – this is a Key Decision."), bases="cabinet"
    ),
    Defect(
        "key-decision-no-reference",
        "key-decision-unnotified",
        None,
        values("key-decision", "Yes, but it is not on the Forward Plan"),
        bases="cabinet",
    ),
    Defect("exempt-bare", "exempt-reason-missing", None, _exempt("Yes")),
    Defect("exempt-no-interest", "exempt-reason-missing", None, _exempt(f"Yes – {CASE}.")),
    Defect("exempt-no-paragraph", "exempt-reason-missing", None, _exempt(f"Yes. {INTEREST}")),
    Defect("exempt-vague", "exempt-reason-missing", None, _exempt("Yes, Appendix 1 is confidential.")),
    Defect("exempt-block-only", "exempt-mismatch", None, _exempt("No", marked=False)),
    Defect("exempt-field-only", "exempt-mismatch", None, _exempt(f"Yes – {CASE}. {INTEREST}", block="Public Report", marked=False)),
    Defect("exempt-marked", "exempt-mismatch", None, _marked(" – NOT FOR PUBLICATION")),
    Defect("exempt-not-for-publication", "exempt-mismatch", None, _block_line("Not for publication")),
    Defect(
        "exempt-wrong-description",
        "exempt-mismatch",
        None,
        _exempt(f"Yes – paragraph 3 of {SCHEDULE} (information relating to any individual). {INTEREST}"),
    ),
    Defect("council-approval-yes", "council-approval-unrequested", None, values("council-approval", "Yes")),
    Defect("council-approval-yes-stop", "council-approval-unrequested", None, values("council-approval", "Yes.")),
    Defect(
        "papers-none",
        "background-papers-contradicted",
        None,
        both(values("background-papers", "None"), _COUNCIL, say("background", STRATEGY)),
    ),
    Defect(
        "papers-nil",
        "background-papers-contradicted",
        None,
        both(values("background-papers", "None."), _COUNCIL, say("key-issues", "Cabinet agreed a plan for the service on 14 March 2022.")),
    ),
    Defect(
        "committees-health",
        "other-committees-contradicted",
        None,
        say("background", "This matter was considered by the Health Select Commission in November 2024."),
    ),
    Defect(
        "committees-board",
        "other-committees-contradicted",
        None,
        say("key-issues", "The Overview and Scrutiny Management Board considered these proposals in July 2024."),
    ),
    Defect("recommendation-unnumbered", "recommendation-unnumbered", None, _unnumber),
    Defect("recommendation-restart", "recommendation-unnumbered", None, _numbers("1.", "1.")),
    Defect("recommendation-skip", "recommendation-unnumbered", None, _numbers("1.", "3.")),
    Defect("recommendation-to-note", "recommendation-stem", None, _recommend("To note the findings."), bases="scrutiny"),
    Defect(
        "recommendation-asked", "recommendation-stem", None, _recommend("The committee is asked to note the findings."), bases="scrutiny"
    ),
    Defect("recommendation-note", "recommendation-stem", None, _recommend("Members note the findings."), bases="scrutiny"),
    Defect("recommendation-the", "recommendation-stem", None, _recommend("The proposals in this report."), bases="cabinet"),
    Defect("appendix-unlisted-3", "appendix-unlisted", "3", _cite("The costs are set out in Appendix 3.", 3)),
    Defect("appendix-unlisted-3-brackets", "appendix-unlisted", "3", _cite("The costs are known (Appendix 3).", 3)),
    Defect("appendix-unlisted-plural", "appendix-unlisted", "3", _cite("The costs are set out in Appendices 1 and 3.", 3)),
    Defect("appendix-unlisted-2", "appendix-unlisted", "2", _cite("The costs are set out in Appendix 2.", 2)),
    Defect("appendix-unlisted-removed", "appendix-unlisted", "2", _unlist),
    Defect("appendix-uncited-added", "appendix-uncited", "3", _append(3, "Equality screening")),
    Defect("appendix-uncited-removed", "appendix-uncited", "2", both(_uncite, _uncite_recommended)),
    Defect("appendix-numbering-gap", "appendix-numbering", None, _gap),
    Defect("appendix-numbering-repeat", "appendix-numbering", None, _append(2, "Further figures")),
]
