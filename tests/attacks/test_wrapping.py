"""Harmless re-wrappings leave the findings as they were."""

from __future__ import annotations

from tests.attacks.wrapping import EXAMPLES, differences, wrapped


def test_what_is_found_stays() -> None:
    assert list(differences(240)) == []


def test_the_file_does_change() -> None:
    data = (EXAMPLES / "clean-report.docx").read_bytes()
    assert len({wrapped(data, seed) for seed in range(1, 30)}) > 20
