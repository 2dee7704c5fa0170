"""Defects of the sections, their numbers and what they say."""

from __future__ import annotations

from .defects import Defect
from .defects_cover import CONTROL
from .draft import TITLES, Draft, Inapplicable
from .edits import Change, both, drop_section, fill, insert_section, move_section, retitle, say, settle, text_of

NUMBERED = [s for s in TITLES if s != "accountable-officers"]
NEAR = {
    "background": ("Backgound", "Backgrounds"),
    "key-issues": ("Key Isues", "Key Issue"),
    "options": (
        "Options and recommended proposal",
        "Options considered and recommended proposals",
        "Options considered and recommend proposal",
    ),
    "consultation": ("Consultation on proposals", "Consultation on the proposal", "Consulation on proposal"),
    "timetable": (
        "Timetable and Accountability for Implementing the Decision",
        "Timetable and Accountability",
        "Timetable for Implementing this Decision",
    ),
    "financial": (
        "Finance and Procurement Implications",
        "Financial Advice and Implications",
        "Finanical and Procurement Advice and Implications",
    ),
    "legal": ("Legal Implications", "Legal Advice and Implication", "Leagl Advice and Implications", "Legal Advice"),
    "human-resources": ("Human Resource Advice and Implications", "Human Resources Implications", "Human Resources Advice and Implication"),
    "children-and-vulnerable-adults": (
        "Implications for Children and Vulnerable Adults",
        "Implications for Children, Young People and Vulnerable Adults",
        "Implications for Children and Young People and Vunerable Adults",
    ),
    "equalities": (
        "Equality and Human Rights Advice and Implications",
        "Equalities Advice and Implications",
        "Equalities and Human Rights Implications",
    ),
    "climate": ("Implications for Climate Change", "Implications for CO2 Emissions", "Implications for CO₂ Emission and Climate Change"),
    "partners": ("Implications for Partner", "Implications for Partners and Other Directorates", "Implication for Partners"),
    "risks": ("Risk and Mitigation", "Risks and Mitigations", "Risks and Mitigaton"),
    "accountable-officers": ("Acountable Officer(s)", "Accountable Oficers"),
}
NILS = ("Not applicable.", "None", "N/A", "Nil", "None.", "Not applicable", "n/a", "Not Applicable.")
UNREASONED = [s for s in NUMBERED if s not in ("background",)]
CONTRADICTIONS = ("financial", "human-resources", "legal")
DUTY = ("equalities-duty-unaddressed", None)


def _tolerated(section: str) -> frozenset[tuple[str, str | None]]:
    """What a bare answer may bring besides: it is also silent on the duty, or denies what another section says."""
    if section == "equalities":
        return frozenset({DUTY})
    return frozenset({("implications-contradicted", section)}) if section in CONTRADICTIONS else frozenset()


def _missing() -> list[Defect]:
    return [Defect(f"section-missing-{s}", "section-missing", s, drop_section(s)) for s in TITLES] + [
        Defect(f"section-missing-{s}-gap", "section-missing", s, drop_section(s, gap=True), forms="typed") for s in NUMBERED
    ]


def _nothing(section: str) -> Change:
    def change(d: Draft) -> None:
        s = d.section(section)
        lost = text_of(d, s)
        s.blocks = []
        settle(d, lost)

    return change


def _empty() -> list[Defect]:
    wordings = {"tbc": "TBC", "insert": "[insert]", "control": CONTROL, "space": " \u00a0", "to-follow": "To be confirmed"}
    rows = []
    for n, s in enumerate(NUMBERED):
        rows.append(Defect(f"section-empty-{s}", "section-empty", s, _nothing(s)))
        kinds = list(wordings)[n % 5], list(wordings)[(n + 2) % 5]
        rows += [Defect(f"section-empty-{s}-{k}", "section-empty", s, fill(s, wordings[k])) for k in kinds]
    rows.append(Defect("section-empty-legal-number", "section-empty", "legal", fill("legal", ""), forms="typed"))
    return rows


def _order() -> list[Defect]:
    far = (("risks", "key-issues"), ("background", "partners"), ("legal", "partners"), ("timetable", "background"), ("climate", "options"))
    rows = [Defect(f"section-order-{s}-after-{a}", "section-order", s, move_section(s, a)) for s, a in far]
    rows += [Defect(f"section-order-{s}-carried", "section-order", s, move_section(s, a, carry=True), forms="typed") for s, a in far[:3]]
    swaps = (("financial", "legal"), ("consultation", "timetable"), ("partners", "risks"), ("background", "key-issues"))
    rows += [
        Defect(f"section-order-swap-{a}", "section-order", b, move_section(a, b), either=frozenset({("section-order", a)}))
        for a, b in swaps
    ]
    return rows


def _titles() -> list[Defect]:
    return [
        Defect(f"section-title-{s}-{n}", "section-title-changed", s, retitle(s, t))
        for s, titles in NEAR.items()
        for n, t in enumerate(titles)
    ]


def _duplicate(section: str, renumbered: bool) -> Change:
    def change(d: Draft) -> None:
        s = d.section(section)
        insert_section(section, s.title, "Further advice has been taken since, and the position is unchanged.")(d)
        if not renumbered:  # both bear the first one's number, and the rest theirs
            for other in d.sections[d.sections.index(s) + 1 :]:
                old = other.number.rstrip(".")
                if not old:
                    continue
                other.number = f"{int(old) - 1}."
                for b in other.blocks:
                    if b.kind == "numbered":
                        b.number = f"{int(old) - 1}{b.number[len(old) :]}"
            d.sections[d.sections.index(s) + 1].blocks[0].number = f"{s.number}2"

    return change


