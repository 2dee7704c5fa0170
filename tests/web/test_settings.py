"""Where the server's settings come from, and which of them hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportlint.errors import SettingsError, UsageError
from reportlint.web import settings, tokens


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    file = tmp_path / "reportlint.toml"
    file.write_text('stage = "submission"\n[serve]\nport = 1\nworkers = 1\nqueue = 1\nrulesets = ["ours"]\n', "utf-8")
    environment = {"REPORTLINT_CONFIG": str(file), "REPORTLINT_SERVE_WORKERS": "2", "REPORTLINT_SERVE_QUEUE": "2"}
    held = settings.load(None, {"queue": 3, "host": None}, environment)
    assert (held.port, held.workers, held.queue, held.host, held.stage) == (1, 2, 3, "127.0.0.1", "submission")
    assert held.rulesets == (os.path.join(tmp_path, "ours"),)


def test_what_is_wrong_is_said_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "reportlint.toml"
    file.write_text("[serve]\nworkrs = 2\n", "utf-8")
    with pytest.raises(SettingsError, match=r"toml:2:1: .*'workrs'.*Did you mean 'workers'"):
        settings.load(str(file), environment={})
    file.write_text('[serve]\nqueue = "many"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"toml:2"):
        settings.load(str(file), environment={})
    for name, value in (("NO_SUCH", "1"), ("PORT", "many"), ("TOKENS", "open sesame")):
        with pytest.raises(UsageError):
            settings.load(None, environment={f"REPORTLINT_SERVE_{name}": value})


def test_the_environment_may_hold_lists() -> None:
    kept = tokens.new()[1]
    held = settings.load(None, environment={"REPORTLINT_SERVE_HOSTS": "a.example, b.example", "REPORTLINT_SERVE_TOKENS": kept})
    assert (held.hosts, held.tokens) == (("a.example", "b.example"), (kept,))
