"""The page about an audit: true to its tables, readable without its pictures, and harmless whatever reports are called."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportlint.audit import dashboard
from reportlint.audit.rows import DOCUMENTS, FINDINGS
from reportlint.audit.stores import sqlite
from reportlint.cli import main
from reportlint.errors import UsageError

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
HOSTILE = (
    "<script>document.title='ran'</script>", "\"><img src=x onerror=\"document.title='ran'\">", "javascript:document.title='ran'",
    "$\\frac{1}{0}$ ]]> &amp; <!--", "\u202eexe.xcod\u202c\x00\x1b[31m", "data:text/html,<script>document.title='ran'</script>",
    "日本語 العربية 👩‍🚀", "</title></svg><script>document.title='ran'</script>", "x" * 3000,
)  # fmt: skip


def kept(file: Path, documents: Sequence[Mapping[str, Any]], rules: Sequence[tuple[str, ...]] = ()) -> Path:
    """An audit with these documents; a document's findings are rule, severity and section."""
    database = sqlite3.connect(file)
    sqlite.create(database)
    for pair in (("version", "1"), ("stage", "draft"), ("checked_for", "2026-01-01"), ("state", "finished"), ("sources", '["in"]')):
        database.execute("INSERT OR REPLACE INTO audit VALUES (?, ?)", pair)
    sqlite.insert_rules(database, rules)
    for n, document in enumerate(documents):
        found = document.get("findings", ())
        counts = {f"{s}s": sum(f[1] == s for f in found) for s in ("error", "warning", "info")}
        row = {"path": f"in/{n}.docx", "status": "fail" if counts["errors"] else "pass", "size": 1, **counts, **document}
        findings = [
            tuple({"document": row["path"], "number": k, "rule": f[0], "severity": f[1], "section": f[2]}.get(c) for c in FINDINGS)
            for k, f in enumerate(found, 1)
        ]
        sqlite.insert_document(database, tuple(row.get(c) for c in DOCUMENTS), findings)
    database.commit()
    database.close()
    return file


def some(count: int = 40) -> list[dict[str, Any]]:
    """Reports of three directorates, each with findings of its own."""
    names = ("Culture", "Highways", "Finance")
    return [
        {
            "title": f"Review {n}", "directorate": names[n % 3], "committee": f"Committee {n % 2}",
            "meeting_date": f"202{4 + n % 2}-{n % 12 + 1:02}-10",
            "findings": [("a", "error", "legal")] * (n % 4) + [("b", "warning", "risks")] * (n % 3) + [("c", "info", None)],
        }
        for n in range(count)
    ]  # fmt: skip


