"""Tables in parts, as Parquet files in folders: of documents and of findings, a part of the one beside its part of the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlint.audit.rows import DOCUMENTS, FINDINGS, Row

if TYPE_CHECKING:
    import pyarrow as pa

#: Findings in a part of a whole audit; rows that are read and written at once; documents that are put together at once.
_PART, _GROUP, _WINDOW = 250_000, 20_000, 2_000

#: The tables, each with its columns and that which holds the path.
_TABLES: tuple[tuple[str, Mapping[str, type], str], ...] = (("documents", DOCUMENTS, "path"), ("findings", FINDINGS, "document"))


def number(name: str) -> int:
    """The number of the part in a file of this name."""
    return int(Path(name).stem.rpartition("-")[2])


def write(folder: Path, number: int, columns: Mapping[str, type], rows: Sequence[Row]) -> None:
    """Put the rows into a part of its own: whole or not at all."""
    import pyarrow as pa

    schema = _schema(columns)
    values: list[Any] = list(zip(*rows, strict=True)) or [()] * len(columns)
    _write(folder, number, pa.Table.from_arrays([pa.array(v, f.type) for v, f in zip(values, schema, strict=True)], schema=schema))


def rows(folder: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """These columns of every row, in order."""
    import pyarrow.parquet as pq

    for part in _files(folder):
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches(_GROUP, columns=list(columns)):
                yield from batch.select(list(columns)).to_pylist()


def merge(sources: Sequence[Path], target: Path, without: Iterable[str], stamps: Mapping[str, str]) -> None:
    """Put the documents and findings of several folders together by path; of a document that is in several, the last counts.

    without: documents to leave out. stamps: what is to stand as the stamp of these documents.
    """
    files = [file for source in sources for file in _files(source / "documents")]
    places = _places(files, without)
    waiting: dict[str, list[pa.Table]] = {name: [_schema(columns).empty_table()] for name, columns, _ in _TABLES}
    part = 1
    while window := places.fetchmany(_WINDOW):
        for name, _, key in _TABLES:
            waiting[name].append(_window(files, window, name, key, stamps))
        if sum(t.num_rows for t in waiting["findings"]) >= _PART:
            _flush(target, part, waiting)
            part += 1
    if part == 1 or len(waiting["documents"]) > 1:
        _flush(target, part, waiting)


def _places(files: Sequence[Path], without: Iterable[str]) -> sqlite3.Cursor:
    """Every document by path, with the number of the file in which it stands."""
    places = sqlite3.connect("")
    places.execute("CREATE TABLE place (path TEXT PRIMARY KEY, file INTEGER) WITHOUT ROWID")
    for at, file in enumerate(files):
        found = ((row["path"], at) for row in rows(file, ("path",)))
        places.executemany("INSERT OR REPLACE INTO place VALUES (?, ?)", found)
    places.executemany("DELETE FROM place WHERE path = ?", ((path,) for path in without))
    return places.execute("SELECT path, file FROM place ORDER BY path")


def _window(files: Sequence[Path], window: Sequence[tuple[str, int]], name: str, key: str, stamps: Mapping[str, str]) -> pa.Table:
    """The rows of these documents, which are neighbours by path."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found = []
    for at in sorted({file for _, file in window}):
        wanted = [path for path, file in window if file == at]
        file = files[at].parent.parent / name / files[at].name
        table = pq.read_table(file, filters=[(key, ">=", wanted[0]), (key, "<=", wanted[-1])], partitioning=None)
        found.append(table.filter(pc.is_in(table[key], pa.array(wanted, pa.string()))))
    table = pa.concat_tables(found).sort_by([(key, "ascending"), *([("number", "ascending")] if name == "findings" else [])])
    return _stamped(table, stamps) if name == "documents" and stamps else table


def _stamped(table: pa.Table, stamps: Mapping[str, str]) -> pa.Table:
    import pyarrow as pa

    pairs = zip(table["path"].to_pylist(), table["stamp"].to_pylist(), strict=True)
    new = pa.array([stamps.get(path, stamp) for path, stamp in pairs], pa.string())
    return table.set_column(table.schema.get_field_index("stamp"), "stamp", new)


def _flush(target: Path, part: int, waiting: dict[str, list[pa.Table]]) -> None:
    import pyarrow as pa

    for name, columns, _ in reversed(_TABLES):
        _write(target / name, part, pa.concat_tables(waiting[name]))
        waiting[name] = [_schema(columns).empty_table()]


def _files(folder: Path) -> list[Path]:
    """The parts in a folder, in order; a part itself is one."""
    return [folder] if folder.is_file() else sorted(folder.glob("part-*.parquet"), key=lambda p: number(p.name))


def _schema(columns: Mapping[str, type]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, pa.int64() if kind is int else pa.string()) for name, kind in columns.items()])


def _write(folder: Path, number: int, table: pa.Table) -> None:
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"part-{number:06}.parquet"
    beside = path.with_suffix(".part")
    pq.write_table(table, beside, row_group_size=_GROUP, compression="zstd")
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(beside, path)
