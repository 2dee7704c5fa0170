"""Markup in which every text is escaped: only what `tag` has made goes into a page as it is."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from reportlint.outputs._common import clean


class Html(str):
    """Markup that may go into a page as it is."""

    __slots__ = ()


#: Elements that hold nothing and are not closed.
_VOID = frozenset({"input", "meta"})
#: Elements after which a line may end without a browser showing it, so that two pages can be compared line by line.
_LINES = frozenset(
    {"article", "body", "div", "dl", "fieldset", "footer", "form", "head", "header", "li", "main", "meta", "nav", "ol", "script", "style"}
    | {"table", "title", "tr", "ul"}
)


def text(words: str) -> Html:
    """The words, harmless, with their tabs and line breaks; markup as it is."""
    return words if isinstance(words, Html) else Html(escape(clean(words, keep="\n\t")))


def tag(name: str, /, *content: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` and `for_` stand for the reserved words, `data_rule` for `data-rule`; False and None are left out."""
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    end = "\n" if name in _LINES else ""
    if name in _VOID:
        return Html(f"<{name}{said}>{end}")
    return Html(f"<{name}{said}>{joined(content)}</{name}>{end}")


def joined(pieces: Iterable[str]) -> Html:
    """One piece of markup out of several, each text among them escaped."""
    return Html("".join(map(text, pieces)))


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(clean(str(value)))}"'
