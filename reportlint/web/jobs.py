"""What a worker is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: Why a job came to nothing: it took too long or too much memory, its process died, the document cannot be read (or not be
#: written to), the request makes no sense, the program has a fault.
Kind = Literal["too-long", "too-big", "died", "unreadable", "usage", "fault", "start"]


@dataclass(frozen=True, slots=True)
class Job:
    """An action on documents.

    action: "check", "annotate", "fix", "agenda" or "inspect". documents: names and bytes.
    choices: "ruleset", "template", "stage", "on" (2025-01-14), "fail_on", "select", "ignore" (lists), and for fixing "suggested"
    and "accept"; what is left out is as the server's settings have it.
    form: what the answer is written as; for "check" the name of an output, for "agenda" "json" or "text", for "fix" "document" or "diff".
    waivers, baseline: the bytes of such files, in place of those of the server.
    refused: why a document is not to be read at all, by its place among the documents.
    """

    action: str
    documents: tuple[tuple[str, bytes], ...]
    choices: Mapping[str, Any] = field(default_factory=dict)
    form: str = "json"
    waivers: bytes | None = None
    baseline: bytes | None = None
    refused: Mapping[int, str] = field(default_factory=dict)

    @property
    def readings(self) -> int:
        """How many times as long as a check it may take: a document that is written into is checked before the change and after."""
        return 1 if self.action in ("check", "inspect") else 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job. facts: `verdict` ("pass", "fail", "unreadable", "fault"), `counts`, and what the action has to say besides.

    spent: whether the process that gave it has grown too large to go on.
    """

    body: bytes
    facts: Mapping[str, Any]
    spent: bool = False


class JobFailed(Exception):
    """A job that came to nothing; its text is a sentence for whoever asked. document: which one was to blame, if that is known."""

    def __init__(self, kind: Kind, message: str, document: int | None = None) -> None:
        super().__init__(message)
        self.kind, self.document = kind, document


class Busy(Exception):
    """Too many jobs are waiting. seconds: when to ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("The server has more to do than it can take on. Try again in a moment.")
        self.seconds = seconds
