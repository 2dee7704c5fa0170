"""Heading styles, found by their names or added as Word has them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from lxml import etree

from reportlint.word._package import Package

_HEADING = re.compile(r"heading ([1-9])")
_SIZES = (32, 28, 26, 24, 24, 24, 24, 24, 24)  # half-points, by level
_XML = (
    '<w:style xmlns:w="{space}" w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:next w:val="{normal}"/>'
    '<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="60"/>'
    '<w:outlineLvl w:val="{outline}"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/></w:rPr></w:style>'
)


def counts(package: Package, key: str) -> bool:
    """Whether Word numbers the paragraphs of this style by itself."""
    styles = package.related("styles")
    by_key = {} if styles is None else {s.get(styles.w("styleId"), ""): s for s in styles.root.iter(styles.w("style"))}
    seen: set[str] = set()
    while styles is not None and key in by_key and key not in seen:
        seen.add(key)
        number = styles.val(by_key[key], "pPr", "numPr", "numId")
        if number:
            return number != "0"
        key = styles.val(by_key[key], "basedOn")
    return False


def heading(package: Package, wanted: str, add: bool = True) -> str:
    """The id of the style of this name ("heading 2") or id, if need be added where it is a heading's; "" if there is none."""
    styles = package.related("styles")
    if styles is None:
        return ""
    by_name: dict[str, str] = {}
    normal = "Normal"
    for style in styles.root.iter(styles.w("style")):
        key = style.get(styles.w("styleId"), "")
        if style.get(styles.w("type"), "paragraph") == "paragraph":
            by_name.setdefault(styles.val(style, "name").lower(), key)
            by_name.setdefault(key.lower(), key)
            normal = key if style.get(styles.w("default")) in ("1", "true", "on") else normal
    if wanted.lower() in by_name:
        return by_name[wanted.lower()]
    level = _HEADING.fullmatch(wanted.lower())
    if level is None or not add:
        return ""
    number = int(level[1])
    key = f"Heading{number}"
    while key.lower() in by_name:
        key += "x"
    parent = escape(normal, {'"': "&quot;"})
    based = f'<w:basedOn w:val="{parent}"/>' if normal.lower() in by_name else ""
    xml = _XML.format(
        space=styles.namespace, key=key, name=wanted.lower(), based=based, normal=parent, outline=number - 1, size=_SIZES[number - 1]
    )
    styles.root.append(etree.fromstring(xml))
    return key
