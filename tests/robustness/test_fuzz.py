"""Twenty thousand files gone wrong, the same ones each time. Others, and more: `python -m tests.robustness.fuzz`."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import corpus, seeds
from .mutants import mutant
from .targets import NAMES, target
from .watched import outcomes
from .worker import ACTIONS

#: How many mutants each target is given: many where one costs little.
_SHARE = {
    "read-docx": 5000,
    "read-odt": 3000,
    "read-html": 3000,
    "read-pdf": 2500,
    "read-markdown": 4000,
    "rule": 1200,
    "check-docx": 300,
    "check-odt": 200,
    "check-html": 200,
    "check-pdf": 200,
    "check-markdown": 200,
    "annotate": 150,
    "fix": 50,
}


def test_the_shares_come_to_twenty_thousand_and_leave_no_target_out() -> None:
    assert set(_SHARE) == set(NAMES)
    assert sum(_SHARE.values()) == 20_000


@pytest.mark.parametrize(("name", "first", "count"), [(n, k, min(1000, c - k)) for n, c in _SHARE.items() for k in range(0, c, 1000)])
def test_a_mutant_is_taken_or_refused_in_words(name: str, first: int, count: int) -> None:
    seen: Counter[str] = Counter()
    for outcome in outcomes(map(str, range(first, first + count)), partial(target, name), jobs=1, limit=60, memory=2 << 30):
        seen[outcome.status] += 1
        assert outcome.status in ("done", "refused"), f"--target {name} --from {outcome.item} --executions 1\n{outcome.said}"
    assert seen["done"] > count / 10, "the mutants are so broken that nothing is asked of the reader"


@given(st.sampled_from(["docx", "odt", "html", "pdf", "markdown"]), st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_a_number_is_always_the_same_mutant(kind: str, number: int) -> None:
    seed = getattr(seeds, kind)()
    assert mutant(seed, kind, number) == mutant(seed, kind, number)


def _dies() -> object:
    import os

    return lambda item: os._exit(3) if item == "b" else ("done", "")


def _hangs() -> object:
    import time

    return lambda item: time.sleep(600) if item == "b" else ("done", "")


@pytest.mark.parametrize(("make", "status"), [(_dies, "died"), (_hangs, "hang")])
def test_a_process_that_is_lost_is_told_and_the_others_go_on(make: object, status: str) -> None:
    seen = {o.item: o.status for o in outcomes("abc", make, jobs=2, limit=2)}  # type: ignore[arg-type]
    assert seen == {"a": "done", "b": status, "c": "done"}


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_no_file_of_a_folder_ends_in_a_traceback(action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sound.docx").write_bytes(seeds.docx())
    assert corpus.main([str(tmp_path), "--action", action, "--template", "scrutiny-report"]) == 0
    assert "1 documents: 1 " in capsys.readouterr().out


def test_a_folder_of_files_is_reported_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sound.docx").write_bytes(seeds.docx())
    (tmp_path / "cut.docx").write_bytes(seeds.docx()[:900])
    assert corpus.main([str(tmp_path), "--list"]) == 0
    said = capsys.readouterr().out
    assert "2 documents: 1 fail, 1 refused" in said or "2 documents: 1 refused, 1 fail" in said
    assert "cut.docx: This file is damaged." in said
    assert "tracebacks 0, hangs 0" in said
