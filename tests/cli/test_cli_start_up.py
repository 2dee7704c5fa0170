"""What is imported when: starting is quick because nothing is loaded before it is needed."""

from __future__ import annotations

import pytest
from desk import EXAMPLES, python

_LOADED = "import sys; wanted = sys.argv.pop(); print([m for m in wanted.split(',') if m in sys.modules])"


def _loaded(code: str, modules: str) -> str:
    done = python(f"{code}\n{_LOADED}", modules)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["check", "inspect", "Result", "Finding", "Severity"])
def test_the_library_needs_no_command_line(name: str) -> None:
    assert _loaded(f"from reportlint import {name}", "click,yaml,cerberus,docx,rich,lxml,lxml.etree") == "[]"


def test_checking_needs_neither_click_nor_python_docx() -> None:
    code = f"from reportlint import check; assert check({str(EXAMPLES / 'clean-report.docx')!r}).exit_code == 0"
    assert _loaded(code, "click,docx,rich") == "[]"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_line_starts_without_what_reading_needs(option: str) -> None:
    code = f"import sys\nfrom reportlint.cli import main\ntry: main([{option!r}])\nexcept SystemExit: pass"
    assert _loaded(code, "lxml,lxml.etree,yaml,cerberus,docx,rich,holidays,rapidfuzz") == "[]"


def test_version() -> None:
    from reportlint import __version__

    done = python("from reportlint.cli import main; main()", "--version")
    assert (done.returncode, done.stdout) == (0, f"reportlint, version {__version__}\n")
