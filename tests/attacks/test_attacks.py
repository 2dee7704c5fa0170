"""Every attack comes to what it must, in little time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks import every

ROOT = Path(__file__).parents[2]
#: Several attacks a test: the program is loaded once for each.
PARTS = 6

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_attacks_come_to_what_they_must(part: int) -> None:
    command = [sys.executable, "-m", "tests.attacks", f"{part}/{PARTS}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    names = [attack.name for attack in every()]
    assert len(names) == len(set(names)) > 120
