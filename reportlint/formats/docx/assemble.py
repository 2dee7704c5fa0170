"""Drafts made into paragraphs: hidden text taken out, numbers counted, and every place made a span."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlint.formats.docx.draft import Collected, Draft, Piece, Point, TableDraft
from reportlint.formats.docx.numbering import Counters, Lists
from reportlint.formats.docx.styles import PLAIN, Direct, Look, Numbering, Styles, direct
from reportlint.formats.docx.symbols import is_symbol_font, spelled
from reportlint.model import Hidden, Mark, Paragraph, Span

WHITE = 0xF9  # of red, green and blue each: from there on nobody tells a colour from white paper
TINY = 4  # half-points: two points, which nobody reads
_DEFAULT_SIZE = 20  # half-points, where no style says


@dataclass(eq=False, slots=True)
class Resolved:
    """A draft's visible text, and how its raw offsets lie in it. starts, shifts: from this raw offset on, that much is gone."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    hidden: list[tuple[int, str, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    shifts: list[int] = field(default_factory=lambda: [0])
    dropped: bool = False
    at: Span | None = None  # where it stands among the paragraphs that are kept

    def offset(self, raw: int) -> int:
        """The offset in the visible text of a raw one; within hidden text, the place where that was."""
        index = bisect_right(self.starts, raw) - 1
        following = self.starts[index + 1] - self.shifts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return max(0, min(raw - self.shifts[index], following, len(self.text)))


class View(NamedTuple):
    """A look, and what follows from it. doubtful: whether it may be why text is not seen; symbols: whether its font is one of them."""

    look: Look
    kinds: tuple[tuple[str, str], ...]
    doubtful: bool
    symbols: bool


@dataclass
class Assembly:
    """The paragraphs of a document, and the way from drafts to them."""

    found: Collected
    styles: Styles
    lists: Lists
    resolved: dict[Draft, Resolved] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: dict[TableDraft, int] = field(default_factory=dict)
    looks: dict[Look, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    views: dict[tuple[str, str, Direct], View] = field(default_factory=dict)

    def span(self, start: Point, end: int | None = None) -> Span | None:
        """The span from a point to another in the same draft; None in a document without paragraphs."""
        resolved = self.resolved[start.draft]
        if resolved.dropped:
            return resolved.at
        first = resolved.offset(start.offset)
        last = first if end is None else max(first, resolved.offset(end))
        return Span(self._ordinal(resolved), first, last)

    def spans(self, segments: list[tuple[Draft, int, int]]) -> list[Span]:
        """The spans of a range, a span a paragraph; those in paragraphs that are not there are left out."""
        kept = [(draft, start, end) for draft, start, end in segments if not self.resolved[draft].dropped]
        found = [self.span(Point(draft, start), end) for draft, start, end in kept]
        if not found and segments:
            found = [self.span(Point(segments[0][0], segments[0][1]))]
        return [span for span in found if span is not None]

    def text(self, span: Span) -> str:
        return self.paragraphs[span.paragraph - 1].text[span.start : span.end]

    def hidden(self) -> list[Hidden]:
        """All text that is not seen, in reading order of the drafts."""
        result = []
        for resolved in self.resolved.values():
            for offset, text, how in resolved.hidden:
                at = resolved.at if resolved.dropped else Span(self._ordinal(resolved), offset, offset)
                if at is not None:
                    result.append(Hidden(at, text, how))
        return result

    def _ordinal(self, resolved: Resolved) -> int:
        return 0 if resolved.at is None else resolved.at.paragraph


def assemble(found: Collected, styles: Styles, lists: Lists) -> Assembly:
    """The paragraphs of what was collected."""
    assembly = Assembly(found, styles, lists)
    normal = styles.look(styles.default_paragraph, "", PLAIN).size or _DEFAULT_SIZE
    for draft in found.drafts:
        assembly.resolved[draft] = _resolve(assembly, draft, normal)
    _keep_one_in_each_cell(assembly)
    _number_and_build(assembly)
    _place_dropped(assembly)
    return assembly


def _resolve(assembly: Assembly, draft: Draft, normal: int) -> Resolved:
    """The visible text and marks of a draft."""
    styles = assembly.styles
    resolved = Resolved()
    style = styles.paragraph_style(draft.style)
    backed = draft.backed or styles.facts(draft.style).shaded
    texts: list[str] = []
    length = raw = 0
    pending: dict[tuple[str, str], tuple[int, int]] = {}
    run: Direct | None = None
    for piece in draft.pieces:
        if piece.run is not run:
            run = piece.run
            view = _view(assembly, (style, draft.table_style, run), normal)
        how = _unseen(piece, view.look, backed, draft.off) if view.doubtful or piece.codes or draft.off else None
        size = len(piece.text)
        if how is None:
            texts.append(spelled(piece.text, view.look.font) if view.symbols else piece.text)
            if view.kinds or piece.inserted:
                _mark(pending, resolved.marks, view.kinds, piece.inserted, length, size)
            length += size
        else:
            if how:
                _record(resolved, length, piece.text, how)
            resolved.starts.append(raw + size)
            resolved.shifts.append(resolved.shifts[-1] + size)
        raw += size
    resolved.text = "".join(texts)
    if pending:
        resolved.marks += [Mark(kind, start, end, value) for (kind, value), (start, end) in pending.items()]
    if draft.breaks_at:
        resolved.marks += [Mark("page-break", at, at) for at in dict.fromkeys(map(resolved.offset, draft.breaks_at))]
    if len(resolved.marks) > 1:
        resolved.marks.sort(key=lambda mark: (mark.start, mark.end, mark.kind, mark.value))
    resolved.dropped = draft.ghost or _absent(styles, draft, style, resolved.text)
    return resolved


def _view(assembly: Assembly, key: tuple[str, str, Direct], normal: int) -> View:
    found = assembly.views.get(key)
    if found is None:
        look = assembly.styles.look(*key)
        doubtful = look.vanish or is_white(look.colour) or 0 < look.size <= TINY
        found = assembly.views[key] = View(look, _kinds(assembly, look, normal), doubtful, is_symbol_font(look.font))
    return found


def is_white(colour: str) -> bool:
    """Whether a colour such as "FFFFFF" does not show on white."""
    if colour == "FFFFFF":
        return True
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) > WHITE
    except ValueError:
        return False


