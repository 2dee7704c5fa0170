"""`python -m tests.bench.same DIR [DOCUMENTS]`: what is read and found in many documents, to lay beside that of another version.

The examples, the founding reports where they are at hand, and every mutation of the tests in one of its forms. Run it before a
change and after it; `diff -r` of the two folders says whether any byte of the document model, the findings or the outputs differs.
DOCUMENTS is a folder in which the documents themselves are kept from run to run, since making them takes longest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import reportlint
from reportlint import api, discover, formats
from reportlint.findings import Result

from ..mutations.draft import Inapplicable
from ..mutations.forms import FORMS
from ..mutations.trial import cases, drafts, mutations

ROOT = Path(__file__).parents[2]
_DAY = date(2026, 2, 20)
_OUTPUTS = "reportlint.outputs"


def sources() -> Iterator[tuple[str, bytes]]:
    """Every document, by a name that says what it is."""
    for folder in (ROOT / "examples", ROOT.parent / "shared" / "reports"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".docx", ".md", ".odt", ".html"):
                yield path.relative_to(folder).as_posix().replace("/", "."), path.read_bytes()
    for number, case in enumerate(cases(mutations())):
        try:
            draft = case.mutation.mutate(drafts()[case.base])
        except Inapplicable:
            continue
        form = FORMS[case.form]
        yield f"{number:04}.{case.base}.{case.form}{form.suffix}", form.write(draft)


def kept(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """The documents, read from the folder if they are there already, else put into it."""
    if folder is None:
        yield from sources()
        return
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for name, data in sources():
            (folder / name).write_bytes(data)
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()


def main(folder: Path, documents: Path | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    run = api.prepared(api.Options(stage="submission", on=_DAY))
    for name, data in kept(documents):
        result = run.document((name, data))
        document = formats.read(data, name)
        said = f"{sorted(document.records)}\n{replace(document, records=frozenset())!r}\n"
        (folder / f"{name}.read").write_text(said.replace("(ordinal=", "\n(ordinal="), "utf-8")
        whole = Result(reportlint.__version__, run.stage, run.on, (result,), run.fail_on)
        for form in discover.names(_OUTPUTS) if not name[:1].isdigit() else ("json",):
            rendered = discover.load(_OUTPUTS, form).render(whole)
            (folder / f"{name}.{form}").write_bytes(rendered if isinstance(rendered, bytes) else rendered.encode())
        (folder / f"{name}.evaluations").write_text("\n".join(map(str, result.evaluations)), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
