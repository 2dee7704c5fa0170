"""Every attack comes to what it must, in little time and memory."""

from __future__ import annotations

import os

import pytest

from tests.attacks import every
from tests.attacks.attack import Attack
from tests.attacks.run import outcomes

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

#: Several attacks a test: the program is loaded once for each.
GROUPS = 8
ATTACKS = every()


@pytest.mark.parametrize("group", range(GROUPS))
def test_attacks_come_to_what_they_must(group: int) -> None:
    wrong = [f"{o.attack.name}: {'; '.join(o.problems)}\n{o.output[-1500:]}" for o in outcomes(ATTACKS[group::GROUPS]) if o.problems]
    assert not wrong, "\n\n".join(wrong)


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    names = [attack.name for attack in ATTACKS]
    assert len(names) == len(set(names)) > 120


def test_what_an_attack_should_say_is_looked_at() -> None:
    good = next(a for a in ATTACKS if a.name == "zip-zip64")
    (outcome,) = outcomes([Attack("x", good.make, good.command, 2, ("never said",), ("plainly read",))])
    assert len(outcome.problems) == 3
