"""Attacks on the reader, the rules, the outputs and the writers: every file is made by code when the tests run."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.attacks.attack import Attack


def every() -> list[Attack]:
    """Every attack, of each module here that has some."""
    modules = [importlib.import_module(f"tests.attacks.{m.name}") for m in pkgutil.iter_modules(__path__) if m.name[0] != "_" and not m.name.startswith("test_")]
    return [attack for module in modules for attack in getattr(module, "ATTACKS", [])]