def _unseen(piece: Piece, look: Look, backed: bool, off: bool) -> str | None:
    """Why a piece is not seen: one of the ways of `Hidden`, "" for a field's code, None if it is seen."""
    if piece.codes and not all(f.broken for f in piece.codes):
        return ""
    if look.vanish:
        return "hidden"
    if piece.text.isspace():
        return None
    if off:
        return "off-page"
    if is_white(look.colour) and not backed and not look.shaded and look.highlight == "none":
        return "white"
    return "tiny" if 0 < look.size <= TINY else None


def _record(resolved: Resolved, offset: int, text: str, how: str) -> None:
    if resolved.hidden and resolved.hidden[-1][0] == offset and resolved.hidden[-1][2] == how:
        resolved.hidden[-1] = (offset, resolved.hidden[-1][1] + text, how)
    else:
        resolved.hidden.append((offset, text, how))


def _absent(styles: Styles, draft: Draft, style: str, text: str) -> bool:
    """Whether a paragraph is not there for a reader: nothing in it is seen, and its mark is hidden or a field's code."""
    if text or any(not styles.look(style, draft.table_style, run).vanish for run in draft.anchors):
        return False
    in_code = bool(draft.codes) and not all(f.broken for f in draft.codes)
    return in_code or _mark_hidden(styles, draft, style)


def _mark_hidden(styles: Styles, draft: Draft, style: str) -> bool:
    return styles.look(style, draft.table_style, direct(draft.mark)).vanish


def _kinds(assembly: Assembly, look: Look, normal: int) -> tuple[tuple[str, str], ...]:
    """The marks of a look, as (kind, value)."""
    found = assembly.looks.get(look)
    if found is None:
        kinds = [("bold", "")] if look.bold else []
        kinds += [("italic", "")] if look.italic else []
        kinds += [("colour", look.colour)] if look.colour not in ("auto", "000000") else []
        kinds += [("highlight", look.highlight)] if look.highlight != "none" else []
        kinds += [("size", f"{look.size / 2:g}")] if look.size and look.size != normal else []
        kinds += [("style", assembly.styles.name(look.style) or look.style)] if look.style else []
        found = assembly.looks[look] = tuple(kinds)
    return found


