"""Puts the bundled rulesets into the wheel compiled too, so that a first check need not read any YAML."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulesets(BuildHookInterface[Any]):
    """Compiles the rulesets of the source tree that is built, with its own code."""

    _made = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from reportlint import rulesets

        self._made = tempfile.mkdtemp(prefix="reportlint-compiled-")
        rulesets.ship(Path(self._made))
        build_data["force_include"][self._made] = "reportlint/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)
