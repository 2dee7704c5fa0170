"""Harmless answers and sentences: words that look like a fault and are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .defects import Defect, Said
from .defects_cover import CASE, INTEREST, PART_EXEMPT
from .draft import Block, Draft
from .edits import Change, both, edit_value, fill, para, say, values

NBSP = "\u00a0"


def h(
    name: str,
    change: Change,
    forms: str = "all",
    bases: str = "all",
    on: Callable[[Draft], date] | None = None,
    stage: str = "submission",
    also: frozenset[Said] = frozenset(),
) -> Defect:
    return Defect(name, "", None, change, forms=forms, bases=bases, on=on, stage=stage, also=also)


def _insert_value(id: str, at: int, text: str) -> Change:
    return lambda d: d.field(id).values.insert(at, para(text))


def sentences() -> list[Defect]:
    """Sentences that look like something they are not."""
    rows = {
        "section-17": "Regard has been had to section 17 of the Crime and Disorder Act 1998.",
        "by-date": "The paths will be mended by 31 March 2025 and the gates by 29 February 2028.",
        "money": "It costs £12,500.50 a year, which is 3.5% less than £12,950.",
        "gov-uk": "The guide on GOV.UK explains this.",
        "postcode": "The office is at S60 1AE in the town.",
        "landline": "Tenants may ring 01709 382121 or 0300 123 4567.",
        "ten-digits": "The order number is 943 476 5918.",
        "long-number": "Invoice 1234567890 was paid.",
        "council-mail": "Tenants may write to allotments@rotherham.gov.uk at any time.",
        "roman": "Part III and Schedule IV apply.",
        "mention": "See Legal Advice and Implications below, and Background above.",
        "mention-number": "The costs are set out in section 6. Financial and Procurement Advice and Implications follow.",
        "time": "The hall opens at 9.30am and closes at 5.15pm on 24/7 cover.",
        "years": "The plan covers 2024/25 and 2025–26.",
        "ratio": "One plot in 3.5 is let, and 31/40 tenants agreed.",
        "eg": "Some tools, e.g. spades, are lent, i.e. not sold.",
        "quoted": "One tenant said: “I would like a plot.”",
        "brackets": "The plan [as amended] was agreed.",
        "sic": "One tenant wrote “the gate [sic] are shut”.",
        "fraction": "About 12/13 of the tenants replied.",
        "covid": "Numbers rose after the COVID-19 pandemic in the UK.",
        "abbreviation": "The Friends of the Parks Group (FPG) replied, and the FPG agreed.",
        "ordinal": "This is the 21st site and the 3rd to have water.",
        "reference": "The licence ABC/1234/56 was renewed.",
        "website": "The Council's website shows each site.",
        "none": "None of the tenants disagreed.",
        "yes-no": "Tenants could answer Yes or No.",
        "hidden-word": "The hidden corners of each site were looked at.",
        "soft": f"The allot\u00adments cost £5{NBSP}each and non\u2011tenants pay more.",
    }
    return [h(f"sentence-{k}", say("key-issues", t)) for k, t in rows.items()]


def reasoned() -> list[Defect]:
    rows = {
        "update": "Not applicable. This is an update only.",
        "dash": "Not applicable – this report is for information.",
        "because": "None, because no decision is asked for.",
        "as": "Not applicable as this is an update on work in hand.",
        "there-are": "There are no direct implications for partners from this report.",
    }
    return [h(f"reasoned-{k}", fill("partners", t), bases="clean") for k, t in rows.items()]


def answers() -> list[Defect]:
    rows = {"stop": "No.", "lower": "no", "upper": "NO", "space": "No ", "nbsp": f"{NBSP}No", "reason": "No, this is an update only"}
    found = [
        h(f"answer-{k}-{f}", values(f, w))
        for n, f in enumerate(("other-committees", "council-approval", "exempt"))
        for k, w in list(rows.items())[n::2]
    ]
    none = {"stop": "None.", "lower": "none", "published": "None other than published works", "not-applicable": "Not applicable"}
    found += [h(f"papers-{k}", values("background-papers", w), bases="clean") for k, w in list(none.items())[:2]]
    return [
        *found,
        h("papers-list", _insert_value("background-papers", 1, "Minutes of the meeting of 14 March 2023"), bases="clean"),
        h("key-yes-scrutiny", values("key-decision", "Yes"), bases="clean-scrutiny"),
        h("key-no-cabinet", values("key-decision", "No, but it has been included on the Forward Plan"), bases="cabinet"),
        h("committees-yes", values("other-committees", "Yes. The Health Select Commission considered it in November 2024.")),
        h(
            "exempt-complete",
            both(
                values("exempt", f"Yes – {CASE}. {INTEREST}"),
                lambda d: d.block.__setitem__(0, PART_EXEMPT),
                edit_value("appendices", r"(?s)$", " (exempt)"),
            ),
            bases="clean",
        ),
        h(
            "council-requested",
            both(
                values("council-approval", "Yes"),
                lambda d: d.field("recommendations").values.append(
                    Block(
                        "item",
                        "Recommend that Council approve the plan." if d.cabinet else "That Council be recommended to approve the plan.",
                        "9.",
                    )
                ),
                _count_on,
            ),
            bases="clean",
        ),
    ]


def _count_on(d: Draft) -> None:
    for n, b in enumerate([b for b in d.field("recommendations").values if b.kind == "item"], 1):
        b.number = f"{n}."
