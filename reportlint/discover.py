"""The one plug-in mechanism: a module in a folder is a plug-in, and its file name is its name."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of the plug-ins in a package, sorted; underscored modules are helpers, not plug-ins."""
    folder = importlib.import_module(package)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")))


@cache
def load(package: str, name: str) -> ModuleType:
    """The plug-in `name` of a package, imported on first use.

    Raises KeyError if there is none.
    """
    if name not in names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package}.{name}")
