"""Harmless variations: other ways of writing the same report, in which nothing must be newly said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from .defects_cover import words
from .draft import Block, Draft, Inapplicable
from .edits import Change, add, edit_value, last_day, like, long_date, meeting, para, retitle, say, sign, values
from .harmless_words import NBSP, answers, h, reasoned, sentences

DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"


def _labels(change: Callable[[str], str]) -> Change:
    def apply(d: Draft) -> None:
        for f in d.fields:
            f.label = change(f.label)

    return apply


def _titles(change: Callable[[str], str]) -> Change:
    def apply(d: Draft) -> None:
        before = [s.title for s in d.sections]
        for s in d.sections:
            s.title = change(s.title)
        if before == [s.title for s in d.sections]:
            raise Inapplicable("titles")

    return apply


def _bodies(change: Callable[[str], str]) -> Change:
    def apply(d: Draft) -> None:
        for b in [*d.blocks, *(b for f in d.fields for b in f.values)]:
            b.text = change(b.text)

    return apply


def _softened(text: str) -> str:
    return re.sub(r"\b(Impl|Mitig|Account|Back|Consid|Recom)(?=[a-z])", "\\1\u00ad", text)


def _suffix(d: Draft) -> None:
    d.label_suffix = ":"


def _label(id: str, text: str) -> Change:
    def change(d: Draft) -> None:
        d.field(id).label = text

    return change


def _meeting(form: str) -> Change:
    """The meeting's date in another form: the pattern of strftime, with {th} for 1st, 2nd, 3rd."""

    def change(d: Draft) -> None:
        day = meeting(d)
        written = day.strftime(form).replace("{d}", str(day.day)).replace("{th}", f"{day.day}{_ordinal(day.day)}")
        edit_value("committee-and-date", DATE, written)(d)

    return change


