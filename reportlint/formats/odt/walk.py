"""The state of the walk over an OpenDocument text: what things look like here, and what waits for its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlint.errors import UnreadableDocument
from reportlint.formats._flow import Flow, Looks, Point
from reportlint.formats.odt.lists import Counter, Lists
from reportlint.formats.odt.names import Element, integer
from reportlint.formats.odt.styles import Properties, Styles, looks, shaded, size, unseen
from reportlint.model import Comment, Hidden, Span

REPEATED = 1000  # what is repeated more often than this is the empty rest of a sheet
_REPEATED_IN_ALL = 20_000  # a small file may ask for very much


@dataclass(frozen=True, slots=True)
class Item:
    """Where in a list the walk is. fresh: whether the item's first paragraph, which bears the number, is still to come."""

    counter: Counter
    style: str
    depth: int
    start: int | None = None
    numbered: bool = False


@dataclass
class Change:
    kind: str
    author: str = ""
    date: str = ""
    text: str = ""


@dataclass
class Walk:
    """The state of the walk. changes: the tracked ones by their id; later: text boxes that follow the paragraph."""

    flow: Flow
    styles: Styles
    lists: Lists
    paged: bool = False
    page: int = 1
    changes: dict[str, Change] = field(default_factory=dict)
    inserted: dict[str, Point] = field(default_factory=dict)
    annotated: dict[str, tuple[Point, Comment]] = field(default_factory=dict)
    item: Item | None = None
    look: Properties = field(default_factory=dict)
    character: str = ""
    backed: bool = False
    cell_backed: bool = False
    concealed: bool = False
    repeated: int = 0
    later: list[Element] = field(default_factory=list)
    notes: list[tuple[Element, str]] = field(default_factory=list)
    _looks: dict[tuple[tuple[tuple[str, str], ...], str, bool], tuple[str, Looks]] = field(default_factory=dict)

    def put(self, text: str | None, exact: bool = False) -> None:
        """Write text as it looks here, or record it if it is not seen."""
        if not text:
            return
        how, marks = self._seen()
        if how and text.strip():
            start = self.flow.here()
            self.flow.hidden.append(Hidden(self.flow.spans(start)[0], text.strip(), how))
        elif exact:
            self.flow.put(text, marks)
        else:
            self.flow.collapse(text, marks)

    def _seen(self) -> tuple[str, Looks]:
        if self.concealed:
            return "hidden", ()
        key = (tuple(self.look.items()), self.character, self.backed)
        if key not in self._looks:
            normal = size(self.styles.defaults.get("paragraph", {}))
            self._looks[key] = unseen(self.look, self.backed), looks(self.look, normal, self.character)
        return self._looks[key]

    @contextmanager
    def dressed(self, name: str) -> Iterator[None]:
        """The look of a character style, for a while."""
        kept = self.look, self.character
        own = self.styles.properties("text", name)
        common = next((s for s in self.styles.chain("text", name) if not s.automatic), None)
        look = {**self.look, **own}
        if shaded(own):
            look["highlight"] = own["fo:background-color"]
        self.look, self.character = look, common.display if common else self.character
        yield
        self.look, self.character = kept

    def times(self, asked: str) -> int:
        """How often something is repeated. Raises UnreadableDocument if it is too much in all."""
        times = integer(asked, 1, 1, REPEATED)
        self.repeated += times - 1
        if self.repeated > _REPEATED_IN_ALL:
            raise UnreadableDocument("too-large", "This file holds far more than a report does, and was not read.")
        return times

    def spot(self) -> Span:
        """The current place, as an empty span."""
        return self.flow.spans(self.flow.here())[0]
