"""Figures as pictures: SVG that needs no script and takes its colours from the page."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from reportlint.outputs._common import clean
from reportlint.outputs.html._markup import Html, tag

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: How dark a cell may be, from nothing to all.
LEVELS = 6

#: Colours that stand for others in a picture, and the classes by which the page gives it its own, bright or dark.
_INK, _SOFT, _LINE, _ERROR, _WARNING = "#010101", "#020202", "#030303", "#040404", "#050505"
_HEAT = tuple(f"#0606{n:02x}" for n in range(LEVELS + 1))
_ON_HEAT, _PLAIN = "#070707", "#080808"
_CLASSES = {_INK: "ink", _SOFT: "soft", _LINE: "line", _ERROR: "error", _WARNING: "warning", _ON_HEAT: "over", _PLAIN: "plain"} | {
    colour: f"heat-{n}" for n, colour in enumerate(_HEAT)
}
_SVG = "http://www.w3.org/2000/svg"
_KEPT = ("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "text-anchor", "opacity")
_SIZE = re.compile(r"([\d.]+)px")
_WIDTH = 8.6  # inches, of 72 units each


def heat(name: str, title: str, description: str, rows: Sequence[str], columns: Sequence[str], shares: Sequence[Sequence[float]]) -> Html:
    """Cells that are the darker the larger their share, from 0 to 1."""
    from matplotlib.patches import Rectangle

    slanted = len(columns) > 3
    names = [_cut(c, 46) if slanted else wrapped(c, 26) for c in columns]
    with _drawn(name, title, description, 0.34 * len(rows) + (max(map(len, names)) * 0.055 + 0.3 if slanted else 0.7)) as (axes, made):
        for y, row in enumerate(shares):
            for x, share in enumerate(row):
                level = level_of(share)
                axes.add_patch(Rectangle((x, y), 1, 1, facecolor=_HEAT[level], edgecolor=_LINE, linewidth=0.5))
                over = _ON_HEAT if level > LEVELS // 2 else _INK
                axes.text(x + 0.5, y + 0.5, f"{share:.0%}" if share else "–", ha="center", va="center", color=over, fontsize=9)
        axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
        turn = {"rotation": 38, "ha": "left", "rotation_mode": "anchor"} if slanted else {"ha": "center"}
        axes.set_xticks([x + 0.5 for x in range(len(columns))], names, fontsize=9, **turn)
        axes.set_yticks([y + 0.5 for y in range(len(rows))], [wrapped(r, 36) for r in rows], fontsize=9)
        axes.xaxis.tick_top()
        _bare(axes)
    return made[0]


def lines(name: str, title: str, description: str, spans: Sequence[str], errors: Sequence[float], found: Sequence[float]) -> Html:
    """Two lines from span to span: errors, and warnings."""
    with _drawn(name, title, description, 3.2) as (axes, made):
        places = range(len(spans))
        for values, colour, style, marker, word in (
            (found, _WARNING, "--", "s", "warnings"),
            (errors, _ERROR, "-", "o", "errors"),
        ):
            axes.plot(places, values, color=colour, linestyle=style, marker=marker, markersize=5, linewidth=2)
            axes.annotate(word, (len(spans) - 1, values[-1]), (8, 0), textcoords="offset points", color=colour, fontsize=10, va="center")
        step = -(-len(spans) // 14)
        axes.set_xticks(list(places)[::step], list(spans)[::step], fontsize=9, rotation=0 if len(spans) < 9 else 45, ha="center")
        axes.set_ylim(0, max([1.0, *errors, *found]) * 1.1)
        axes.set_xlim(-0.3, max(len(spans) - 1, 0.7) * 1.08 + 0.3)
        axes.set_ylabel("per report", color=_SOFT, fontsize=9)
        axes.grid(axis="y", color=_LINE, linewidth=0.6)
        _bare(axes)
    return made[0]


def bars(name: str, title: str, description: str, rows: Sequence[str], values: Sequence[Sequence[int]], shown: Sequence[str]) -> Html:
    """A bar for each row: of one number, or of errors and then warnings. shown: what to write at the bars' ends."""
    lines = max(wrapped(r, 44).count("\n") for r in rows) + 1
    with _drawn(name, title, description, (0.22 + 0.14 * (lines - 1)) * len(rows) + 0.2) as (axes, made):
        most = max([1, *(sum(v) for v in values)])
        for y, (pieces, words) in enumerate(zip(values, shown, strict=True)):
            colours = (_ERROR, _WARNING) if len(pieces) > 1 else (_PLAIN,)
            for at, (piece, colour) in enumerate(zip(pieces, colours, strict=True)):
                axes.barh(y, piece, 0.68, left=sum(pieces[:at]), color=colour, linewidth=0)
            axes.text(sum(pieces) + most / 100, y, words, va="center", color=_INK, fontsize=9)
        axes.set_yticks(range(len(rows)), [wrapped(r, 44) for r in rows], fontsize=9)
        axes.set(xlim=(0, most * 1.16), ylim=(len(rows) - 0.5, -0.5))
        axes.set_xticks([])
        _bare(axes)
    return made[0]


