"""Folders of reports to audit, and audits as rows that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportlint import audit
from reportlint.api import Options
from reportlint.audit import stores
from reportlint.audit.rows import DOCUMENTS, FINDINGS

from .making import folder

Rows = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
Audit = Callable[..., audit.Summary]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports, never changed."""
    where = folder(tmp_path_factory.mktemp("archive") / "reports", range(10))
    return folder(where, range(10, 30), words=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def run(*sources: str, to: str = "a.db", work: audit.Work | None = None, anew: bool = False, tell: Any = None, **options: Any) -> Any:
    """What an audit of these sources came to, with Rotherham's rules unless others are named."""
    options = {"ruleset": "rotherham", **options}
    told = {} if tell is None else {"tell": tell}
    return audit.audit(sources, to, Options(**options), work or audit.Work(), anew=anew, **told)


def rows(target: str | Path, *, stamps: bool = True) -> Rows:
    """All documents and findings of an audit, by path. stamps: with what tells when a file was changed."""
    columns = [c for c in DOCUMENTS if stamps or c != "stamp"]
    inner = ", ".join(f"f.{c}" for c in FINDINGS if c != "document")
    with closing(stores.database(str(target))) as file:
        documents = file.execute(f"SELECT {', '.join(columns)} FROM documents ORDER BY path").fetchall()
        found = file.execute(f"SELECT d.path, {inner} FROM findings f JOIN documents d ON d.id = f.document ORDER BY d.path, number")
        return documents, found.fetchall()