def _ordinal(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def _approved(form: Callable[[date], str]) -> Change:
    """Every approval's date in another form."""

    def change(d: Draft) -> None:
        for n, row in enumerate(d.table.rows[1:]):
            row[-1] = form(last_day(d) - timedelta(7 - n if d.cabinet else 3 + n))

    return change


def _on_last_day(d: Draft) -> None:
    for row in d.table.rows[1:]:
        row[-1] = like(d, last_day(d))


def _empties(d: Draft) -> None:
    for f in d.fields:
        f.values = [para(""), *f.values, para(" ")]
    for s in d.sections:
        s.blocks = [x for b in s.blocks for x in (para(""), b)] + [para(NBSP)]


def _straight(text: str) -> str:
    return text.translate(str.maketrans("’‘“”", "''\"\""))


def _curly(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _contents(d: Draft) -> None:
    entries = [(f"{s.number}\t{s.title}" if s.number else s.title, str(n // 3 + 2)) for n, s in enumerate(d.sections)]
    d.before.append(Block("toc", entries=entries))


def _running(d: Draft) -> None:
    d.header = f"{d.block[1]} – {long_date(meeting(d) - timedelta(14))}\nLegal Advice and Implications"
    d.footer = "7. Legal Advice and Implications\nRecommendations\nTBC"


def _appendix(*blocks: Block) -> Change:
    def change(d: Draft) -> None:
        d.after += [Block("break"), Block("heading", "Appendix 1", level=1), *blocks]

    return change


APPENDIX = (
    Block("heading", "Background", number="1.", level=2),
    para("The first survey was made on 12.09.2019 and the second on 3 May 2021."),
    Block("heading", "Financial and Procurement Advice and Implications", number="2.", level=2),
    para("Not applicable."),
    Block("table", rows=[["Site", "Cost"], ["North Road", "TBC"]]),
)
LOOKALIKES = [
    Block("item", t, f"{n}.")
    for n, t in enumerate(("Background", "Key Issues", "Legal Advice and Implications", "Risks and Mitigation"), 1)
]
DATA = Block(
    "table",
    rows=[["Measure", "Score", "Value"], ["Replies", "31/12", "2.4 million"], ["Visits", "14/15", "7.1"], ["Sites", "99/99", "0.5"]],
)


def _person(form: Callable[[str, str], str]) -> Change:
    """The director's name in the approvals table in another form."""

    def change(d: Draft) -> None:
        row = d.row("strategic-director")
        first, _, last = row[-2].partition(" ")
        row[-2] = form(first, last)

    return change


def _member(form: str) -> Change:
    return sign("cabinet-member", name=form)


def _appendices(kind: str, form: str) -> Change:
    def change(d: Draft) -> None:
        for b in d.field("appendices").values:
            m = re.match(r"Appendix (\d+)\s*[–-]?\s*(.*)", b.text)
            if not m:
                raise Inapplicable("appendices")
            b.kind, b.text = kind, form.format(n=m[1], title=m[2])

    return change


def _recite(old: str, new: str) -> Change:
    def change(d: Draft) -> None:
        before = [b.text for b in d.blocks]
        for b in d.blocks:
            b.text = re.sub(old, new, b.text)
        if before == [b.text for b in d.blocks]:
            raise Inapplicable(old)

    return change


def _author_again(form: str) -> Change:
    def change(d: Draft) -> None:
        name = " ".join(d.field("authors").values[0].text.replace(",", " ").split()[:2])
        first, _, last = name.partition(" ")
        changed = [line.replace(name, form.format(first=first, last=last)) for line in d.closing]
        if changed == d.closing:
            raise Inapplicable("author")
        d.closing = changed

    return change


def _same(d: Draft) -> None:
    """Leaves the report as it is."""


VARIATIONS = [
    h("unchanged", _same),
    h("labels-upper", _labels(str.upper)),
    h("labels-lower", _labels(str.lower)),
    h("labels-title", _labels(str.title)),
    h("labels-nbsp", _labels(lambda t: t.replace(" ", NBSP, 2))),
    h("labels-double-space", _labels(lambda t: t.replace(" ", "  "))),
    h("labels-ampersand", _labels(lambda t: t.replace(" and ", " & "))),
    h("labels-colon", _suffix),
    h("labels-soft-hyphen", _labels(_softened)),
    h("labels-no-query", _label("key-decision", "Is this a Key Decision and has it been included on the Forward Plan")),
    h("label-wards", _label("wards", "Wards Affected")),
    h("label-ward", _label("wards", "Ward(s) Affected ")),
    h("label-authors", _label("authors", "Report Authors")),
    h("label-author", _label("authors", "Report Author")),
    h("titles-upper", _titles(str.upper)),
    h("titles-lower", _titles(str.lower)),
    h("titles-title", _titles(str.title)),
    h("titles-ampersand", _titles(lambda t: t.replace(" and ", " & "))),
    h("titles-colon", _titles(lambda t: f"{t}:")),
    h("titles-stop", _titles(lambda t: f"{t}.")),
    h("titles-nbsp", _titles(lambda t: t.replace(" ", NBSP))),
    h("titles-double-space", _titles(lambda t: t.replace(" ", "  "))),
    h("titles-trailing-space", _titles(lambda t: f"{t} \t")),
    h("titles-soft-hyphen", _titles(_softened)),
    h("title-co2", retitle("climate", "Implications for CO2 Emissions and Climate Change")),
    h("title-co2-space", retitle("climate", "Implications for CO 2 Emissions and Climate Change")),
    h("title-co2-lower", retitle("climate", "Implications for Co2 emissions and climate change")),
    h("title-officer", retitle("accountable-officers", "Accountable Officers")),
    h("title-officer-plain", retitle("accountable-officers", "Accountable Officer")),
    h("meeting-ordinal", _meeting("{th} %B %Y")),
    h("meeting-weekday", _meeting("%A {d} %B %Y")),
    h("meeting-weekday-comma", _meeting("%A, {d} %B, %Y")),
    h("meeting-weekday-ordinal", _meeting("%A {th} %B %Y")),
    h("meeting-numbers", _meeting("%d/%m/%Y")),
    h("meeting-short", _meeting("{d} %b %Y")),
    h("meeting-dots", _meeting("%d.%m.%Y")),
    h("meeting-time", _meeting("{d} %B %Y at 5.30pm")),
    h("meeting-hyphen", edit_value("committee-and-date", " – ", " - ")),
    h("meeting-em-dash", edit_value("committee-and-date", " – ", " — ")),
    h("meeting-comma", edit_value("committee-and-date", " – ", ", ")),
    h("meeting-nbsp", edit_value("committee-and-date", " ", NBSP)),
    h("meeting-two-lines", lambda d: values("committee-and-date", *d.field("committee-and-date").values[0].text.split(" – "))(d)),
    h("approvals-long", _approved(long_date)),
    h("approvals-numbers", _approved(lambda t: t.strftime("%d/%m/%Y"))),
    h("approvals-short-year", _approved(lambda t: t.strftime("%d/%m/%y"))),
    h("approvals-dots", _approved(lambda t: t.strftime("%d.%m.%y"))),
    h("approvals-ordinal", _approved(lambda t: f"{t.day}{_ordinal(t.day)} {t:%B %Y}")),
    h("approvals-weekday", _approved(lambda t: f"{t:%A} {t.day} {t:%B %Y}")),
    h("approvals-last-day", _on_last_day),
    h("approvals-last-day-publication", _on_last_day, stage="publication"),
    h("on-last-day", _same, on=last_day),
    h("on-early", _same, on=lambda d: last_day(d) - timedelta(30)),
    h("empty-paragraphs", _empties),
    h("quotes-straight", _bodies(_straight)),
    h("quotes-curly", _bodies(_curly)),
    h("double-spaces", _bodies(lambda t: t.replace(". ", ".  "))),
    # Where an author types the numbers, the items are no sections, but they are a typed list.
    h("lookalike-items", add("key-issues", *LOOKALIKES), also=frozenset({("list-unstyled", None)})),
    h("lookalike-items-late", add("risks", *LOOKALIKES), also=frozenset({("list-unstyled", None)})),
    h(
        "lookalike-bullets",
        add("options", *(Block("bullet", t) for t in ("Background", "see Legal Advice and Implications", "Report Summary"))),
    ),
    h("lookalike-title-paragraph", add("key-issues", para("Legal Advice and Implications are dealt with below."))),
    h("lookalike-label", say("options", "The Report Summary and the Recommendations say the same.")),
    h("contents", _contents),
    h("running-heads", _running, forms="word"),
    h("appendix-after", _appendix(*APPENDIX)),
    h("appendix-after-plain", _appendix(para("Site plan"), para("7. Legal Advice and Implications"))),
    h("footnote", say("key-issues", "Tenants agreed.{{footnote|See the survey of 2023.}}"), forms="word"),
    h("data-table", add("key-issues", DATA)),
    h("decorative-image", add("key-issues", para("{{decorative|}}")), forms="word"),
    h("described-image", add("key-issues", para("{{image|A map of the sites}}")), forms="word"),
    h("emphasis", say("key-issues", "Tenants were **very** content.")),
    h("highlight", say("key-issues", "Tenants were {{yellow|content}}."), forms="word"),
    h("clear-link", say("key-issues", "The [map of the sites](https://www.rotherham.gov.uk/maps/sites) shows them.")),
    h("mail-link", say("key-issues", "Write to [allotments@rotherham.gov.uk](mailto:allotments@rotherham.gov.uk) about this.")),
    h("real-bullets", add("options", *(Block("bullet", t) for t in ("water", "paths", "gates")))),
    h(
        "real-items",
        add("options", *(Block("item", t, f"{n}.") for n, t in enumerate(("Ask tenants", "Mend the gates"), 1))),
        forms="styled",
    ),
    h("subheading", add("key-issues", Block("heading", "Waiting lists", level=3), para("Many wait.")), forms="styled"),
    h("unnumbered-paragraph", add("legal", para("The lease allows this."))),
    h("director-mr", _person(lambda f, s: f"Mrs {f} {s}")),
    h("director-initial", _person(lambda f, s: f"{f} J. {s}")),
    h("director-dr", _person(lambda f, s: f"Dr {f} {s}")),
    h("director-post", _person(lambda f, s: f"{f} {s}, Strategic Director")),
    h("director-upper", _person(lambda f, s: f"{f} {s.upper()}")),
    h("member-cllr", _member("Cllr Rowan")),
    h("member-councillor", _member("Councillor A Rowan")),
    h("member-post", _member("Cllr Jo Rowan, Cabinet Member for Street Scene")),
    h("author-titled", _author_again("Mr {first} {last}")),
    h("author-initial", _author_again("{first} A. {last}")),
    h("appendices-bullets", _appendices("bullet", "Appendix {n} – {title}"), bases="clean"),
    h("appendices-colon", _appendices("para", "Appendix {n}: {title}"), bases="clean"),
    h("appendices-plain", _appendices("para", "Appendix {n} {title}"), bases="clean"),
    h("appendices-upper", _appendices("para", "APPENDIX {n} – {title}"), bases="clean"),
    h("cite-brackets", say("options", "The sites are known (Appendix 1)."), bases="clean"),
    h("cite-lower", _recite("Appendix 1", "appendix 1"), bases="clean"),
    h("cite-plural", say("options", "The facts are in Appendices 1 and 2."), bases="clean"),
    h("cite-range", say("options", "The facts are in Appendices 1–2."), bases="clean"),
    h("cite-nbsp", _recite("Appendix 1", f"Appendix{NBSP}1"), bases="clean"),
    h("phone-brackets", edit_value("authors", r"\b0(\d{4}) (\d{6})", r"(0\1) \2")),
    h("phone-close", edit_value("authors", r"\b0(\d{4}) (\d{6})", r"0\1\2")),
    h("phone-only", edit_value("authors", r" or \S+@\S+", "")),
    h("mail-only", edit_value("authors", r"\d{5} \d{6} or ", "")),
    h("summary-15", values("summary", words(15)), bases="clean"),
    h("summary-250", values("summary", words(250)), bases="clean"),
    h("summary-two-paragraphs", values("summary", words(30), words(40)), bases="clean"),
    h("body-title-upper", lambda d: setattr(d, "body_title", d.body_title.upper())),
    h("body-title-nbsp", lambda d: setattr(d, "body_title", d.body_title.replace(" ", NBSP))),
    h("cover-title-stop", edit_value("report-title", "$", ".")),
    h("block-upper", lambda d: setattr(d, "block", [t.upper() for t in d.block])),
    h("statement-curly", lambda d: setattr(d, "statement", d.statement.replace("'", "’"))),
    *sentences(),
    *reasoned(),
    *answers(),
]
