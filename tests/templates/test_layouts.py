"""Layouts that a template can declare: how each is read."""

from __future__ import annotations

from datetime import date

from reportlint import templates
from reportlint.checks import paragraph_numbers
from reportlint.formats import markdown
from reportlint.report import Report, Spec, Template
from reportlint.scene import Scene
from reportlint.templates import recognise

DAY = date(2025, 1, 14)
TITLE = Spec("title", ("Title", "Teitl"), kind="line")
OUTER = Spec("implications", ("Implications",), numbered=False)


def seen(text: str, *sections: Spec, fields: tuple[Spec, ...] = (TITLE,), **more: str) -> Report:
    return templates.see(markdown.read_marked(text)[0], Template("t", "T", fields, sections, **more))  # type: ignore[arg-type]


def inner(id: str, *titles: str, **more: object) -> Spec:
    return Spec(id, titles, numbered=False, within="implications", layout="lead-in", **more)  # type: ignore[arg-type]


def texts(report: Report) -> dict[str | None, str]:
    return {s.id: report.text(s) for s in report.sections}


def test_a_bold_word_and_a_dash_begin_a_section_within_a_section() -> None:
    report = seen(
        "Title: A\n\n## Implications\n\n**Financial** – It costs £5.\n\nIt is budgeted.\n\n**Legal:** None.\n",
        OUTER,
        inner("financial", "Financial"),
        inner("legal", "Legal"),
    )
    assert texts(report) == {"implications": "", "financial": "It costs £5.\nIt is budgeted.", "legal": "None."}


def test_a_word_in_prose_begins_no_section_within_a_section() -> None:
    report = seen("Title: A\n\n## Implications\n\nLegal advice was taken: it is sound.\n", OUTER, inner("legal", "Legal"))
    assert texts(report) == {"implications": "Legal advice was taken: it is sound."}
    assert [p.id for p in report.absent] == ["legal"]


def test_a_changed_title_within_a_section_is_near_only_where_it_looks_like_one() -> None:
    bold = seen("Title: A\n\n## Implications\n\n**Equality** – None.\n", OUTER, inner("equalities", "Equalities"))
    plain = seen("Title: A\n\n## Implications\n\nEquality – none.\n", OUTER, inner("equalities", "Equalities"))
    assert [s.match for s in bold.sections] == ["exact", "near"]
    assert len(plain.sections) == 1


def test_what_belongs_within_a_missing_section_is_not_missing_itself() -> None:
    report = seen(
        "Title: A\n\n## Background\n\nText.\n", Spec("background", ("Background",), numbered=False), OUTER, inner("legal", "Legal")
    )
    lacking = {p.id: report.lacks_home(p) for p in report.absent}
    assert lacking == {"implications": False, "legal": True}


def test_a_second_label_on_the_line_of_a_title_is_a_field_of_the_section() -> None:
    by = Spec("by", ("Supplied by",), kind="people", within="legal")
    legal = Spec("legal", ("Legal implications",), numbered=False, layout="lead-in", fields=(by,))
    report = seen("Title: A\n\nLEGAL IMPLICATIONS Supplied by: Jane Doe\n\nNone arise.\n", legal)
    below = seen("Title: A\n\nLEGAL IMPLICATIONS:\n\nSupplied by: Jane Doe\n\nNone arise.\n", legal)
    for one in (report, below):
        (part,) = [f for f in one.fields if f.id == "by"]
        assert (one.text(part), texts(one)) == ("Jane Doe", {"legal": "None arise."})


RELEASE = Spec("release", ("Release",), kind="choice", layout="answer", choices=("For general release", "Not for publication"))


def test_a_line_that_is_its_own_answer_leaves_exactly_one_standing() -> None:
    def answer(text: str) -> str | None:
        return seen(f"Title: A\n\n{text}\n", fields=(TITLE, RELEASE)).answers.get("release")

    assert answer("FOR GENERAL RELEASE") == "for general release"
    assert answer("NOT FOR PUBLICATION") == "not for publication"
    assert answer("FOR GENERAL RELEASE / NOT FOR PUBLICATION") is None
    assert answer("FOR GENERAL RELEASE\n\nNOT FOR PUBLICATION") is None


def test_a_line_before_a_label_belongs_to_what_follows_it() -> None:
    summary, asked = Spec("summary", ("Summary",)), Spec("asked", ("Recommendations",), above=("That the Committee:",))
    report = seen("Title: A\n\nSummary\n\nShort.\n\nThat the Committee:\n\nRecommendations\n\n1. Agree.\n", fields=(TITLE, summary, asked))
    assert [report.text(f) for f in report.fields] == ["A", "Short.", "That the Committee:\n1. Agree."]


def test_lines_without_labels_are_told_by_a_pattern_or_their_place() -> None:
    by = Spec("by", ("Report of",), layout="bare", patterns=("^report of the",))
    name = Spec("name", ("Title",), layout="bare")
    report = seen("Executive\n\nReport of the Director\n\nBus Shelters\n", fields=(by, name))
    assert [report.text(f) for f in report.fields] == ["Report of the Director", "Bus Shelters"]


def test_two_titles_with_a_stroke_between_them_are_one() -> None:
    report = seen("Title / Teitl: A\n\n## Background / Cefndir\n\nText.\n", Spec("background", ("Background", "Cefndir"), numbered=False))
    assert (report.text(report.fields[0]), texts(report)) == ("A", {"background": "Text."})
    assert not seen("Title / Other: A\n").fields[0].found


def numbers(text: str, how: str) -> list[object]:
    report = seen(text, Spec("a", ("One",), numbered=False), Spec("b", ("Two",), numbered=False), paragraph_numbers=how)
    return [h.facts["expected"] for h in paragraph_numbers.check(report.sections, {"cited": ()}, Scene(report, DAY))]


def test_paragraphs_run_on_through_the_report_or_begin_anew() -> None:
    on = "Title: A\n\n## One\n\n1. Words.\n\n2. Words.\n\n## Two\n\n3. Words.\n"
    anew = on.replace("3. Words", "1. Words")
    assert numbers(on, "continuous") == numbers(anew, "restarting") == []
    assert numbers(on, "restarting") == ["1"]
    assert numbers(on.replace("2. Words", "4. Words").replace("3. Words", "5. Words"), "continuous") == ["2"]


def test_a_lead_in_of_one_word_counts_when_a_template_is_recognised() -> None:
    template = Template("t", "T", (TITLE,), (OUTER, inner("legal", "Legal")))
    document = markdown.read_marked("Title: A\n\n## Implications\n\n**Legal** – None.\n")[0]
    (score,) = recognise.scores(document, [recognise.signs(template)])
    assert "Legal" not in score.missing
