"""Fields: their result is text, their code is not."""

from __future__ import annotations

import re

from reportlint import limits
from reportlint.formats.docx.draft import Field, LinkDraft, Range
from reportlint.formats.docx.names import VAL, Element, integer, on, val, w
from reportlint.formats.docx.symbols import symbol
from reportlint.formats.docx.walk import Walk

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_TICKED, _EMPTY = "☒", "☐"


def character(walk: Walk, element: Element) -> None:
    """Begin, divide or end a complex field, unless that part of it is deleted or hidden."""
    if walk.sink is not None and not walk.sink.paragraphs:
        return
    kind = element.get(w("fldCharType"))
    if kind == "begin":
        if len(walk.fields) < limits.current().open:
            walk.fields.append(Field(form=element.find(w("ffData"))))
    elif not walk.fields:
        return
    elif kind == "separate":
        _separate(walk, walk.fields[-1])
    elif kind == "end":
        _end(walk, walk.fields.pop(), element)


def instruction(walk: Walk, element: Element) -> None:
    if walk.fields and walk.fields[-1].open:
        walk.fields[-1].code.append(element.text or "")


def leave_open(walk: Walk) -> None:
    """Give up fields that the story never closes: what looked like code is text."""
    for field in walk.fields:
        field.broken = True
        if field.range is not None:
            walk.close(field.range)
    walk.fields.clear()


def _separate(walk: Walk, field: Field) -> None:
    field.open = False
    target = link_target("".join(field.code))
    if target is not None and walk.seen:
        field.range = Range()
        walk.found.links.append(LinkDraft(field.range, target))
        walk.open(field.range)


def _end(walk: Walk, field: Field, element: Element) -> None:
    if field.range is not None:
        walk.close(field.range)
    if not field.result and (shown := _shown("".join(field.code), field)):
        walk.put(shown, element)


def link_target(code: str) -> str | None:
    """Where a HYPERLINK field leads, None if the code is of another field."""
    words = _words(code)
    if not words or words[0].upper() != "HYPERLINK":
        return None
    address = place = ""
    index = 1
    while index < len(words):
        word = words[index]
        if word.lower() == "\\l" and index + 1 < len(words):
            index += 1
            place = words[index]
        elif word.lower() in ("\\o", "\\t"):
            index += 1
        elif not word.startswith("\\") and not address:
            address = word
        index += 1
    return address + (f"#{place}" if place else "")


def _words(code: str) -> list[str]:
    return [re.sub(r'\\([\\"])', r"\1", quoted) if quoted else bare for quoted, bare in _WORD.findall(code)]


def _shown(code: str, field: Field) -> str:
    """What a field without a stored result shows: form fields, symbols, and the prompt of a button."""
    words = _words(code)
    name = words[0].upper() if words else ""
    if name == "FORMCHECKBOX":
        return _checkbox(field.form)
    if name == "FORMDROPDOWN":
        return _dropdown(field.form)
    if name in ("MACROBUTTON", "GOTOBUTTON") and len(words) > 2:
        return code.strip().split(None, 2)[2].strip()
    if name == "SYMBOL" and len(words) > 1:
        font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
        return symbol(font, _code(words[1]))
    return ""


def _code(word: str) -> int:
    """The code of a SYMBOL field, in digits or as 0x…; 0 if it is none."""
    try:
        return int(word, 0)
    except ValueError:
        return integer(word, 0, low=0)


def _checkbox(form: Element | None) -> str:
    box = None if form is None else form.find(w("checkBox"))
    if box is None:
        return _EMPTY
    state = box.find(w("checked"))
    if state is None:
        state = box.find(w("default"))
    return _TICKED if on(state) else _EMPTY


def _dropdown(form: Element | None) -> str:
    choices = None if form is None else form.find(w("ddList"))
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(w("listEntry"))]
    index = integer(val(choices, w("result")) or val(choices, w("default")), 0, low=0)
    return entries[index] if index < len(entries) else ""
