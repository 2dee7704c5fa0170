"""Other programs that read Word files, on the same six pages: those that are installed (`pip install '.[bench]'`)."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlint.formats import docx

from . import fixtures
from .measure import interleaved, process
from .rows import floor


def _python_docx(data: bytes) -> Callable[[], object]:
    import docx as python_docx

    def read() -> object:
        document = python_docx.Document(io.BytesIO(data))
        told = [(p.text, p.style.name if p.style else "", p._p.pPr is not None and p._p.pPr.numPr is not None) for p in document.paragraphs]
        return told, [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]

    return read


def _docx2python(data: bytes) -> Callable[[], object]:
    from docx2python import docx2python

    return lambda: docx2python(io.BytesIO(data)).text


def _mammoth(data: bytes) -> Callable[[], object]:
    import mammoth

    return lambda: mammoth.convert_to_html(io.BytesIO(data)).value


def _integrity(path: Path) -> Callable[[], object]:
    import ooxml_integrity

    return lambda: list(ooxml_integrity.check(str(path)))


def libraries(data: bytes, path: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """What each library takes, in F."""
    made: dict[str, Callable[[], Callable[[], object]]] = {
        "python-docx": lambda: _python_docx(data),
        "docx2python": lambda: _docx2python(data),
        "mammoth": lambda: _mammoth(data),
        "ooxml-integrity": lambda: _integrity(path),
    }
    modules = {"python-docx": "docx", "ooxml-integrity": "ooxml_integrity"}
    works: dict[str, Callable[[], object]] = {"F": lambda: floor(data), "reportlint, reading": lambda: docx.read(data)}
    works |= {name: make() for name, make in made.items() if importlib.util.find_spec(modules.get(name, name)) is not None}
    taken = interleaved({name: lambda n, w=work: w() for name, work in works.items()}, rounds)
    under = sorted(taken["F"])[rounds // 2]
    for name in works:
        yield name, sorted(taken[name])[rounds // 2] / under


def commands(path: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """What each program takes from its start to its end, in B."""
    beside = Path(sys.executable).parent
    mds = beside / "mds"
    markdown, schema = path.with_suffix(".md"), path.with_suffix(".mds")
    schema.write_text("# Report\n", "utf-8")
    lines = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "reportlint check": [sys.executable, "-m", "reportlint", "check", str(path)],
        "pandoc to JSON": ["pandoc", "-f", "docx", "-t", "json", str(path)],
        "pandoc, then mds-core": ["sh", "-c", f"pandoc -f docx -t gfm '{path}' -o '{markdown}'; '{mds}' validate '{markdown}' '{schema}'"],
        "academic-document-checker": [str(beside / "doc-checker"), "check", str(path)],
        "docx-plus lint": [str(beside / "docx-plus"), "lint", str(path)],
    }
    needed = {"pandoc, then mds-core": (shutil.which("pandoc"), shutil.which(mds))}
    known = {name: line for name, line in lines.items() if all(needed.get(name, (shutil.which(line[0]),)))}
    kept = {"PYTHONPYCACHEPREFIX": str(path.parent / "pyc"), "XDG_CACHE_HOME": str(path.parent / "warm")}
    environment = {"PYTHONDONTWRITEBYTECODE": "", **kept}
    taken: dict[str, list[float]] = {name: [] for name in known}
    for number in range(rounds + 1):
        for name, line in known.items():
            seconds = process(line, environment).seconds
            if number:
                taken[name].append(seconds)
    under = sorted(taken["python -c pass"])[rounds // 2]
    for name in known:
        yield name, sorted(taken[name])[rounds // 2] / under


def peers(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """All that are installed, in F and in B."""
    data = fixtures.report(6)
    path = folder / "peers.docx"
    path.write_bytes(data)
    return {"F": dict(libraries(data, path, rounds)), "B": dict(commands(path, rounds))}
