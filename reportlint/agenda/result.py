"""What came of checking an agenda pack."""

from __future__ import annotations

from dataclasses import dataclass

from reportlint.findings import DocumentResult, Finding, Result, Severity
from reportlint.scene import Pack, Paper


@dataclass(frozen=True, slots=True)
class PackResult:
    """path: of the pack. papers: the reports among its papers, in the order of `result.documents`, as `check` finds them.

    findings: what does not agree between papers, each with the paper in which it shows. problems: sentences that say why the
    pack could not be judged as a whole. faults: rules that could not be tried.
    """

    path: str
    pack: Pack
    result: Result
    papers: tuple[Paper, ...]
    findings: tuple[tuple[Paper, Finding], ...] = ()
    problems: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, 1 or 2, as for `check`."""
        if self.problems or self.faults:
            return 2
        least = self.result.fail_on
        fails = any(f.severity.rank >= least.rank for _, f in self.findings if f.waiver is None) and least is not Severity.OFF
        return max(self.result.exit_code, int(fails))

    def of(self, paper: Paper) -> DocumentResult | None:
        """What was found in one of the reports, None for any other paper."""
        return next((d for p, d in zip(self.papers, self.result.documents, strict=True) if p.ordinal == paper.ordinal), None)
