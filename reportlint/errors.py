"""Exceptions, each carrying the exit status of the command line."""

from __future__ import annotations


class ReportlintError(Exception):
    """A job that could not be done; the message is one plain sentence for the person who asked."""

    exit_code = 2


class UsageError(ReportlintError):
    """The request itself makes no sense: an unknown rule, stage, template or option."""


class UnreadableDocument(ReportlintError):
    """A file that cannot be read as a document.

    `reason` is a stable key ("encrypted", "legacy-doc", "not-a-zip", …), the message is for people.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str]]:
        return type(self), (self.reason, str(self))


class RulesetError(ReportlintError):
    """Rule files that do not load: each problem is one `path:line: …` line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ReportlintError], tuple[list[str]]]:
        return type(self), (self.problems,)


class SettingsError(ReportlintError):
    """A file of waivers, of known findings or of the configuration that does not load: `path:line: …` lines."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ReportlintError], tuple[list[str]]]:
        return type(self), (self.problems,)
