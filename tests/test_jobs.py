"""Work shared by processes: in order, and however many items there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from reportlint.jobs import mapped


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = range(100, 400)
    assert list(mapped(hex, items, jobs)) == [hex(n) for n in items]
    assert list(mapped(hex, iter(items), jobs)) == [hex(n) for n in items]


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_without_end_are_taken_only_as_they_are_needed(jobs: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with closing(mapped(hex, items(), jobs)) as results:
        for n in range(1, 501):
            assert next(results) == hex(n)
    assert 500 <= taken < 1000


def test_nothing_at_all_is_no_work() -> None:
    assert list(mapped(hex, iter(()), 2)) == []
