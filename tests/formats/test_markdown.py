"""Markdown as reports are written in it, and the notation of the rules' examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.formats import markdown
from reportlint.model import Document, Paragraph

REPORTS = Path(__file__).parents[3] / "shared" / "reports"


def read(source: str, notation: bool = False) -> Document:
    return markdown.read(source.encode(), notation)


def texts(source: str) -> list[str]:
    return [p.text for p in read(source).paragraphs]


def marks(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    return [(m.kind, paragraph.text[m.start : m.end], m.value) for m in paragraph.marks]


def marked(source: str) -> list[tuple[int, str]]:
    document, spans = markdown.read_marked(source)
    return [(span.paragraph, document.text(span)) for span in spans]


def report(name: str) -> Document:
    path = REPORTS / name
    if not path.exists():
        pytest.skip("the shared reports are not here")
    return markdown.read(path.read_bytes())


# The founding reports


def test_the_cover_is_one_paragraph_a_line() -> None:
    document = report("family-help.md")
    lines = [p.text for p in document.paragraphs]
    assert lines[:3] == ["Public Report", "Improving Lives Select Commission", "Committee Name and Date of Committee Meeting"]
    author = lines.index("Report Author(s)")
    assert lines[author + 2] == "01709 254160 or Kelly.white@rotherham.gov.uk"


def test_typed_numbers_stay_in_the_text_bulleted_or_not() -> None:
    family, send = report("family-help.md"), report("send-inspection.md")
    for document, opening in ((family, "1.1 In 2023, the Government"), (send, "1.1 The previous")):
        heading = next(p for p in document.paragraphs if p.text == "1. Background")
        below = document.paragraph(heading.ordinal + 1)
        assert below.text.startswith(opening)
        assert (heading.list_depth, below.list_depth, below.number) == (None, None, "")
    assert any(p.text.startswith("11 Implications") for p in send.paragraphs)


def test_neighbouring_numbered_lines_are_a_list() -> None:
    items = [p for p in report("send-inspection.md").paragraphs if p.number and p.number != "•"]
    assert [(p.number, p.text) for p in items] == [
        ("1.", "Welcome and Care"),
        ("2.", "Value and Include"),
        ("3.", "Communicate"),
        ("4.", "Work in Partnership"),
    ]


def test_a_paragraph_broken_by_a_page_stays_two() -> None:
    lines = [p.text for p in report("send-inspection.md").paragraphs]
    at = next(k for k, line in enumerate(lines) if line.startswith("identify priority areas"))
    assert lines[at - 1].endswith("strategic direction and")


def test_bold_lead_ins_are_marks() -> None:
    paragraphs = report("send-inspection.md").paragraphs
    lead_in = next(p for p in paragraphs if p.text.startswith("Engagement: Leaders"))
    assert marks(lead_in) == [("bold", "Engagement:", "")]
    assert lead_in.number == "•"
    assert any(p.text.startswith("13.1.1 1. Inconsistency in the Quality") for p in paragraphs)


@pytest.mark.parametrize(("name", "date"), [("family-help.md", "11/12/24"), ("send-inspection.md", "05/12/24")])
def test_the_approvals_are_a_table(name: str, date: str) -> None:
    document = report(name)
    (table,) = document.tables
    rows = [[document.cell_text(cell) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["", "Name", "Date"]
    assert rows[1] == ["The Strategic Director with responsibility for this report", "Nicola Curley", date]
    assert [row.header for row in table.rows] == [True, False, False]


def test_emphasis_runs_over_two_lines() -> None:
    author = next(p for p in report("family-help.md").paragraphs if p.text.startswith("Report Author: Kelly"))
    below = report("family-help.md").paragraph(author.ordinal + 1)
    assert below.text == "Kelly.white@rotherham.gov.uk"
    assert author.marked("italic") and below.marked("italic")


def test_links_lie_over_their_words() -> None:
    document = report("send-inspection.md")
    assert [(document.text(link.span), link.target) for link in document.links] == [
        ("Area SEND inspections: framework and handbook - GOV.UK", "#"),
        ("website", "#"),
    ]


# Blocks


def test_headings_have_their_level() -> None:
    document = read("# Title\n\n### Part ###\n\nTop\n===\n\n#hash")
    assert [(p.text, p.outline_level) for p in document.paragraphs] == [("Title", 1), ("Part", 3), ("Top", 1), ("#hash", None)]


@pytest.mark.parametrize("source", ["1. One\n\n2. Two", "1. Alone\n\ntext", "1. Alone\n- bullet"])
def test_a_number_without_a_neighbour_is_typed(source: str) -> None:
    first = read(source).paragraphs[0]
    assert first.text.startswith("1. ") and first.list_depth is None


def test_bullets_nest_by_indentation_and_gaps_do_not_end_a_list() -> None:
    document = read("- a\n  * b\n    + c\n\n- d\n\ntext\n\n- e")
    assert [(p.text, p.list_depth) for p in document.paragraphs] == [("a", 0), ("b", 1), ("c", 2), ("d", 0), ("text", None), ("e", 0)]
    ids = [p.list_id for p in document.paragraphs]
    assert ids[0] == ids[3] != ids[5]


def test_a_lone_sign_is_text() -> None:
    assert texts("-\n\n*") == ["-", "*"]


def test_piped_tables_have_headers_spans_and_merges() -> None:
    document = read("| a | b | c |\n|---|:-:|--:|\n| d || e |\n| ^^ || f \\| g |\n\n| x | y |\n| 1 | 2 |")
    first, second = document.tables
    assert [row.header for row in first.rows] == [True, False, False]
    assert [(c.column, c.span, c.rows, c.continued) for c in first.rows[1].cells] == [(1, 2, 2, False), (3, 1, 1, False)]
    assert first.rows[2].cells[0].continued
    assert document.cell_text(first.rows[2].cells[1]) == "f | g"
    assert [row.header for row in second.rows] == [False, False]


def test_cells_say_where_they_are() -> None:
    document = read("a\n\n| b | c |\n| d | e<br>f |")
    last = document.paragraphs[-1]
    assert (last.text, last.table, last.row, last.cell) == ("e\nf", 1, 2, 2)
    assert (document.tables[0].first, document.tables[0].last) == (2, 5)


def test_rules_comments_and_page_breaks_are_not_text() -> None:
    assert texts("a\n\n---\n\n***\n\n<!-- page\nbreak -->\n\nb <!-- x -->c\n\\newpage\nd") == ["a", "b c", "d"]


def test_fenced_code_is_plain_text() -> None:
    assert texts("```python\n# *not* a heading\n<!-- kept -->\n```\n*after*") == ["# *not* a heading", "<!-- kept -->", "after"]


def test_front_matter_gives_properties() -> None:
    document = read("---\ntitle: 'Family help'\nlang: en-GB\nother: 1\n---\nText")
    assert document.properties == {"title": "Family help", "language": "en-GB", "other": "1"}
    assert [p.text for p in document.paragraphs] == ["Text"]
    assert texts("---\nNot front matter.\n---") == ["Not front matter."]


def test_footnotes_follow_in_their_own_story() -> None:
    document = read("Text[^1] and [^2].\n\n[^1]: The *note*.\n\nMore")
    assert [(p.text, p.story) for p in document.paragraphs] == [
        ("Text and [^2].", "body"),
        ("More", "body"),
        ("The note.", "footnote"),
    ]


# Inline


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a **b** __c__", "a b c", [("bold", "b"), ("bold", "c")]),
        ("*a **b** c*", "a b c", [("italic", "a b c"), ("bold", "b")]),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4", []),
        ("\\*plain\\* &pound;5&nbsp;million", "*plain* £5\xa0million", []),
        ("**open", "**open", []),
        ("`*code*` <u>x</u> <insert name>", "*code* x <insert name>", []),
        ("[Insert text] here", "[Insert text] here", []),
    ],
)
def test_inline_signs(source: str, text: str, expected: list[tuple[str, str]]) -> None:
    (paragraph,) = read(source).paragraphs
    assert paragraph.text == text
    assert [(kind, words) for kind, words, _ in marks(paragraph)] == expected


@pytest.mark.parametrize(
    ("source", "words", "target"),
    [
        ("[the *plan*](https://example.org/a_(b)?x=1&amp;y=2)", "the plan", "https://example.org/a_(b)?x=1&y=2"),
        ('[x](<a b.html> "Title")', "x", "a b.html"),
        ("[x]()", "x", ""),
        ("(see https://example.org/a_b.)", "https://example.org/a_b", "https://example.org/a_b"),
        ("<https://example.org>", "https://example.org", "https://example.org"),
        ("<a@example.org>", "a@example.org", "mailto:a@example.org"),
        ("[https://example.org](https://example.com)", "https://example.org", "https://example.com"),
    ],
)
def test_links(source: str, words: str, target: str) -> None:
    document = read(source)
    assert [(document.text(link.span), link.target) for link in document.links] == [(words, target)]


def test_images_carry_their_alternative_text_and_no_characters() -> None:
    document = read("See ![A *map*](img/map.png) and ![](line.png){.decorative}.")
    assert document.paragraphs[0].text == "See  and ."
    assert [(i.span.start, i.alt, i.decorative, i.name) for i in document.images] == [
        (4, "A map", False, "map.png"),
        (9, "", True, "line.png"),
    ]


# The notation


def test_changes_are_revisions_in_the_accepted_text() -> None:
    document = read("The {++new **plan**++}{--old--} {~~was~>is~~} here", notation=True)
    assert document.paragraphs[0].text == "The new plan is here"
    assert [(r.kind, r.text, document.text(r.span)) for r in document.revisions] == [
        ("insertion", "new plan", "new plan"),
        ("deletion", "old", ""),
        ("deletion", "was", ""),
        ("insertion", "is", "is"),
    ]


def test_comments_stand_on_the_highlighted_words_or_at_their_place() -> None:
    document = read("{==These words==}{>>K. White: check this<<} and{>>why?<<} more", notation=True)
    assert document.paragraphs[0].text == "These words and more"
    assert [(document.text(c.span), c.author, c.text) for c in document.comments] == [
        ("These words", "K. White", "check this"),
        ("", "", "why?"),
    ]
    assert document.comments[1].span.start == 15
    assert marks(document.paragraphs[0]) == [("highlight", "These words", "yellow")]


def test_attributes_say_how_words_look() -> None:
    document = read('[a]{.blue} [b]{color=ff0000} [c]{style="Guidance"} [d]{unknown} [e]{.hidden}', notation=True)
    assert document.paragraphs[0].text == "a b c [d]{unknown}"
    assert marks(document.paragraphs[0]) == [("colour", "a", "0000FF"), ("colour", "b", "FF0000"), ("style", "c", "Guidance")]
    assert [(h.text, h.how) for h in document.hidden] == [("e", "hidden")]


def test_an_unfilled_control_has_its_prompt_and_no_text() -> None:
    document = read('Ward\n\n[Choose an item.]{.unfilled alias="Ward" choices="A; B"}', notation=True)
    (control,) = document.controls
    assert (control.unfilled, control.placeholder, control.alias, control.choices) == (True, "Choose an item.", "Ward", ("A", "B"))
    assert document.paragraph(control.spans[0].paragraph).text == ""


def test_attributes_at_the_end_of_a_line_are_the_paragraphs() -> None:
    document = read('Title {style="Heading 2"}\nText {.page-break}\nPlain', notation=True)
    assert [(p.text, p.style_name, p.outline_level, p.page_break_before) for p in document.paragraphs] == [
        ("Title", "Heading 2", 2, False),
        ("Text", "", None, True),
        ("Plain", "", None, False),
    ]


def test_only_the_notation_records_what_markdown_cannot() -> None:
    assert read("a").records == {"images", "links"}
    assert {"changes", "styles", "properties"} <= read("a", notation=True).records


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a [[b]] c [[d]]", [(1, "b"), (1, "d")]),
        ("a [[]]b", [(1, "")]),
        ("[[# Title]]\n\n# [[Part]]", [(1, "Title"), (2, "Part")]),
        ("[[- item]]\n- [[second]] one", [(1, "item"), (2, "second")]),
        ("[[One\nTwo]] three", [(1, "One"), (2, "Two")]),
        ("[[\nOne\n\nTwo\n]]\nThree", [(1, "One"), (2, "Two")]),
        ("| a | [[b]] |\n|---|---|\n| [[]] | d |", [(2, "b"), (3, "")]),
        ("[[| a | b |]]", [(1, "a"), (2, "b")]),
        ("[[\tName\tDate]]\nDirector\tA\tB", [(1, ""), (2, "Name"), (3, "Date")][1:]),
        ("**[[bold]]** and [[**bold**]]", [(1, "bold"), (1, "bold")]),
        ("[[[website](#)]]", [(1, "website")]),
        ("text\n\n[[]]", [(2, "")]),
        ("[[1. Background]]\n\n[[1.1 Text.]]", [(1, "1. Background"), (2, "1.1 Text.")]),
        ("a \\[[b]]", []),
    ],
)
def test_marks_give_the_spans_they_enclose(source: str, expected: list[tuple[int, str]]) -> None:
    assert marked(source) == expected


def test_marks_are_no_part_of_what_is_read() -> None:
    source = "# Title\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| c | d |"
    with_marks = "[[# Title]]\n\n- [[one]]\n- **[[two]]**\n\n| a | [[b]] |\n|---|---|\n| [[c | d]] |"
    assert markdown.read_marked(with_marks)[0] == read(source, notation=True)


# Anything at all

SIGNS = [*'ab1. \t\n*_`[](){}<>!|-+=~^#&;:\\"/@\ufdd0', "https://", "[[", "]]", "](", "[^1]", "<!--", "-->"]
SIGNS += ["{++", "++}", "{--", "--}", "{==", "==}", "{>>", "<<}"]
SIGNS += ["{.hidden}", "{.blue}", "{.page-break}", "\n\n", "\n- ", "\n1. ", "\n| ", "|---|", "<br>", "&nbsp;"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS)).map("".join))
def test_any_text_is_read_into_consistent_places(source: str) -> None:
    document, spans = markdown.read_marked(source)
    places = [*spans, *(link.span for link in document.links), *(image.span for image in document.images)]
    places += [*(c.span for c in document.comments), *(r.span for r in document.revisions), *(h.span for h in document.hidden)]
    for span in (*places, *(span for control in document.controls for span in control.spans)):
        assert 0 <= span.start <= span.end <= len(document.paragraph(span.paragraph).text)
    for number, paragraph in enumerate(document.paragraphs, 1):
        assert paragraph.ordinal == number
        assert paragraph.text == paragraph.text.strip()
        assert all(0 <= m.start < m.end <= len(paragraph.text) for m in paragraph.marks)


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    markdown.read(data)


@pytest.mark.parametrize("sign", ["[", "*", "_", "`", "](", "{--", "<!--", "[a", "*a", "[[a]{.hidden}", "https://a)"])
def test_a_long_row_of_signs_is_read_whole(sign: str) -> None:
    assert len(read("a " + sign * 20_000).paragraphs) == 1
