"""The text of a pack as a web page whose printed pages are told, and the PDF that a browser prints of it."""

from __future__ import annotations

import ctypes
import html
import io
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
import pytest

_STYLE = """
@page { size: A4; margin: 16mm 20mm }
body { font: 10pt/1.15 Arial, "Liberation Sans", sans-serif } p, ul { margin: 0 0 5pt } section { break-before: page }
section:first-child { break-before: auto } table { border-collapse: collapse } td { padding: 1pt 8pt 1pt 0; vertical-align: top }
"""


def printed(pages: Sequence[str], folder: Path, name: str = "pack") -> bytes:
    """The PDF of these pages of HTML."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed: apt-get install chromium fonts-liberation")
        pytest.skip("Chromium is not installed")
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    body = "\n".join(f"<section>\n{page}\n</section>" for page in pages)
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><style>{_STYLE}</style></head>'
    source.write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
    quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", f"--user-data-dir={folder / 'browser'}"]
    command = [program, "--headless", *quiet, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target.read_bytes()


def spread(text: str, pages: int) -> list[str]:
    """A paper's text on exactly so many pages, cut between its blocks."""
    blocks = [b for b in re.split(r"\n\s*\n", text.strip()) if b.strip()]
    weights = [len(block) + 120 * (1 + block.count("\n")) for block in blocks]  # a line takes room, however short it is
    whole = sum(weights)
    made: list[list[str]] = [[] for _ in range(pages)]
    before = 0
    for block, weight in zip(blocks, weights, strict=True):
        made[min(before * pages // whole, pages - 1)].append(block)
        before += weight
    return ["\n".join(marked_up(block) for block in own) for own in made]


def marked_up(block: str) -> str:
    """A block of the markdown notation as HTML."""
    lines = [_inline(line) for line in block.split("\n")]
    if all("\t" in line for line in lines):
        rows = ("".join(f"<td>{cell}</td>" for cell in line.split("\t")) for line in lines)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    items = [m[1] if (m := re.match(r"\s*- (.*)", line)) else None for line in lines]
    if items[0] is not None:
        joined: list[str] = []
        for item, line in zip(items, lines, strict=True):
            if item is None:
                joined[-1] += " " + line
            else:
                joined.append(item)
        return "<ul>" + "".join(f"<li>{item}</li>" for item in joined) + "</ul>"
    return "".join(f"<p>{item if item is not None else line}</p>" for item, line in zip(items, lines, strict=True))


def _inline(text: str) -> str:
    text = re.sub(r"</?(?:ul|li)[^>]*>", " ", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))
    text = re.sub(r"\[([^]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"(?<!\*)\*([^*]+)\*(?!\*)", r"<i>\1</i>", text).replace("*", "")


def stamped(data: bytes, items: Mapping[int, int]) -> bytes:
    """The PDF as a committee's system publishes it: its page number on each page, and the item on the first page of each paper.

    items: the item's number by page.
    """
    raw = pypdfium2.raw
    pdf = pypdfium2.PdfDocument(data)
    font = raw.FPDFText_LoadStandardFont(pdf.raw, b"Helvetica")
    for number, page in enumerate(pdf, 1):
        words = [(f"Page {number}", 45)] + ([(f"Agenda Item {items[number]}", 470)] if number in items else [])
        for text, left in words:
            drawn = raw.FPDFPageObj_CreateTextObj(pdf.raw, font, 11)
            wide = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
            raw.FPDFText_SetText(drawn, ctypes.cast(wide, ctypes.POINTER(ctypes.c_ushort)))
            raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, left, 815)
            raw.FPDFPage_InsertObject(page.raw, drawn)
        page.gen_content()
    pdf.save(out := io.BytesIO())
    return out.getvalue()