def _mark(
    pending: dict[tuple[str, str], tuple[int, int]],
    marks: list[Mark],
    kinds: tuple[tuple[str, str], ...],
    inserted: bool,
    start: int,
    size: int,
) -> None:
    """Let the marks of one piece run on from the piece before, or begin."""
    for key in (*kinds, ("inserted", "")) if inserted else kinds:
        before = pending.get(key)
        if before is not None and before[1] == start:
            pending[key] = (before[0], start + size)
            continue
        if before is not None:
            marks.append(Mark(key[0], *before, key[1]))
        pending[key] = (start, start + size)


def _keep_one_in_each_cell(assembly: Assembly) -> None:
    """Keep the last paragraph of a cell where none would be left: a cell always has one."""
    for table in assembly.found.tables:
        for cell in (cell for row in table.rows for cell in row):
            if cell.drafts and all(assembly.resolved[draft].dropped for draft in cell.drafts):
                assembly.resolved[cell.drafts[-1]].dropped = False
    if assembly.resolved and all(resolved.dropped for resolved in assembly.resolved.values()):
        assembly.resolved[assembly.found.drafts[0]].dropped = False


def _number_and_build(assembly: Assembly) -> None:
    counters: dict[str, Counters] = {}
    assembly.tables = {table: n for n, table in enumerate((t for t in assembly.found.tables if t.rows), start=1)}
    for draft, resolved in assembly.resolved.items():
        if resolved.dropped:
            continue
        counter = counters.setdefault(draft.story, Counters(assembly.lists))
        ordinal = len(assembly.paragraphs) + 1
        resolved.at = Span(ordinal, 0, len(resolved.text))
        table = None if draft.table is None else assembly.tables.get(draft.table)
        assembly.paragraphs.append(_paragraph(assembly, draft, resolved, counter, table))


def _paragraph(assembly: Assembly, draft: Draft, resolved: Resolved, counter: Counters, table: int | None) -> Paragraph:
    styles = assembly.styles
    style = draft.style or styles.default_paragraph
    reference = _reference(styles, draft)
    counted = None if reference is None else counter.next(reference)
    number, depth = counted if counted is not None else ("", None)
    facts = styles.facts(draft.style)
    outline = facts.outline if draft.outline is None else draft.outline + 1
    return Paragraph(
        ordinal=resolved.at.paragraph if resolved.at else 0,
        text=resolved.text,
        story=draft.story,
        style=style,
        style_name=facts.name,
        outline_level=None if outline is None or outline > 9 else outline,
        number=number,
        list_depth=depth if number else None,
        list_id=reference.num if reference is not None and number else "",
        page=draft.page if assembly.found.paged else None,
        table=table,
        row=draft.row,
        cell=draft.cell,
        page_break_before=bool(draft.page_break) or draft.breaks,
        marks=tuple(resolved.marks),
    )


def _reference(styles: Styles, draft: Draft) -> Numbering | None:
    """The list that a paragraph is in: its own, what its style says, or its style's at a level of its own."""
    inherited = styles.facts(draft.style).numbering
    if draft.number is not None:
        level = draft.level if draft.level is not None else (inherited.level if inherited else None)
        return Numbering(draft.number, level)
    if inherited is not None and draft.level is not None:
        return Numbering(inherited.num, draft.level)
    return inherited


def _place_dropped(assembly: Assembly) -> None:
    """Give each paragraph that is not there the nearest place that is: the end of the one before, else the start of the next."""
    last: Span | None = None
    waiting: list[Resolved] = []
    for resolved in assembly.resolved.values():
        if not resolved.dropped and resolved.at is not None:
            last = resolved.at
            for early in waiting:
                early.at = Span(resolved.at.paragraph, 0, 0)
            waiting = []
        elif last is not None:
            resolved.at = Span(last.paragraph, last.end, last.end)
        else:
            waiting.append(resolved)