class Tables(HTMLParser):
    """The tables of a page, as rows of texts; its headings; the words for its pictures."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.links: list[str] = []
        self.pictures: list[dict[str, str]] = []
        self._into: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {k: v or "" for k, v in attrs}
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._into = self.tables[-1][-1]
            self._into.append("")
        elif tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "svg":
            self.pictures.append(said)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into:
            self._into[-1] += data


def page(file: Path, **options: Any) -> str:
    return dashboard.render(str(file), str(file.parent / "page.html"), **options)


def test_its_tables_say_what_the_audit_holds(tmp_path: Path) -> None:
    file = kept(tmp_path / "a.db", some(), [("a", "Law is missing", "", ""), ("b", "Risk is missing", "", "")])
    heat, trend, frequent, worst = Tables(page(file)).tables
    assert heat[0] == ["Section", "Culture (14 reports)", "Finance (13 reports)", "Highways (13 reports)"]
    shares = {row[0]: row[1:] for row in heat[1:]}
    legal = [sum(n % 4 > 0 for n in range(40) if n % 3 == k) for k in (0, 2, 1)]
    assert shares["Legal"] == [f"{n / size:.0%}" for n, size in zip(legal, (14, 13, 13), strict=True)]
    assert shares["Risks"] == ["0%", "100%", "100%"]
    assert sum(int(row[1]) for row in trend[1:]) == 40 and trend[0][0] == "Month"
    assert frequent[1] == ["Law is missing", "a", "30", "75%", "60"] and frequent[2] == ["Risk is missing", "b", "26", "65%", "39"]
    assert [row[3] for row in worst[1:]] == ["3"] * 10 + ["2"] * 5


def test_every_picture_is_named_and_described(tmp_path: Path) -> None:
    text = page(kept(tmp_path / "a.db", some()))
    pictures = Tables(text).pictures
    assert len(pictures) == 4 and all(p["role"] == "img" for p in pictures)
    for names in (p["aria-labelledby"].split() for p in pictures):
        assert all(len(re.findall(rf'id="{name}"', text)) == 1 for name in names)
    assert "<script" not in text and "style=" not in text.replace("style-src", "")


def test_the_same_audit_gives_the_same_page(tmp_path: Path) -> None:
    file = kept(tmp_path / "a.db", some())
    assert page(file) == page(file)


def test_reports_can_be_grouped_by_something_else(tmp_path: Path) -> None:
    file = kept(tmp_path / "a.db", some())
    assert Tables(page(file, by="committee")).tables[0][0][1:] == ["Committee 0 (20 reports)", "Committee 1 (20 reports)"]
    alone = kept(tmp_path / "b.db", [{**d, "directorate": None} for d in some()])
    assert Tables(page(alone)).tables[0][0][1].startswith("Committee 0")


def test_a_long_time_is_told_in_larger_steps(tmp_path: Path) -> None:
    quarters = kept(tmp_path / "q.db", [{"meeting_date": f"20{20 + n}-0{3 * (n % 3) + 1}-10"} for n in range(5)])
    years = kept(tmp_path / "y.db", [{"meeting_date": f"20{10 + n}-03-10"} for n in range(15)])
    assert Tables(page(quarters)).tables[0][1][0] == "2020 Q1"
    assert Tables(page(years)).tables[0][1][0] == "2010"


def test_what_could_not_be_read_stands_with_its_reason(tmp_path: Path) -> None:
    unread = {"path": "in/bad.docx", "status": "unreadable", "problem": "It is damaged.", "findings": [("x", "error", None)]}
    text = page(kept(tmp_path / "a.db", [unread, *some(2)]))
    assert Tables(text).tables[-1][1] == ["in/bad.docx", "It is damaged."]
    assert "2 reports have no errors" in text or "1 of 2 reports have no errors" in text


def test_an_audit_of_nothing_has_a_page_too(tmp_path: Path) -> None:
    assert page(kept(tmp_path / "a.db", [])).count("There is nothing to show") == 4


def test_links_lead_from_the_page_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = [("a", "error", None)]
    documents = [
        {"path": "in/ä ö#1?.docx", "findings": found * 5},
        {"path": "in/old.zip/x.docx", "container": "in/old.zip", "findings": found * 4},
        {"path": "s3://town/x.docx", "findings": found * 3},
        {"path": "https://town.example/x y.docx", "findings": found * 2},
        {"path": "javascript:alert(1)", "findings": found},
    ]
    kept(tmp_path / "a.db", documents)
    (tmp_path / "pages").mkdir()
    links = Tables(dashboard.render("a.db", "pages/page.html")).links[1:]
    assert links == [
        "./../in/%C3%A4%20%C3%B6%231%3F.docx", "./../in/old.zip", "https://town.example/x%20y.docx", "./../javascript%3Aalert%281%29",
    ]  # fmt: skip


def test_tables_of_parquet_give_the_same_page(here: Path, reports: Path) -> None:
    from .conftest import run

    shutil.copytree(reports / "03", here / "in")
    run("in", to="a.db")
    run("in", to="tables")
    assert dashboard.render("a.db", "p.html") == dashboard.render("tables", "p.html")


def test_the_command_writes_the_page_or_says_why_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept(tmp_path / "a.db", some(3))

    def dashed(*arguments: str) -> Any:
        return CliRunner().invoke(main, ["dashboard", *arguments])

    assert dashed("a.db", "-o", "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text("utf-8") == page(tmp_path / "a.db")
    (tmp_path / "other.db").write_bytes(b"Dear all")
    for arguments, words in (
        (("missing.db", "-o", "p.html"), "no such audit"),
        (("other.db", "-o", "p.html"), "not an audit"),
        (("a.db", "-o", "a.db"), "write over it"),
        (("a.db", "-o", "p.html", "--by", "colour"), "colour"),
    ):
        done = dashed(*arguments)
        assert done.exit_code == 2 and words in done.stderr and not (tmp_path / "p.html").exists()
    monkeypatch.setattr(dashboard, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"reportlint\[dashboard\]"):
        page(tmp_path / "a.db")


def hostile(count: int = 9) -> list[dict[str, Any]]:
    names = HOSTILE[:count]
    return [
        {
            "path": f"in/{n}{name}", "title": name, "directorate": name, "committee": name, "council": name, "meeting_date": "2025-01-01",
            "findings": [(name, "error", name)] * 3,
        }
        for n, name in enumerate(names)
    ] + [{"path": name, "status": "unreadable", "problem": name} for name in names]  # fmt: skip


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["some", "hostile"])
def test_a_browser_finds_nothing_amiss(browser: Any, tmp_path: Path, scheme: str, kind: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rules = [(name, name, "", "") for name in HOSTILE]
    file = kept(tmp_path / "a.db", some() if kind == "some" else hostile(), rules)
    (tmp_path / "page.html").write_text(page(file), "utf-8")
    for width in (1280, 360):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        shown, said = context.new_page(), []
        shown.on("console", lambda message: said.append(message.text))  # noqa: B023
        shown.on("request", lambda request: said.append(request.url) if not request.url.endswith("page.html") else None)  # noqa: B023
        shown.goto((tmp_path / "page.html").as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(shown, options=RULES)
        assert not found.response["violations"], found.generate_report()
        assert shown.title() != "ran" and not said
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
        filled = shown.evaluate("[...document.querySelectorAll('svg .fill-ink')].map(e => getComputedStyle(e).fill)")
        assert filled and set(filled) == {"rgb(26, 26, 26)" if scheme == "light" else "rgb(236, 239, 241)"}
        context.close()


@pytest.mark.xdist_group("browser")
def test_on_paper_the_figures_stand_open(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(kept(tmp_path / "a.db", some())), "utf-8")
    shown = browser.new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    assert not shown.locator("details table").first.is_visible()
    shown.emulate_media(media="print")
    assert shown.locator("details table").first.is_visible()
    shown.close()
