"""Word forms that LibreOffice saves in another format: `styles-pdf` is the form `styles` as a PDF."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from .draft import Draft
from .forms import FORMS, Form

#: What LibreOffice is asked for, and the ending of what it makes.
TARGETS = {
    "odt": ("odt", ".odt"),
    "html": ("html:HTML (StarWriter)", ".html"),
    "pdf": ("pdf", ".pdf"),
    "tagged": ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', ".pdf"),
}
_LOOKS = ("styles", "table_cover", "typed")
_MADE: dict[tuple[str, str], bytes] = {}
_TIMEOUT = 900


def prepare(drafts: Iterable[tuple[str, Draft]]) -> None:
    """Convert many at once, given as (form, draft); LibreOffice takes longer to start than to convert."""
    waiting: dict[str, dict[str, bytes]] = {}
    for form, draft in drafts:
        look, _, target = form.rpartition("-")
        data = FORMS[look].write(draft)
        if (target, key := _key(data)) not in _MADE:
            waiting.setdefault(target, {})[key] = data
    for target, files in waiting.items():
        _convert(target, files)


def _convert(target: str, files: dict[str, bytes]) -> None:
    asked, suffix = TARGETS[target]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key, data in files.items():
            (folder / f"{key}.docx").write_bytes(data)
        command = [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", asked, "--outdir", str(folder / "made"), *(str(folder / f"{key}.docx") for key in files)]
        subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
        for key in files:
            _MADE[target, key] = (folder / "made" / f"{key}{suffix}").read_bytes()


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


def _write(look: str, target: str, draft: Draft) -> bytes:
    prepare([(f"{look}-{target}", draft)])
    return _MADE[target, _key(FORMS[look].write(draft))]


#: The forms by name.
CONVERTED = {f"{x}-{to}": Form(f"{x}-{to}", suffix, partial(_write, x, to)) for x in _LOOKS for to, (_, suffix) in TARGETS.items()}
