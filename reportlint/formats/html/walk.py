"""The walk over a web page: blocks begin paragraphs, what stands in a line is written into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from lxml import etree

from reportlint.formats._flow import Flow, Looks
from reportlint.formats.html import css, filtered, google
from reportlint.model import Hidden, Paragraph, Story

Element = etree._Element

BULLET = "•"
_HEADING = re.compile(r"h[1-6]$")
_WORD_LIST = re.compile(r"(l\d{1,4}) level(\d) ")
_SIGN = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,4})*|[A-Za-z]{1,5})[.)]|\d{1,4}(?:\.\d{1,4})*$|\(\w{1,5}\)")
_CONTENTS = re.compile(r"(?i)^(?:toc$|toc[-_]|table of contents)")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list that is being read. kind: how its items are numbered, "" for bullets."""

    id: str
    depth: int
    kind: str


Handler = Callable[["Walk", Element, css.Declared], None]


@dataclass
class Walk:
    """The state of the walk. form: how the next paragraph looks; declared: what style sheets say of the text here."""

    flow: Flow
    sheet: css.Sheet
    handlers: Mapping[str, Handler]
    comments: dict[str, str] = field(default_factory=dict)
    form: Paragraph = field(default_factory=lambda: Paragraph(0, ""))
    declared: css.Declared = field(default_factory=dict)
    size: float | None = None
    normal: float | None = None
    highlight: str = ""
    exact: bool = False
    concealed: bool = False
    breaks: bool = False
    contents: bool = False
    numbering: Numbering | None = None
    list_count: int = 0
    google: google.Lists = field(default_factory=google.Lists)

    def read(self, element: Element) -> None:
        """Read the text and the elements in an element."""
        self.put(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child)
            self.put(child.tail)

    def visit(self, element: Element) -> None:
        """Read an element as its name, and what style sheets say of it, ask for."""
        tag = str(element.tag).lower()  # "o:p", Word's mark of a paragraph's end, is no "p"
        if tag in SKIPPED:
            return
        own = self.sheet.of(tag, element.get("class", "").split(), element.get("id", ""), element.get("style", ""))
        if tag == "hr":
            self._breaks_before(own)
        if own.get("display") == "none" or "hidden" in element.attrib or own.get("mso-hide") == "all":
            self._conceal(element)
            return
        if tag == "font" and element.get("color"):
            own = {"color": element.get("color", "").lower(), **own}
        with self.dressed(tag, own):
            self._breaks_before(own)
            if not self._special(element, tag, own):
                handler = self.handlers.get(tag)
                if handler is not None:
                    handler(self, element, own)
                elif tag in _BLOCKS or _HEADING.match(tag) or own.get("display") == "block":
                    self.block(element, tag, own)
                else:
                    self.read(element)
            if own.get("page-break-after") == "always" or own.get("break-after") == "page":
                self.breaks = True

    def _breaks_before(self, own: css.Declared) -> None:
        if own.get("page-break-before") in ("always", "left", "right") or own.get("break-before") == "page":
            self.breaks = True

    @contextmanager
    def dressed(self, tag: str, own: css.Declared) -> Iterator[None]:
        """The look of an element, for a while."""
        kept = self.declared, self.size, self.highlight
        given = {k: v for k, v in {**_DEFAULTS.get(tag, {}), **own}.items() if k in css.INHERITED}
        if tag not in _BLOCKS and tag not in ("td", "th") and (shade := css.colour(given.get("background", ""))) not in ("", "FFFFFF"):
            self.highlight = shade
        self.size = css.points(given, self.size)
        self.declared = {**self.declared, **given}
        yield
        self.declared, self.size, self.highlight = kept

    # Text.

    def put(self, text: str | None) -> None:
        """Write text as it looks here, or record it if it is not seen."""
        if not text or (not self.flow.is_open and not text.strip(" \t\r\n\f")):
            return
        how = "hidden" if self.concealed else css.unseen(self.declared, self.size)
        if how:
            words = " ".join(text.split())
            if words:
                self.flow.hidden.append(Hidden(self.flow.spans(self.flow.here())[0], words, how))
            return
        if not self.flow.is_open:
            self.begin()
        if self.exact:
            self.flow.put(text.replace("\r\n", "\n"), self._looks())
        else:
            self.flow.collapse(text, self._looks())

    def _looks(self) -> Looks:
        return css.looks(self.declared, self.size, self.normal, self.highlight)

    def begin(self) -> None:
        """Begin a paragraph here. The number of a list item belongs to its first only."""
        self.flow.begin(replace(self.form, page_break_before=self.breaks))
        self.breaks = False
        if self.form.number:
            self.form = replace(self.form, number="", outline_level=None)

    def _conceal(self, element: Element) -> None:
        words = " ".join("".join(str(t) for t in element.itertext()).split())
        if words:
            self.flow.hidden.append(Hidden(self.flow.spans(self.flow.here())[0], words, "hidden"))

    # Blocks.

    def block(self, element: Element, tag: str, own: css.Declared) -> None:
        """A paragraph, a heading, or what groups such."""
        self.flow.end()
        kept = self.form, self.exact
        list_form = self.form if self.form.list_depth is not None else None
        self.form = self._form(element, tag)
        if list_form is not None:
            self.form = replace(self.form, number=list_form.number, list_depth=list_form.list_depth, list_id=list_form.list_id)
        self._word_list(element, own)
        self.exact = self.exact or tag == "pre"
        before = len(self.flow.paragraphs)
        self.read(element)
        if tag in ("p", "pre") and not self.flow.is_open and len(self.flow.paragraphs) == before and not element.xpath("boolean(.//table)"):
            self.begin()
        self.blank()
        self.flow.end()
        used = list_form is not None and list_form.number and len(self.flow.paragraphs) > before
        self.form, self.exact = kept
        if used:
            self.form = replace(self.form, number="")

    def blank(self) -> None:
        """A paragraph that holds no-break spaces only is an empty one."""
        here = self.flow.here()
        if self.flow.is_open and here.offset and not self.flow.text(self.flow.spans(replace(here, offset=0))[0]).strip():
            self.flow.clear()

    def _form(self, element: Element, tag: str) -> Paragraph:
        names = element.get("class", "").split()
        style = names[0] if names else ""
        level = int(tag[1]) if _HEADING.match(tag) else None
        if element.get("role") == "heading":
            asked = element.get("aria-level", "2")
            level = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 1 and asked != "0" else 2
        name = style or self.form.style_name
        if style.lower().startswith("mso"):
            name = re.sub(r"(?i)^mso|(?<=\D)(?=\d)", lambda m: "" if m[0] else " ", style)
        return Paragraph(0, "", style=style or self.form.style, style_name="Contents" if self.contents else name, outline_level=level)

    def _word_list(self, element: Element, own: css.Declared) -> None:
        """The number that Word wrote into a paragraph of a list."""
        match = _WORD_LIST.match(own.get("mso-list", "") + " ")
        if not match:
            if number := filtered.sign(element):
                self.form = replace(self.form, number=number, list_depth=number.strip("().").count("."), list_id="word")
            return
        sign = next((x for x in element.iter() if "mso-list:ignore" in x.get("style", "").lower().replace(" ", "")), None)
        words = "" if sign is None else "".join(str(t) for t in sign.itertext()).replace("\u00a0", " ").strip()
        number = words if _SIGN.match(words) else (BULLET if words else "")
        self.form = replace(self.form, number=number, list_depth=int(match[2]) - 1, list_id=match[1])

    def _special(self, element: Element, tag: str, own: css.Declared) -> bool:
        """Read what Word or another writer means by a division or span of its own kind; whether it was one."""
        kind = own.get("mso-element", "")
        identity, title = element.get("id", ""), element.get("title", "")
        if "mso-list" in own and own["mso-list"] == "ignore":
            return True
        if "mso-tab-count" in own:
            self.raw("\t")
            return True
        if kind == "comment-list" or "msocomoff" in element.get("class", ""):
            return True
        story = _STORIES.get(kind) or _STORIES.get(re.sub(r"\d+$", "", identity)) or (_STORIES.get(title) if tag == "div" else None)
        if story is None and tag in ("section", "aside") and element.get("role") in ("doc-endnotes", "doc-footnote"):
            story = "footnote"
        if story is None and tag == "div" and google.is_note(element):
            story = "footnote"
        if story is None and tag in ("nav", "header", "footer") and self._furnishes(element):
            story = "footer" if tag == "footer" else "header"
        if story is None:
            return self._contents(element, tag, identity)
        kept = self.form, self.numbering
        self.form, self.numbering = Paragraph(0, ""), None
        with self.flow.aside(story):
            self.read(element)
        self.form, self.numbering = kept
        return True

    def _furnishes(self, element: Element) -> bool:
        """Whether a header, footer or menu belongs to the site and not to the document."""
        if _CONTENTS.match(element.get("id", "")) or element.get("role") == "doc-toc":
            return False
        parent = element.getparent()
        return parent is not None and parent.tag == "body" and element.find(".//h1") is None

    def _contents(self, element: Element, tag: str, identity: str) -> bool:
        """A table of contents."""
        if self.contents or not (_CONTENTS.match(identity) or element.get("role") == "doc-toc"):
            return False
        self.contents = True
        self.block(element, tag, {})
        self.contents = False
        return True

    def raw(self, text: str) -> None:
        if not self.flow.is_open:
            self.begin()
        self.flow.put(text, self._looks())


_STORIES: dict[str, Story] = {
    "footnote-list": "footnote",
    "endnote-list": "endnote",
    "sdfootnote": "footnote",
    "sdendnote": "endnote",
    "ftn": "footnote",
    "edn": "endnote",
    "header": "header",
    "footer": "footer",
}
_BOLD, _ITALIC = {"font-weight": "bold"}, {"font-style": "italic"}
_DEFAULTS: dict[str, css.Declared] = {
    **dict.fromkeys(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "address"), _ITALIC),
    "mark": {"background": "#ffff00"},
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "nav",
        "p",
        "pre",
        "section",
        "summary",
        "td",
        "th",
        "tr",
    ]
) | {f"h{level}" for level in range(1, 7)}
SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "noscript",
        "select",
        "datalist",
        "textarea",
        "button",
        "svg",
        "audio",
        "video",
        "canvas",
        "area",
    ]
)
