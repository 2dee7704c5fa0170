"""An audit as tables: the same in every kind of store, and of use to other programs as it is."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import rows, run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """A folder with reports in `in`, audited as `a.db` and as `tables`."""
    where = tmp_path_factory.mktemp("made")
    shutil.copytree(reports, where / "in")
    (where / "in" / "bad.docx").write_bytes(b"PK\3\4 no report")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(where)
        run("in", to="a.db", stage="submission")
        run("in", to="tables", stage="submission")
    return where


def query(file: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(question).fetchall()


def test_both_stores_hold_the_same(made: Path) -> None:
    assert rows(made / "a.db") == rows(made / "tables")
    assert len(rows(made / "a.db")[0]) == 31


def test_rows_stand_in_the_order_of_the_documents(made: Path) -> None:
    paths = [str(path) for (path,) in query(made / "a.db", "SELECT path FROM documents ORDER BY id")]
    assert paths == sorted(paths)
    counted = query(made / "a.db", "SELECT count(*), min(number), max(number) FROM findings GROUP BY document")
    assert counted and all(first == 1 and last == count for count, first, last in counted)


def test_parquet_is_read_by_other_programs_as_a_table(made: Path) -> None:
    import pyarrow.dataset as ds

    documents = ds.dataset(made / "tables" / "documents").to_table()
    findings = ds.dataset(made / "tables" / "findings").to_table()
    assert (documents.num_rows, findings.num_rows) == (31, len(rows(made / "a.db")[1]))
    assert documents["path"].to_pylist() == sorted(documents["path"].to_pylist())
    assert set(findings["document"].to_pylist()) <= set(documents["path"].to_pylist())
    assert not [p for p in (made / "tables").rglob("*") if p.name.startswith(".")]


def test_reports_are_filed_as_their_templates_say(made: Path) -> None:
    from .making import COMMITTEES

    known = {c for (c,) in query(made / "a.db", "SELECT DISTINCT committee FROM documents WHERE committee IS NOT NULL")}
    assert known and sum(c in COMMITTEES for c in known) >= len(known) - 2
    directorates = {d for (d,) in query(made / "a.db", "SELECT DISTINCT directorate FROM documents WHERE directorate IS NOT NULL")}
    assert "Finance and Customer Services" in directorates and not any("Director" in str(d) or "&" in str(d) for d in directorates)
    ((dated, titled, town),) = query(
        made / "a.db",
        "SELECT sum(meeting_date GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9]'), sum(title LIKE '%Review%'),"
        " sum(council = 'Rotherham Metropolitan Borough Council') FROM documents",
    )
    assert int(str(dated)) >= 25 and int(str(titled)) >= 25 and int(str(town)) >= 28


def test_views_count_what_the_tables_hold(made: Path) -> None:
    file = made / "a.db"
    total = query(file, "SELECT count(*) FROM findings")
    assert query(file, "SELECT count(*) FROM findings_in_full") == total
    assert query(file, "SELECT sum(findings) FROM counts_by_rule") == total
    assert query(file, "SELECT sum(documents) FROM counts_by_committee") == [(30,)]
    assert query(file, "SELECT sum(documents), sum(errors) FROM counts_by_directorate") == query(
        file, "SELECT count(*), sum(errors) FROM documents WHERE status <> 'unreadable'"
    )
    assert query(file, "SELECT path FROM unreadable_documents") == [("in/bad.docx",)]
    assert not query(file, "SELECT 1 FROM findings_in_full WHERE rule_title IS NULL OR document IS NULL")
    worst = query(file, "SELECT errors, warnings FROM worst_documents")
    assert worst == sorted(worst, reverse=True) and worst
    months = [m for (m,) in query(file, "SELECT month FROM counts_by_month")]
    assert months == sorted(map(str, months)) and len(months) > 5


def test_documents_never_pass_unread(made: Path) -> None:
    rules = query(made / "a.db", "SELECT status, errors > 0, count(*) FROM documents GROUP BY 1, 2")
    assert {(s, e) for s, e, _ in rules} <= {("pass", 0), ("fail", 1), ("unreadable", 1)}
    assert not query(made / "a.db", "PRAGMA foreign_key_check") and query(made / "a.db", "PRAGMA integrity_check") == [("ok",)]
    counted = "SELECT sum(errors), sum(warnings), sum(infos) FROM documents"
    by_hand = "SELECT sum(severity = 'error'), sum(severity = 'warning'), sum(severity = 'info') FROM findings"
    assert query(made / "a.db", counted) == query(made / "a.db", by_hand)


@pytest.mark.filterwarnings("ignore")
def test_datasette_shows_every_table_and_view(made: Path) -> None:
    from datasette.app import Datasette

    async def pages() -> dict[str, int]:
        site = Datasette([str(made / "a.db")])
        await site.invoke_startup()
        named = (await site.client.get("/a.json")).json()
        names = [*(t["name"] for t in named["tables"] if not t["hidden"]), *(v["name"] for v in named["views"])]
        found = {name: (await site.client.get(f"/a/{name}")).status_code for name in names}
        # Findings lead to their document and their rule by name, and a document to its findings.
        for row, linked in (("findings?_labels=on", "findings-link"), ("documents/1", "document-page"), ("findings/1,1", "finding-page")):
            answer = await site.client.get(f"/a/{row}")
            found[linked] = answer.status_code
            if linked == "findings-link":
                found["names a rule"] = int('<a href="/a/rules/' in answer.text and '<a href="/a/documents/' in answer.text)
        return found

    found = asyncio.run(pages())
    assert {"documents", "findings", "rules", "counts_by_rule", "findings_in_full", "unreadable_documents"} <= set(found)
    assert found.pop("names a rule") == 1
    assert set(found.values()) == {200}
