# ruff: noqa: E501
"""`python -m tests.robustness.growth`: how the time of a check grows with one paragraph of a report, whatever it is made of.

--length N    characters of the paragraph (four times as many the second time)
--only TEXT   this filling alone

Time that grows with the square of a text is time that whoever sends the text can make us spend. A filling whose time grows more
than sixfold when it grows fourfold, and takes over half a second, is named.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date

#: What a paragraph is filled with, again and again: characters of every sort, and beginnings of what rules look for.
FILLINGS = (
    *"aA1 \t()[]-.,/@£<{*_|#>'\"&=\\`~!?:;é…’“•",
    "a ", "A ", "AB ", "Ab ", "1 ", "1. ", "1.1", "1.1 ", "1,", "(a) ", "(1)", "a.", "a. ", "A. ", "a-", "a/", "a@", "a, ", "A, ", "a: ", "a(", "(AB) ", "a (AB)", "Ab Cd (AC) ", "AB (ab cd) ",
    "The HLMS (x). ", "see 1.1 and ", "its paragraph ", "of the ", "paragraph 3.1 ", "paragraphs 1, ", "Appendix 1, ", "Appendix A and ", "appendices ", "section 1 and ", "Table 1 ",
    "1 January 2025 ", "1/1/2025 ", "Monday 1 ", "Monday, ", "January ", "31 June ", "2025-01-01", "1st of ", "20 ", "£1m ", "£1,000.50 ", "10% ", "one hundred ", "twenty-", "IV.", "ivx",
    "http://", "http://a.b/ ", "www.", "a@b.uk ", "a.b.c.", "click here ", "Mr A B, ", "Cllr ", "Director of ", "Head of A, ", "[insert ", "{a", "<insert ", "TBC ", "xx/xx/", "click to ", "delete as ",
    "no more than ", "statutory duty ", "the Council ", "approved by ", "was approved ", "Equality Act ", "is not ", "no implications ", "none ", "because ", "e.g. ", "i.e.", "\"a\" ", "'a' ", "‘a’ ",
    "**a** ", "*a", "_a_ ", "[a](b) ", "![a](b)", "<!-- ", "<a>", "`a` ", "\u200b", "\u00ad", "\u00a0", "e\u0301", "\u202e", "ﬁ", "😀", "\u2028",
)  # fmt: skip

_REPORT = """Committee Name and Date of Committee Meeting

{}

Report Title

{}

# 1. Background

1.1 {}

# 2. Legal Advice and Implications

2.1 {}
"""


def main(arguments: list[str] | None = None) -> int:
    """1 if any filling's time grows with its square."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.robustness.growth", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--length", type=int, default=25_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    check = checker()
    named = 0
    for filling in [options.only] if options.only else FILLINGS:
        for where in range(4):
            short, long = (_seconds(check, report(filling, size, where)) for size in (options.length, 4 * options.length))
            if long > 0.5 and long > 6 * short:
                named += 1
                print(f"{filling!r} in place {where}: {short:.2f} s, fourfold {long:.2f} s", flush=True)
    print(f"{len(FILLINGS) if not options.only else 1} fillings, {named} that grow with the square")
    return 1 if named else 0


def checker() -> Callable[[bytes], str]:
    """The function from a report in Markdown to its status."""
    from reportlint import api

    run = api.prepared(api.Options(template="scrutiny-report", stage="submission", on=date(2025, 1, 14)))
    return lambda data: run.document(("growth.md", data)).status


def report(filling: str, size: int, where: int) -> bytes:
    """A report one paragraph of which, the fourth at most, is so many characters of this filling."""
    places = ["x"] * 4
    places[where] = "So " + filling * (size // len(filling)) + " end."
    return _REPORT.format(*places).encode()


def _seconds(check: Callable[[bytes], str], data: bytes) -> float:
    start = time.process_time()
    check(data)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
