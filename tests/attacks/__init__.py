"""Attacks on the reader, the rules, the outputs and the writers: every file is made by code when the tests run."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.attacks.attack import Attack


def every() -> list[Attack]:
    """Every attack, of each module here that has some."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith(("_", "test_"))]
    modules = [importlib.import_module(f"tests.attacks.{name}") for name in names]
    return [attack for module in modules for attack in getattr(module, "ATTACKS", [])]
