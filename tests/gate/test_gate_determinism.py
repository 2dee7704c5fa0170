"""The same inputs give the same bytes in every output, whatever the locale, the time zone, the hash seed and the number of jobs."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import bench
import pytest

from reportlint import api

PLACES = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0", "COLUMNS": "80"},
    {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "COLUMNS": "200"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4294967295", "COLUMNS": "40", "REPORTLINT_CACHE": "off"},
)


@pytest.fixture
def reports(desk: Path) -> list[str]:
    """Reports with findings that stand, that fail, and that cannot be had."""
    text = bench.waivers() + bench.waivers(until="2026-02-02").removeprefix("waivers:\n")
    (desk / "reportlint-waivers.yaml").write_text(text, encoding="utf-8")
    (desk / "second.md").write_text(bench.DRAFT.replace("6.3 The", "6.3 TBC. Ünïcode “quoted” ☃ The"), encoding="utf-8")
    (desk / "broken.docx").write_bytes(b"PK\x03\x04")
    (desk / "draft.docx").write_bytes((bench.ROOT / "examples" / "draft-report.docx").read_bytes())
    return ["draft.md", "second.md", "broken.docx", "draft.docx"]


#: Every output, each with the evidence, in one process, which loads the rules once.
DRIVER = """
import functools, sys
from reportlint import rulesets
from reportlint.cli import main
rulesets.load = functools.cache(rulesets.load)
number, forms, *arguments = sys.argv[1:]
for form in forms.split():
    written = ["--format", form, "--output", f"{form}.{number}", "--evidence", f"evidence-{form}.{number}"]
    assert main([*arguments, *written], standalone_mode=False) == 2
main([*arguments, "--format", "json"])
"""


def test_the_same_bytes_everywhere(desk: Path, reports: list[str]) -> None:
    arguments = ("check", *reports, "--ruleset", "council", "--stage", "publication", "--on", "2026-02-20")
    screens = set()
    for number, place in enumerate(PLACES):
        done = bench.python(DRIVER, str(number), " ".join(bench.OUTPUTS), *arguments, **place)
        assert done.returncode == 2, done.stderr
        screens.add(done.stdout)
    assert len(screens) == 1
    for form in bench.OUTPUTS:
        assert len({(desk / f"{form}.{number}").read_bytes() for number in range(len(PLACES))}) == 1, form
    evidence = list(desk.glob("evidence-*"))
    assert len(evidence) == len(PLACES) * len(bench.OUTPUTS)
    assert len({path.read_bytes() for path in evidence}) == 1


def test_the_same_bytes_whatever_the_number_of_jobs(desk: Path, reports: list[str], run: Any) -> None:
    settings = {"waivers": "reportlint-waivers.yaml"}
    one, several = (bench.checked(*reports, jobs=jobs, **settings) for jobs in (1, 3))
    for form in (*bench.OUTPUTS, "evidence"):
        assert bench.rendered(one, form) == bench.rendered(several, form), form
    arguments = ("check", *reports, "--ruleset", "council", "--on", "2026-02-20", "--format", "json")
    assert run(*arguments).stdout == run(*arguments, "--jobs", "2").stdout


def test_the_name_of_each_report_is_told_in_order_whatever_the_number_of_jobs(desk: Path, reports: list[str]) -> None:
    told: list[str] = []
    bench.checked(*reports, jobs=2, progress=told.append)
    assert told == reports


def test_when_it_is_stopped_no_process_goes_on(desk: Path, reports: list[str]) -> None:
    def stop(name: str) -> None:
        if name == reports[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.checked(*reports, jobs=2, progress=stop)
    assert not multiprocessing.active_children()


class Deadly(bytes):
    """Bytes that end the process to which they are handed."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (0,)


def test_a_process_that_dies_is_no_success(desk: Path) -> None:
    with pytest.raises(BrokenProcessPool):
        api.check([("good.md", bench.CLEAN.encode()), ("deadly.md", Deadly(b"x"))], ruleset=Path("council"), jobs=2)
