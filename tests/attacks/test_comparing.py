"""Another reader sees the same words."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from reportlint import formats
from tests.attacks.comparing import EXAMPLES, differences, ours


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_no_word_of_the_examples_is_missing_or_doubled() -> None:
    paths = [p for p in sorted(EXAMPLES.glob("*.docx")) if not formats.read(p.read_bytes(), p.name).revisions]
    total, found = differences(paths)
    assert total > 1000
    assert found == {}


def test_words_are_counted_as_often_as_they_stand() -> None:
    assert ours(b"One two. One!", "a.md") == Counter({"One": 2, "two": 1})
