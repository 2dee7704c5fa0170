"""The text that `inspect` shows, held against another reader's: `python -m tests.attacks.comparing [FILE…]`.

LibreOffice turns each document into plain text, pandoc those with tracked changes, whose deleted words LibreOffice writes too.
Words that only one of the two has are counted, as a share of all. Without files, the examples and the drafts of the mutation
tests in every Word form are taken.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from reportlint import formats

EXAMPLES = Path(__file__).parents[2] / "examples"
_WORD = re.compile(r"\w+")


def ours(data: bytes, name: str) -> Counter[str]:
    """The words of the running text."""
    return Counter(word for p in formats.read(data, name).flow for word in _WORD.findall(p.text))


def theirs(paths: list[Path]) -> dict[str, Counter[str]]:
    """The words that LibreOffice makes of each document, by its name; the automatic numbers of lists are left out."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
        subprocess.run([*command, "--outdir", folder, *map(str, paths)], check=True, capture_output=True, timeout=300)
        texts = {p.name: (Path(folder) / f"{p.stem}.txt").read_text(encoding="utf-8-sig") for p in paths}
    return {name: Counter(_WORD.findall(text)) for name, text in texts.items()}


def accepted(path: Path) -> Counter[str]:
    """The words that pandoc makes of a document with all its changes accepted."""
    command = ["pandoc", "--track-changes=accept", "--to=plain", "--wrap=none", str(path)]
    return Counter(_WORD.findall(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout))


def differences(paths: list[Path]) -> tuple[int, dict[str, tuple[Counter[str], Counter[str]]]]:
    """How many words there are, and of each document those that only LibreOffice has and those that only we have.

    Figures are passed over: LibreOffice writes the automatic numbers of headings and lists into the text.
    """
    others = theirs(paths)
    total, found = 0, {}
    for path in paths:
        data = path.read_bytes()
        other = accepted(path) if formats.read(data, path.name).revisions else others[path.name]
        own, other = (Counter({w: n for w, n in c.items() if not _is_number(w)}) for c in (ours(data, path.name), other))
        total += own.total()
        if own != other:
            found[path.name] = (other - own, own - other)
    return total, found


def _is_number(word: str) -> bool:
    return word.isdigit() or len(word) == 1


def main(arguments: list[str]) -> int:
    """1 if more than one word in a thousand differs."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(a) for a in arguments] or [*sorted(EXAMPLES.glob("*.docx")), *_drafts(Path(folder))]
        total, found = differences(paths)
    for name, (missing, doubled) in found.items():
        print(f"{name}: missing {dict(missing)}, more than there {dict(doubled)}")
    apart = sum(m.total() + d.total() for m, d in found.values())
    print(f"{len(paths)} documents, {total} words, {apart} of them differ: {1000 * apart / max(total, 1):.2f} in a thousand")
    return 1 if apart * 1000 > total else 0


def _drafts(folder: Path) -> list[Path]:
    from tests.mutations.draft import bases
    from tests.mutations.forms import FORMS, WORD_FORMS

    made = []
    for name, draft in bases().items():
        for form in WORD_FORMS:
            path = folder / f"{name}-{form}.docx"
            path.write_bytes(FORMS[form].write(draft))
            made.append(path)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