def level_of(share: float) -> int:
    """The level of a share: 0 for none at all, then in equal steps."""
    return 0 if share <= 0 else max(1, min(LEVELS, -int(-share * LEVELS // 1)))


def _cut(words: str, width: int) -> str:
    line = " ".join(clean(words).split())
    return line if len(line) <= width else f"{line[: width - 2].rstrip()} …"


def wrapped(words: str, width: int) -> str:
    """The words in lines of this width, two at most."""
    return "\n".join(wrap(" ".join(clean(words).split()), width, max_lines=2, placeholder=" …"))


def _bare(axes: Axes) -> None:
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelcolor=_INK)


@contextmanager
def _drawn(name: str, title: str, description: str, height: float) -> Iterator[tuple[Axes, list[Html]]]:
    """A sheet to draw on; what was drawn is in the list afterwards."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": name, "text.parse_math": False, "text.color": _INK}
    made: list[Html] = []
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that its own font lacks: the page has others
        figure = Figure(figsize=(_WIDTH, max(height, 0.8)), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.subplots()
        figure.patch.set_visible(False)
        axes.patch.set_visible(False)
        yield axes, made
        written = io.BytesIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    made.append(_tidied(written.getvalue(), name, title, description))


def _tidied(drawn: bytes, name: str, title: str, description: str) -> Html:
    """The picture as a page takes it: named for those who hear it, no styles of its own, colours by class."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(drawn)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    used = set(re.findall(r"#([\w-]+)", " ".join(v for e in root.iter() for k, v in e.attrib.items() if k != "style")))
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
        _restyle(element)
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update({"viewBox": box, "role": "img", "aria-labelledby": f"{name}-title {name}-text"})
    words = (tag("title", title, id=f"{name}-title"), tag("desc", description, id=f"{name}-text"))
    head, _, rest = ET.tostring(root, encoding="unicode").partition(">")
    return Html(f"{head}>{''.join(words)}{rest}\n")


def _restyle(element: ET.Element) -> None:
    """Turn an element's style into attributes and classes: the page allows no styles within elements."""
    style = dict(part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if ":" in part)
    said: dict[str, Any] = {key.strip(): value.strip() for key, value in style.items()}
    if said.get("visibility") == "hidden":
        element.set("visibility", "hidden")
    classes = []
    for side in ("fill", "stroke"):
        colour = said.get(side) or element.attrib.pop(side, "")
        if colour in _CLASSES:
            classes.append(f"{side}-{_CLASSES[colour]}")
        elif colour == "none":
            element.set(side, "none")
    if element.tag == f"{{{_SVG}}}text" and (size := _SIZE.search(said.get("font", said.get("font-size", "")))):
        element.set("font-size", size[1])
    for key in _KEPT:
        if key in said:
            element.set(key, said[key])
    if classes:
        element.set("class", " ".join(classes))
