"""Files gone wrong in a way that a random number decides: the structure is kept in hand, so that the harm goes deep.

A zip stays a zip (mostly) and its XML well formed (mostly), since a reader that refuses a broken zip has been asked nothing.
"""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from lxml import etree

Harm = Callable[[bytes, Random], bytes]

_NUMBERS = ("0", "-1", "1", "2", "255", "65536", "2147483647", "-2147483648", "4294967296", "1e308", "9" * 40, "NaN", "", "0x10", "１", "١")
_WORDS = (
    "\u200b", "\u202e", "\ufeff", "\u00ad", "\u0301", "A\u0308", "ﬁ", "İ", "ß", "\U0001f600", " ", "\t", "\u2028", "x" * 300,
    "{",
    "}",
    "%1", "%s", "..", "../../etc/passwd", "http://[", "file:///", "C:\\", "31 June 2025", "1.1.1.1", "(a)", "IV", "--", "]]>", "<", "&",
)  # fmt: skip


def mutant(seed: bytes, kind: str, *numbers: int) -> bytes:
    """The mutant of these numbers: always the same one; each does its own harm, one after the other.

    kind: docx, odt, html, pdf, markdown or rule.
    """
    data = seed
    for number in numbers:
        random = Random(number)
        for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
            data = random.choice(_HARMS[kind])(data, random)
    return data


def _package(change: Callable[[dict[str, bytes], str, Random], None]) -> Harm:
    """The zip with one of its parts changed; as it was, if it is none any more."""

    def harmed(data: bytes, random: Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = {info.filename: archive.read(info) for info in archive.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, struct.error, zlib.error):
            return _bytes(data, random)
        if not parts:
            return _bytes(data, random)
        change(parts, random.choice(sorted(parts)), random)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            for name, held in parts.items():
                archive.writestr(name, held)
        return out.getvalue()

    return harmed


def _tree(change: Callable[[etree._Element, list[etree._Element], Random], None]) -> Harm:
    """The package with the tree of one of its parts changed."""

    def within(parts: dict[str, bytes], name: str, random: Random) -> None:
        heavy = [n for n in parts if n.endswith(("document.xml", "content.xml"))]
        name = random.choice(heavy) if heavy and random.random() < 0.6 else name
        try:
            root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError):
            parts[name] = _bytes(parts[name], random)
            return
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        change(root, elements, random)
        parts[name] = etree.tostring(
            root, xml_declaration=random.random() < 0.5, encoding=random.choice(("UTF-8", "UTF-8", "UTF-8", "UTF-16"))
        )

    return _package(within)


