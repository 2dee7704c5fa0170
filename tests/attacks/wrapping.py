"""Harmless re-wrappings of the examples leave the findings as they were: `python -m tests.attacks.wrapping [COUNT]`.

A content control, a tracked insertion, a run split in two, a style of one's own, alternate content and the strict namespace
change how Word writes a report and not what a reader sees. What insertions add is a finding about tracked changes, and no other.
"""

from __future__ import annotations

import copy
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from reportlint import api, rulesets
from reportlint.formats.docx.names import MC_NS, W_NS, WPS_NS, q, w
from tests.formats.word import RELATION, STRICT_RELATION, STRICT_W

EXAMPLES = Path(__file__).parents[2] / "examples"
MAIN, STYLES = "word/document.xml", "word/styles.xml"
_TEXT, _RUN, _PARAGRAPH = w("t"), w("r"), w("p")

Roots = dict[str, etree._Element]
Found = Counter[tuple[str, str | None, str]]


def _around(element: etree._Element, outer: etree._Element, inner: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, outer)
    outer.tail = element.tail
    element.tail = None
    inner.append(element)


def control(roots: Roots, pick: random.Random) -> None:
    """A content control around a run or a paragraph."""
    element = pick.choice([e for e in roots[MAIN].iter(_RUN, _PARAGRAPH) if e.getparent().tag in (_PARAGRAPH, w("body"), w("tc"))])
    outer = etree.Element(w("sdt"))
    etree.SubElement(etree.SubElement(outer, w("sdtPr")), w("alias")).set(w("val"), "Re-wrapped")
    _around(element, outer, etree.SubElement(outer, w("sdtContent")))


def insertion(roots: Roots, pick: random.Random) -> None:
    """A run as a tracked insertion."""
    outer = etree.Element(w("ins"))
    for name, value in (("id", "99"), ("author", "Ann"), ("date", "2026-01-01T00:00:00Z")):
        outer.set(w(name), value)
    _around(_run(roots, pick), outer, outer)


def split(roots: Roots, pick: random.Random) -> None:
    """A run split in two within a word."""
    run = _run(roots, pick)
    text = run.find(_TEXT)
    if text is None or len(run.findall(_TEXT)) != 1 or len(text.text or "") < 2 or any(e.tag not in (_TEXT, w("rPr")) for e in run):
        return
    at = pick.randrange(1, len(text.text))
    rest = copy.deepcopy(run)
    for element, words in ((text, text.text[:at]), (rest.find(_TEXT), text.text[at:])):
        element.text = words
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(rest)


def style(roots: Roots, pick: random.Random) -> None:
    """A paragraph in a style of its own that is based on the one it had."""
    named = list(roots[MAIN].iter(w("pStyle")))
    if STYLES not in roots or not named:
        return
    chosen = pick.choice(named)
    key = f"Own{pick.randrange(10**6)}"
    made = etree.SubElement(roots[STYLES], w("style"))
    made.set(w("type"), "paragraph")
    made.set(w("customStyle"), "1")
    made.set(w("styleId"), key)
    etree.SubElement(made, w("name")).set(w("val"), f"House {key}")
    etree.SubElement(made, w("basedOn")).set(w("val"), chosen.get(w("val"), ""))
    chosen.set(w("val"), key)


def alternative(roots: Roots, pick: random.Random) -> None:
    """A run as alternate content, with the same as a fallback."""
    run = _run(roots, pick)
    again = copy.deepcopy(run)
    again.tail = None
    outer = etree.Element(q(MC_NS, "AlternateContent"), nsmap={"wps": WPS_NS})
    choice = etree.SubElement(outer, q(MC_NS, "Choice"))
    choice.set("Requires", "wps")
    _around(run, outer, choice)
    etree.SubElement(outer, q(MC_NS, "Fallback")).append(again)


def _run(roots: Roots, pick: random.Random) -> etree._Element:
    """A run with text that stands in a paragraph itself."""
    own = [e for e in roots[MAIN].iter(_RUN) if e.getparent().tag == _PARAGRAPH]
    return pick.choice([e for e in own if e.find(_TEXT) is not None and e.find(w("fldChar")) is None])


WRAPPINGS: tuple[Callable[[Roots, random.Random], None], ...] = (control, insertion, split, style, alternative)


def wrapped(data: bytes, seed: int) -> bytes:
    """The document, re-wrapped here and there; every eighth in the strict namespace."""
    pick = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    roots = {name: etree.fromstring(parts[name]) for name in (MAIN, STYLES) if name in parts}
    for _ in range(pick.randint(1, 12)):
        pick.choice(WRAPPINGS)(roots, pick)
    parts.update({name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in roots.items()})
    if seed % 8 == 0:
        pairs = ((W_NS.encode(), STRICT_W.encode()), (RELATION.encode(), STRICT_RELATION.encode()))
        for name, part in parts.items():
            for old, new in pairs if name.endswith((".xml", ".rels")) else ():
                part = part.replace(old, new)
            parts[name] = part
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def differences(count: int) -> Iterator[str]:
    """A line for each re-wrapping of so many that changed what is found."""
    run = api.prepared(api.Options(stage="submission", on=date(2026, 2, 20)))
    settled = {id for name in rulesets.bundled() for id, rule in rulesets.load(name).rules.items() if rule.check == "changes_settled"}

    def found(name: str, data: bytes) -> Found:
        return Counter((f.rule, f.subject, f.message) for f in run.document((name, data)).findings if f.rule not in settled)

    examples = {p.name: p.read_bytes() for p in sorted(EXAMPLES.glob("*.docx"))}
    before = {name: found(name, data) for name, data in examples.items()}
    for seed in range(count):
        name = list(examples)[seed % len(examples)]
        after = found(name, wrapped(examples[name], seed))
        if after != before[name]:
            more, less = after - before[name], before[name] - after
            yield f"{name}, seed {seed}: newly {[m[:2] for m in more]}, no longer {[m[:2] for m in less]}"


def main(arguments: list[str]) -> int:
    """1 if any changed what is found."""
    count = int(arguments[0]) if arguments else 10_000
    wrong = 0
    for line in differences(count):
        wrong += 1
        print(line, flush=True)
    print(f"{count} re-wrappings, {wrong} changed what is found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
