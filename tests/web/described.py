"""Writes examples/serve/power-platform.json anew, once rules or the API have changed: `python -m tests.web.described`."""

from __future__ import annotations

import json
from pathlib import Path

from reportlint import rulesets
from reportlint.web import actions, openapi
from reportlint.web.settings import Settings

FILE = Path(__file__).parents[2] / "examples" / "serve" / "power-platform.json"


def described() -> str:
    """The description in OpenAPI 2.0 of a server with the rules that come with the program."""
    offered = {name: rulesets.load(folder) for name, folder in actions.offered(Settings()).items()}
    return json.dumps(openapi.version_2(offered), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(), "utf-8")