def _number(section: str, number: str) -> Change:
    def change(d: Draft) -> None:
        d.section(section).number = number

    return change


def _paragraph(section: str, index: int, number: str) -> Change:
    def change(d: Draft) -> None:
        found = [b for b in d.section(section).blocks if b.kind == "numbered"]
        if len(found) <= index or found[index].bulleted:
            raise Inapplicable(section)
        found[index].number = number

    return change


def _numbers() -> list[Defect]:
    rows = [
        ("legal", "9."),
        ("legal", ""),
        ("legal", "7"),
        ("legal", "7)"),
        ("key-issues", "3."),
        ("risks", "12."),
        ("climate", ""),
        ("financial", "16."),
        ("partners", "(12)"),
        ("background", ""),
        ("equalities", "10"),
        ("children-and-vulnerable-adults", "19."),
    ]
    found = [Defect(f"section-number-{s}-{n or 'none'}", "section-number", s, _number(s, n)) for s, n in rows]
    paragraphs = [
        ("legal", 0, "6.1"),
        ("key-issues", 1, "2.1"),
        ("key-issues", 1, "2.4"),
        ("financial", 0, "16.1"),
        ("background", 1, "1.1"),
        ("options", 0, "4.1"),
        ("risks", 0, "13.2"),
        ("partners", 0, "1.1"),
    ]
    return found + [Defect(f"paragraph-number-{s}-{n}-{i}", "paragraph-number", s, _paragraph(s, i, n)) for s, i, n in paragraphs]


def _bare() -> list[Defect]:
    rows = []
    for n, s in enumerate(UNREASONED):
        for k in range(3):
            nil = NILS[(n + 3 * k) % len(NILS)]
            rows.append(Defect(f"section-unreasoned-{s}-{k}", "section-unreasoned", s, fill(s, nil), also=_tolerated(s)))
    rows.append(
        Defect("section-unreasoned-partners-para", "section-unreasoned", "partners", fill("partners", "Not applicable", number=False))
    )
    return rows


def _defers() -> list[Defect]:
    wordings = (
        "These are set out in the presentation.",
        "Please see Appendix 1.",
        "The details are contained in the attached presentation.",
        "As set out in Appendix 1.",
    )
    sections = (
        "consultation",
        "financial",
        "legal",
        "children-and-vulnerable-adults",
        "risks",
        "climate",
        "partners",
        "equalities",
        "human-resources",
    )
    return [
        Defect(f"section-defers-{s}-{k}", "section-defers", s, fill(s, wordings[(n + k) % 4]), also=_tolerated(s))
        for n, s in enumerate(sections)
        for k in range(2)
    ]


NIL = "There are no direct implications arising from this report."
CONTRADICTED = {
    "financial": [
        (
            "There are no direct financial implications arising from this report.",
            "Investment of £250,000 will be needed to repair the paths.",
        ),
        ("There are no financial implications.", "The work will require additional funding of £40,000 each year."),
        ("There are no financial or procurement implications.", "The Council will spend £90,000 on new equipment."),
    ],
    "human-resources": [
        ("There are no direct HR implications with this report.", "Training will be provided for all staff who run the service."),
        ("There are no human resources implications.", "Two new posts will be created to run the service."),
        ("There are no direct human resources implications.", "The proposal needs additional staff at weekends."),
    ],
    "legal": [
        ("There are no direct legal implications with this report.", "The Council has a statutory duty to provide the service."),
        ("There are no legal implications.", "This is a statutory duty of the Council under the Highways Act 1980."),
    ],
}


def _contradicted() -> list[Defect]:
    return [
        Defect(f"contradicted-{s}-{n}", "implications-contradicted", s, both(fill(s, nil), say(place, claim)))
        for s, pairs in CONTRADICTED.items()
        for n, (nil, claim) in enumerate(pairs)
        for place in (("risks", "key-issues", "options")[n],)
    ]


DEFECTS = [
    *_missing(),
    *_empty(),
    *_order(),
    *_titles(),
    *(
        Defect(f"section-duplicated-{s}", "section-duplicated", s, _duplicate(s, True))
        for s in ("legal", "background", "partners", "financial")
    ),
    *(
        Defect(f"section-duplicated-{s}-same", "section-duplicated", s, _duplicate(s, False), forms="typed")
        for s in ("legal", "climate", "options")
    ),
    *_numbers(),
    Defect(
        "section-unknown-property",
        "section-unknown",
        None,
        insert_section("financial", "Property and Estates", "No land is bought or sold."),
    ),
    Defect(
        "section-unknown-end",
        "section-unknown",
        None,
        insert_section("risks", "Communications Plan", "Residents will be told in the spring."),
    ),
    Defect(
        "section-unknown-early",
        "section-unknown",
        None,
        insert_section("background", "Lessons from Elsewhere", "Other towns have done the same."),
    ),
    *_bare(),
    *_defers(),
    Defect("repeated-two", "implications-repeated", None, both(fill("climate", NIL), fill("partners", NIL))),
    Defect(
        "repeated-three",
        "implications-repeated",
        None,
        both(
            *(
                fill(s, "There are no implications of this kind to report.")
                for s in ("climate", "partners", "children-and-vulnerable-adults")
            )
        ),
    ),
    *_contradicted(),
    Defect(
        "equalities-silent", "equalities-duty-unaddressed", None, fill("equalities", "The proposal is expected to help many residents.")
    ),
    Defect(
        "equalities-broad",
        "equalities-duty-unaddressed",
        None,
        fill("equalities", "There are broad implications for inclusion and access."),
    ),
    Defect(
        "equalities-nil",
        "equalities-duty-unaddressed",
        None,
        fill("equalities", "There are no direct implications for equalities in this report."),
    ),
]
