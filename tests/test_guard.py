"""Work in a process that is stopped: what it gives back, what it raises, and what is said when it is stopped."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace

import pytest

from reportlint import guard, limits
from reportlint.errors import RulesetError, UnreadableDocument, UsageError
from reportlint.guard import Guarded
from reportlint.limits import LIMITS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def _why(_: object, why: UnreadableDocument) -> str:
    return str(why)


def _for_ever(_: object) -> str:
    while True:
        pass


def _swells(_: object) -> str:
    return str(len(bytearray(600 << 20)))


def _dies(_: object) -> str:
    os.kill(os.getpid(), signal.SIGUSR1)
    return ""


def test_the_work_is_done_elsewhere_with_the_limits_in_force() -> None:
    small = replace(LIMITS, columns=7)
    assert guard.call(lambda: (limits.current().columns, os.getpid() != os.getppid()), small) == (7, True)
    assert guard.call(os.getppid) == os.getpid()


def test_a_worker_is_kept_until_it_is_stopped() -> None:
    guarded = Guarded(lambda item: os.getpid() if item else _for_ever(item), lambda item, why: 0, replace(LIMITS, seconds=0.2))
    first, again, stopped, another = (guarded(item) for item in (1, 2, 0, 3))
    assert first == again != another
    assert stopped == 0
    guarded.close()


@pytest.mark.parametrize(
    ("work", "says"),
    [(_for_ever, "took longer than 0.2 seconds"), (_swells, "took more than 256 MB of memory"), (_dies, "brought the reader itself down")],
)
def test_what_is_stopped_says_why(work: Callable[[object], str], says: str) -> None:
    guarded = Guarded(work, _why, replace(LIMITS, seconds=0.2, memory=256 << 20))
    assert says in guarded(None)
    guarded.close()


@pytest.mark.parametrize(
    "error", [UnreadableDocument("damaged", "It is."), UsageError("No."), RulesetError(["a:1:1: x", "b"]), KeyError("k")]
)
def test_errors_come_back_as_they_were(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        guard.call(work)
    assert str(caught.value) == str(error)
    assert vars(caught.value) == vars(error)


def test_limits_are_given_by_name() -> None:
    given = limits.given(["file=80MB", "seconds=2.5", "ratio-from = 1 kB", "file=1GB"])
    assert (given.file, given.seconds, given.ratio_from, given.part) == (1 << 30, 2.5, 1024, LIMITS.part)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("files=3", "There is no limit 'files'. Choose one of: file, "),
        ("file=many", "'many' is no value for the limit 'file'. Write a number, such as 50MB."),
        ("elements=3MB", "'3MB' is no value for the limit 'elements'. Write a number."),
        ("depth=0", "must be more than 0"),
        ("file", "'' is no value"),
    ],
)
def test_what_is_no_limit_is_refused(word: str, says: str) -> None:
    with pytest.raises(UsageError, match="limit") as caught:
        limits.given([word])
    assert says in str(caught.value)


@pytest.mark.parametrize("name", [n for n in limits.names() if n.replace("-", "_") in limits._SAID])
def test_every_limit_has_a_sentence_with_its_value(name: str) -> None:
    said = limits.sentence(name)
    assert said.endswith(".")
    assert any(c.isdigit() for c in said)