def _drop(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    victim = random.choice(elements)
    if (above := victim.getparent()) is not None:
        above.remove(victim)


def _repeat(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    victim = random.choice(elements)
    if (above := victim.getparent()) is not None:
        for _ in range(random.choice((1, 2, 30))):
            above.insert(above.index(victim), copy.deepcopy(victim))


def _move(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    what, where = copy.deepcopy(random.choice(elements)), random.choice(elements)
    where.insert(random.randrange(len(where) + 1), what)


def _wrap(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    victim, like = random.choice(elements), random.choice(elements)
    if (above := victim.getparent()) is not None:
        for _ in range(random.choice((1, 1, 5, 300))):
            shell = etree.Element(like.tag, dict(like.attrib))
            above.replace(victim, shell)
            shell.append(victim)
            above = shell


def _rename(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    random.choice(elements).tag = random.choice((random.choice(elements).tag, "{urn:x}y", "p"))


def _attribute(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    borne = [e for e in elements if e.attrib] or elements
    victim = random.choice(borne)
    names = list(victim.attrib)
    if names and random.random() < 0.25:
        del victim.attrib[random.choice(names)]
        return
    other = random.choice(borne)
    name = random.choice(names or list(other.attrib) or ["x"])
    victim.set(name, random.choice((random.choice(_NUMBERS), random.choice(_WORDS), next(iter(other.attrib.values()), ""))))


def _text(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    victim = random.choice(elements)
    word = random.choice((random.choice(_WORDS), random.choice(_NUMBERS), None, (victim.text or "") * 40))
    if random.random() < 0.5:
        victim.text = word
    else:
        victim.tail = word


def _remark(root: etree._Element, elements: list[etree._Element], random: Random) -> None:
    victim = random.choice(elements)
    extra = random.choice((etree.Comment("remark"), etree.ProcessingInstruction("go", "on")))
    extra.tail, victim.text = victim.text, (victim.text or "")[:2]
    victim.insert(0, extra)


def _lose(parts: dict[str, bytes], name: str, random: Random) -> None:
    del parts[name]


def _swap(parts: dict[str, bytes], name: str, random: Random) -> None:
    parts[name] = parts[random.choice(sorted(parts))]


def _spell(parts: dict[str, bytes], name: str, random: Random) -> None:
    parts[random.choice((name.upper(), "/" + name, name.replace("/", "\\"), "../" + name, name + "é"))] = parts.pop(name)


def _spoil(parts: dict[str, bytes], name: str, random: Random) -> None:
    parts[name] = random.choice((_bytes, _tokens))(parts[name], random)


def _bytes(data: bytes, random: Random) -> bytes:
    """A few bytes changed, put in, taken out, or the end cut off."""
    changed = bytearray(data or b"\0")
    for _ in range(random.choice((1, 2, 8))):
        at = random.randrange(len(changed)) if changed else 0
        match random.randrange(5):
            case 0:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                changed[at:at] = random.randbytes(random.choice((1, 4)))
            case 2:
                del changed[at : at + random.choice((1, 16, 300))]
            case 3:
                changed[at:at] = changed[at : at + random.choice((8, 200))]
            case _ if random.random() < 0.2:
                del changed[at:]
            case _:
                changed[at : at + 4] = struct.pack("<I", random.choice((0, 0xFFFFFFFF, 0x7FFFFFFF, random.getrandbits(32))))
    return bytes(changed)


_TOKEN = re.compile(rb"[A-Za-z]+|\d+|[^\sA-Za-z\d]|\s+")


def _tokens(data: bytes, random: Random) -> bytes:
    """Words, numbers and signs swapped, repeated, dropped or made extreme."""
    found = _TOKEN.findall(data) or [b""]
    for _ in range(random.choice((1, 2, 6))):
        at = random.randrange(len(found))
        match random.randrange(5):
            case 0:
                found[at] = random.choice(found)
            case 1:
                found[at] = found[at] * random.choice((2, 50, 2000))
            case 2:
                found[at] = b""
            case 3:
                found[at] = random.choice(_NUMBERS + _WORDS).encode()
            case _:
                found[at] = random.choice((b"\r", b"\n\n", b"    ", b"\0", b"\xff", b"\xef\xbb\xbf", found[at] + b"\n"))
    return b"".join(found)


def _lines(data: bytes, random: Random) -> bytes:
    """Lines swapped, repeated, dropped, joined or set deeper."""
    found = data.split(b"\n")
    at, other = random.randrange(len(found)), random.randrange(len(found))
    match random.randrange(5):
        case 0:
            found[at], found[other] = found[other], found[at]
        case 1:
            found[at:at] = [found[other]] * random.choice((1, 3, 200))
        case 2:
            del found[at]
        case 3:
            found[at] = random.choice((b"  ", b"\t", b"> ", b"- ", b"# ", b"| ", b"    " * 60)) + found[at]
        case _:
            found[at : at + 2] = [b"".join(found[at : at + 2])]
    return b"\n".join(found)


_XML = (_drop, _repeat, _move, _move, _wrap, _rename, _attribute, _attribute, _attribute, _text, _remark)
_ZIPPED: tuple[Harm, ...] = (*map(_tree, _XML), *map(_package, (_lose, _swap, _spell, _spoil)), _bytes)
_HARMS: dict[str, tuple[Harm, ...]] = {
    "docx": _ZIPPED,
    "odt": _ZIPPED,
    "html": (_bytes, _tokens, _tokens, _lines),
    "pdf": (_bytes, _tokens, _tokens, _lines),
    "markdown": (_bytes, _tokens, _tokens, _lines, _lines),
    "rule": (_bytes, _tokens, _tokens, _lines, _lines),
}
