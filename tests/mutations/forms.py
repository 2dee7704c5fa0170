"""Every way of writing a draft down: name -> bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .draft import Block, Draft
from .inline import markdown, plain
from .looks import HOUSE, LIBRE
from .word import Look, render


@dataclass(frozen=True)
class Form:
    """styled: its headings are headings to Word; changes: it holds tracked changes anyway."""

    name: str
    suffix: str
    write: Callable[[Draft], bytes]
    look: Look | None = None

    @property
    def word(self) -> bool:
        return self.look is not None

    @property
    def styled(self) -> bool:
        return self.look is not None and self.look.headings == "styled"


_LOOKS = {
    "typed": Look(headings="typed"),
    "styles": Look(),
    "styles_labels_h2": Look(labels="h2"),
    "table_cover": Look(labels="table"),
    "inline_cover": Look(labels="inline"),
    "controls": Look(controls=True),
    "tracked": Look(tracked=True),
    "linebreak": Look(headings="typed", labels="break"),
    "split_runs": Look(headings="typed", split=True),
    "alternate": Look(wrapped=True, labels="h2"),
    "strict": Look(strict=True),
    "libreoffice": Look(styles=LIBRE, labels="table"),
    "custom_styles": Look(styles=HOUSE),
    "typed_spaces": Look(headings="typed", gap=" \u00a0 "),
    "mixed": Look(counted=False, labels="h2"),
    "typed_table": Look(headings="typed", labels="table", controls=True),
}


def _lines(draft: Draft, inline: Callable[[str], str], leaders: bool = True) -> list[str]:
    lines = [inline(t) for t in draft.block]
    for f in draft.fields:
        lines += [f.label + draft.label_suffix, *(_line(b, inline) for b in f.values)]
    for b in draft.before:
        lines.append(_line(b, inline))
    lines += [draft.body_title] if draft.body_title else []
    for s in draft.sections:
        lines += [f"{s.number} {s.title}".strip(), *(_line(b, inline) for b in s.blocks)]
    if draft.approvals_heading:
        lines.append(draft.approvals_heading)
    if draft.approvals:
        lines.append(_line(draft.approvals, inline))
    star = "*" if draft.italic_closing and inline is markdown else ""
    closing = "\n".join(draft.closing)
    lines += [star + closing + star] if closing else []
    lines += [inline(draft.statement)] if draft.statement else []
    return lines + [_line(b, inline) for b in draft.after]


def _line(b: Block, inline: Callable[[str], str]) -> str:
    if b.kind == "table":
        return "\n".join("\t".join(inline(c) for c in row) for row in b.rows)
    if b.kind == "toc":
        return "\n".join(["Contents", *(f"{t} {'.' * 30} {p}" for t, p in b.entries)])
    if b.kind == "break":
        return ""
    bullet = "- " if b.kind == "bullet" or b.bulleted else "• " if b.kind == "typed-bullet" else ""
    number = f"{b.number} " if b.number else ""
    return f"{bullet}{number}{inline(b.text)}"


def write_markdown(draft: Draft) -> bytes:
    """The draft as the founding reports are kept: a line a paragraph, blank lines between."""
    return ("\n\n".join(_lines(draft, markdown)) + "\n").encode("utf-8")


def write_text(draft: Draft) -> bytes:
    """The draft as plain text, a line a paragraph, a blank line before each label and heading only."""
    heads = {f.label + draft.label_suffix for f in draft.fields} | {f"{s.number} {s.title}".strip() for s in draft.sections}
    out = [f"\n{line}" if line in heads or line == draft.body_title else line for line in _lines(draft, plain)]
    return ("\n".join(out) + "\n").encode("utf-8")


FORMS = {n: Form(n, ".docx", partial(render, look=look), look) for n, look in _LOOKS.items()}
FORMS["markdown"] = Form("markdown", ".md", write_markdown)
FORMS["text"] = Form("text", ".txt", write_text)
WORD_FORMS = tuple(n for n, f in FORMS.items() if f.word)
STYLED_FORMS = tuple(n for n, f in FORMS.items() if f.styled)
