"""Defects of the running text."""

from __future__ import annotations

from .defects import Defect
from .draft import Block, Draft
from .edits import Change, add, edit_value, para, say

MIXED = frozenset({("date-format-mixed", None)})
LONG = (
    "The officers who visited the sites in the spring and again in the autumn spoke to many of the people who use them and to some who "
    "had given up waiting, and they found that most were content with what they had been given although a few at the larger sites wished "
    "that the gates were opened earlier on Sundays and that the water was turned on sooner after the winter frosts had passed."
)
PLACEHOLDERS = {
    "tbc": "The start date is TBC.",
    "xx": "Work will begin on xx/xx/xx.",
    "insert": "The contract was let to [insert name].",
    "braces": "{Set out here what has been done so far.}",
    "lorem": "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "control": "The work will be led by {{control|Click or tap here to enter text.}} from the spring.",
    "click": "The work will be led by Click or tap here to enter text.",
    "confirmed": "The cost is [to be confirmed].",
    "tba": "The venue is TBA.",
    "pounds": "The cost will be £xx,xxx each year.",
}
GUIDANCE = {
    "blue": "{{blue|Explain here what the report is about and why members are asked to consider it.}}",
    "style": "{{style|Explain here what the report is about and why members are asked to consider it.|Guidance}}",
}
GUIDANCE_WORDS = {
    "delete": "Guidance: delete this text before submission.",
    "please": "Please delete this guidance before submitting the report.",
    "notes": "Guidance notes: this section must explain the options. Delete before publication.",
}
DATES = {"february": "31 February 2025", "june": "31 June 2024", "leap": "29 February 2025", "thirty-second": "32 January 2025"}
PERSONAL = {
    "insurance": "The tenant's National Insurance number is AB 12 34 56 C.",
    "insurance-close": "The number JG103759A was given on the form.",
    "health": "The patient's NHS number is 943 476 5919.",
    "health-close": "The record 9434765919 was used.",
    "gmail": "Questions can be sent to rosa.finch1987@gmail.com by any tenant.",
    "hotmail": "Questions can be sent to rosa_finch@hotmail.co.uk by any tenant.",
    "mobile": "The tenant can be reached on 07700 900123 at weekends.",
    "mobile-abroad": "The tenant can be reached on +44 7700 900123 at weekends.",
    "bank": "Refunds go to sort code 20-00-00, account number 55779911.",
}
PLAIN = {
    "order": "The rules were changed in order to help tenants.",
    "prior": "Tenants were told prior to the change.",
    "utilise": "Tenants utilise the paths every day.",
    "event": "The gates will close in the event of a flood.",
    "regard": "Tenants wrote with regard to the gates.",
    "commence": "The work will commence in the spring.",
}
ACRONYMS = {
    "ZFRD": "The ZFRD has agreed to the plan.",
    "QWPB": "Officers from the QWPB visited, and the QWPB was content.",
    "EQRT": "The view of the EQRT's chair was sought.",
    "XGP": "Members of the (XGP) replied.",
    "VLNs": "Two VLNs were set up.",
}
LINKS = {
    "file": "The plan is in [the site survey](file:///C:/Users/author/plan.docx) that was made.",
    "none": "The plan is in [the site survey]() that was made.",
    "share": "The plan is in [the site survey](\\\\fileserver01\\places\\plan.docx) that was made.",
    "drive": "The plan is in [the site survey](file://corp/drafts/plan%20v2.docx) that was made.",
}
UNCLEAR = {
    "click": "For the map [click here](https://www.rotherham.gov.uk/maps/sites).",
    "here": "The map can be found [here](https://www.rotherham.gov.uk/maps/sites).",
    "website": "The map is on the Council's [website](https://www.rotherham.gov.uk/maps/sites).",
    "address": "The map is at [https://www.rotherham.gov.uk/maps/sites](https://www.rotherham.gov.uk/maps/sites).",
    "more": "The map shows more. [Read more](https://www.rotherham.gov.uk/maps/sites)",
}


def _author(address: str) -> Change:
    return edit_value("authors", r"[\w.]+@[\w.]+", address)


def _opposite(d: Draft) -> None:
    """Adds dates in numbers and in words, so that one of them differs from the rest."""
    say("key-issues", "The group met on 14 March 2024.")(d)
    say("options", "It met again on 18/04/2024.")(d)


def _opposite_dots(d: Draft) -> None:
    say("consultation", "The group met on 14 March 2024 and on 18.04.24.")(d)


def _words(rule: str, table: dict[str, str], place: str = "key-issues", forms: str = "all") -> list[Defect]:
    return [Defect(f"{rule}-{k}", rule, None, say(place, w), forms=forms) for k, w in table.items()]


def _cell(text: str) -> Block:
    return Block("table", rows=[["Site", "Plots", "Opening"], ["North Road", "40", text], ["Canal Side", "35", "Spring"]])


_by_when = edit_value("recommendations", r"\.?$", " by 31 September 2025.")
DEFECTS = [
    *_words("placeholder-text", PLACEHOLDERS),
    Defect("placeholder-text-paragraph", "placeholder-text", None, add("options", para("[Insert further options here]"))),
    Defect("placeholder-text-bullet", "placeholder-text", None, add("risks", Block("bullet", "TBC"))),
    Defect("placeholder-text-cell", "placeholder-text", None, add("key-issues", _cell("TBC"))),
    Defect("placeholder-text-summary", "placeholder-text", None, edit_value("summary", r"\.$", ". It begins on xx/xx/xxxx.")),
    *(Defect(f"guidance-left-{k}", "guidance-left", None, add("background", para(w)), forms="word") for k, w in GUIDANCE.items()),
    Defect(
        "guidance-left-blue-cover",
        "guidance-left",
        None,
        lambda d: d.field("summary").values.insert(0, para(GUIDANCE["blue"])),
        forms="word",
    ),
    *(Defect(f"guidance-left-{k}", "guidance-left", None, add("options", para(w))) for k, w in GUIDANCE_WORDS.items()),
    *(Defect(f"date-invalid-{k}", "date-invalid", None, say("background", f"The group met on {w}.")) for k, w in DATES.items()),
    Defect("date-invalid-numbers", "date-invalid", None, say("key-issues", "The group met on 30/13/2024."), also=MIXED),
    Defect("date-invalid-cell", "date-invalid", None, add("key-issues", _cell("31 April 2025"))),
    Defect("date-invalid-recommendation", "date-invalid", None, _by_when, bases="scrutiny"),
    Defect("date-format-mixed", "date-format-mixed", None, _opposite),
    Defect("date-format-mixed-dots", "date-format-mixed", None, _opposite_dots),
    *(Defect(f"acronym-undefined-{a}", "acronym-undefined", a.rstrip("s"), say("key-issues", w)) for a, w in ACRONYMS.items()),
    Defect("acronym-undefined-bullet", "acronym-undefined", "ZKTA", add("risks", Block("bullet", "changes made by the ZKTA"))),
    *_words("personal-data", PERSONAL),
    Defect("personal-data-author", "personal-data", None, _author("authors.name@gmail.com")),
    Defect("personal-data-cell", "personal-data", None, add("key-issues", _cell("07700 900456"))),
    *_words("plain-english", PLAIN, "consultation"),
    Defect("sentence-length", "sentence-length", None, say("options", LONG)),
    Defect("sentence-length-bullet", "sentence-length", None, add("risks", Block("bullet", LONG))),
    *_words("link-broken", LINKS, forms="linked"),
    *_words("link-text-unclear", UNCLEAR, forms="linked"),
]
