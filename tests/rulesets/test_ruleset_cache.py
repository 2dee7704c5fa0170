"""A ruleset that was kept is the same as one read anew, and is not used once anything has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import rulesets
from reportlint.errors import RulesetError
from reportlint.rulesets import _load
from reportlint.rulesets.rule import Ruleset

Files = dict[str, str]
Load = Callable[[Files], Ruleset]
Kept = Callable[[], list[Path]]


@pytest.fixture
def kept(load: Load, good: Files, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kept:
    """The files in the cache, after `mine` was loaded once."""
    load(good)
    monkeypatch.delenv("REPORTLINT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rulesets.load(Path("mine"))
    return lambda: sorted((tmp_path / "cache").rglob("*.*"))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes reading the YAML files fail."""

    def refuse(home: object) -> None:
        raise AssertionError("the rule files were read")

    return lambda: monkeypatch.setattr(_load, "compiled", refuse)


def test_what_was_kept_equals_what_was_read(kept: Kept, unread: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTLINT_CACHE", "off")
    fresh = rulesets.load(Path("mine"))
    monkeypatch.delenv("REPORTLINT_CACHE")
    unread()
    again = rulesets.load(Path("mine"))
    assert again == fresh
    assert list(again.rules) == list(fresh.rules)
    assert len(kept()) == 1


@pytest.mark.parametrize("file", ["base/soft-words.yaml", "base/templates/plain.yaml", "mine/ruleset.yaml"])
def test_a_changed_byte_counts(kept: Kept, file: str) -> None:
    before = rulesets.load(Path("mine")).sha256
    path = Path(file)
    path.write_bytes(path.read_bytes() + b"#\n")
    assert rulesets.load(Path("mine")).sha256 != before


def test_a_new_rule_counts(kept: Kept) -> None:
    text = Path("base/section-missing.yaml").read_text("utf-8")
    Path("mine/another.yaml").write_text(text.replace("section-missing", "another"), "utf-8")
    assert "another" in rulesets.load(Path("mine")).rules


def test_a_base_that_comes_to_be_nearer_counts(kept: Kept) -> None:
    head = Path("mine/ruleset.yaml")
    head.write_text(head.read_text("utf-8").replace("[base]", "[base, wales]"), "utf-8")
    assert rulesets.load(Path("mine")).nation == "WLS"
    Path("wales").mkdir()
    Path("wales/ruleset.yaml").write_text("name: wales\ntitle: Ours\nnation: NIR\n", "utf-8")
    assert rulesets.load(Path("mine")).nation == "NIR"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"stamp": 1}', b"\xff"])
def test_a_damaged_file_is_written_again(kept: Kept, data: bytes, unread: Callable[[], None]) -> None:
    (path,) = kept()
    path.write_bytes(data)
    fresh = rulesets.load(Path("mine"))
    unread()
    assert rulesets.load(Path("mine")) == fresh


def test_off_keeps_and_uses_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = kept()
    path.unlink()
    monkeypatch.setenv("REPORTLINT_CACHE", "off")
    rulesets.load(Path("mine"))
    assert kept() == []


def test_a_place_that_cannot_be_written_does_not_matter(kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert rulesets.load(Path("mine")).name == "mine"


def test_what_does_not_load_is_not_kept(kept: Kept) -> None:
    (path,) = kept()
    path.unlink()
    Path("mine/ruleset.yaml").write_text("name: mine\n", "utf-8")
    with pytest.raises(RulesetError):
        rulesets.load(Path("mine"))
    assert kept() == []


def test_a_kept_ruleset_needs_no_slow_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare/ruleset.yaml").write_text("name: bare\ntitle: Bare\n", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("REPORTLINT_CACHE", raising=False)
    code = (
        "import sys, pathlib, reportlint.rulesets as r; r.load(pathlib.Path(sys.argv[1])); print({'yaml', 'cerberus'} & set(sys.modules))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(tmp_path / "bare")], capture_output=True, text=True, check=True) for _ in range(2)
    ]
    assert runs[1].stdout == "set()\n"
    assert runs[0].stdout != "set()\n"


def test_a_program_that_unpacks_itself_elsewhere_each_time_uses_what_it_kept(tmp_path: Path) -> None:
    root = Path(rulesets.__file__).parents[2]
    code = "import sys; sys.frozen = True; from reportlint import rulesets; rulesets.load('core'); print('yaml' in sys.modules)"
    read_yaml = []
    for name in ("first", "second"):
        unpacked = tmp_path / name
        shutil.copytree(root / "reportlint", unpacked / "reportlint", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(root / "rules", unpacked / "reportlint" / "rules", copy_function=shutil.copyfile)
        environment = {**os.environ, "PYTHONPATH": str(unpacked), "XDG_CACHE_HOME": str(tmp_path / "kept"), "REPORTLINT_CACHE": ""}
        done = subprocess.run([sys.executable, "-c", code], cwd=unpacked, env=environment, capture_output=True, text=True, check=True)
        read_yaml.append(done.stdout.strip())
        shutil.rmtree(unpacked)
    assert read_yaml == ["True", "False"]
    assert len(list((tmp_path / "kept").rglob("*.json"))) == 1
