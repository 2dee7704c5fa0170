"""The recipes and examples in the documents, run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import etree

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCHEMAS = ROOT / "tests" / "outputs" / "schemas"

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell here")


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


class Place:
    """A folder with reports in it, where `reportlint` is this checkout's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder, folder / ".programs"
        self.programs.mkdir()
        _program(self.programs / "reportlint", f'exec "{sys.executable}" -m reportlint "$@"')

    def put(self, name: str, example: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / example, self.folder / name)

    def runs(self, *command: str, **more: str) -> tuple[int, str]:
        """The exit status of a command and what it said."""
        found = {"PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, **found, **more}, capture_output=True, encoding="utf-8", timeout=240
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def shell(self, script: str, **more: str) -> tuple[int, str]:
        return self.runs("sh", "-c", script, **more)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.put("reports/clean.docx", "clean-report.docx")
    return made


def _recipe(key: str) -> Any:
    """The recipe of docs/pipelines.md that has this key on top."""
    (found,) = [recipe for recipe in map(yaml.safe_load, _blocks("pipelines.md", "yaml")) if key in recipe]
    return found


def _commands(steps: list[Any]) -> list[str]:
    lines = [step if isinstance(step, str) else step.get("run") or step.get("script") for step in steps]
    return [line for line in lines if line and line.startswith("reportlint")]


def _judged(place: Place, commands: list[str], **more: str) -> None:
    """Good reports go through; with a bad one among them only the last command holds them back; without any the first does."""
    assert [place.shell(command, **more)[0] for command in commands] == [0] * len(commands)
    place.put("reports/draft.docx", "draft-report.docx")
    assert [place.shell(command, **more)[0] for command in commands] == [0] * (len(commands) - 1) + [1]


def _ends_without_reports(place: Place, command: str, *written: str) -> None:
    shutil.rmtree(place.folder / "reports")
    (place.folder / "reports").mkdir()
    assert place.shell(command)[0] == 2
    assert not [name for name in written if (place.folder / name).exists()]


def _holds(file: Path, schema: str) -> None:
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))).validate(json.loads(file.read_bytes()))


def _is_junit(file: Path) -> None:
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(etree.parse(file))


def test_github_actions(place: Place) -> None:
    steps = _recipe("jobs")["jobs"]["reportlint"]["steps"]
    commands = _commands(steps)
    _judged(place, commands, GITHUB_STEP_SUMMARY=str(place.folder / "summary.md"))
    (sarif,) = [step["with"]["sarif_file"] for step in steps if "upload-sarif" in step.get("uses", "")]
    _holds(place.folder / sarif, "sarif-2.1.0.json")
    assert "reports ready for submission" in (place.folder / "summary.md").read_text(encoding="utf-8")
    (evidence,) = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert len(json.loads((place.folder / evidence).read_bytes())["subject"]) == 2
    _ends_without_reports(place, commands[0], sarif)


def test_gitlab(place: Place) -> None:
    job = _recipe("reportlint")["reportlint"]
    _judged(place, _commands(job["script"]))
    reports = job["artifacts"]["reports"]
    _holds(place.folder / reports["codequality"], "gitlab-code-quality.json")
    _is_junit(place.folder / reports["junit"])
    assert all((place.folder / path).exists() for path in job["artifacts"]["paths"])


def test_azure_devops(place: Place) -> None:
    steps = _recipe("pool")["steps"]
    _judged(place, _commands(steps))
    (results,) = [step["inputs"]["testResultsFiles"] for step in steps if step.get("task", "").startswith("PublishTestResults")]
    _is_junit(place.folder / results)
    (published,) = [step["publish"] for step in steps if "publish" in step]
    assert (place.folder / published).exists()


def test_what_is_fetched_from_sharepoint_is_checked(place: Place) -> None:
    (script,) = [block for block in _blocks("pipelines.md", "sh") if "graph.microsoft.com" in block]
    around = {"TOKEN": "t", "DRIVE": "d", "ITEM": "i"}
    # In place of the network: the last argument but one is the file to write, the last the address.
    _program(place.programs / "curl", f'while [ "$1" != --output ]; do shift; done; cp "{EXAMPLES}/draft-report.docx" "$2"')
    assert place.shell(script, **around)[0] == 1
    _is_junit(place.folder / "junit.xml")
    _program(place.programs / "curl", "exit 22")
    assert place.shell(script, **around)[0] == 22


def test_the_hooks_of_the_recipe_are_those_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = _recipe("repos")["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in hooks]


def test_a_folder_that_is_watched(place: Place) -> None:
    (script,) = [block for block in _blocks("pipelines.md", "sh") if "while :" in block]
    (place.folder / "watch.sh").write_text(script, encoding="utf-8")
    (place.folder / "reports" / "~$clean.docx").write_bytes(b"Word's own")
    # In place of waiting: what happens to the folder meanwhile, round after round; and at last the end of the loop.
    happens = f"""
echo round >> rounds
case $(grep -c round rounds) in
  1) cp -p "{EXAMPLES}/draft-report.docx" "reports/new one.docx"; echo half > reports/broken.docx ;;
  2) cp -p "{EXAMPLES}/draft-report.docx" reports/clean.docx ;;
  3) kill $PPID ;;
esac"""
    _program(place.programs / "sleep", happens)
    _, said = place.runs("sh", "watch.sh", "reports")
    told = [line for line in said.splitlines() if line.endswith(".docx")]
    first, *rest = told
    assert first == "ready: clean.docx"
    assert rest == ["not checked: broken.docx", "not ready: new one.docx", "not checked: broken.docx", "not ready: clean.docx"]
    assert "Not ready for submission" in (place.folder / "reports" / "new one.html").read_text(encoding="utf-8")
    assert "Not ready for submission" in (place.folder / "reports" / "clean.html").read_text(encoding="utf-8")


@pytest.fixture
def gate(place: Place) -> Place:
    """What docs/gate.md speaks of, with its own rules, waivers and configuration."""
    ruleset, settings = place.folder / "rules" / "our-council", place.folder / "gate"
    ruleset.mkdir(parents=True)
    settings.mkdir()
    (rules,) = [block for block in _blocks("gate.md", "yaml") if "extends:" in block]
    (waivers,) = [block for block in _blocks("gate.md", "yaml") if block.startswith("waivers:")]
    (config,) = _blocks("gate.md", "toml")
    (ruleset / "ruleset.yaml").write_text(rules, encoding="utf-8")
    (place.folder / "reportlint-waivers.yaml").write_text(waivers.replace("depot.docx", "depot.md"), encoding="utf-8")
    for folder in (place.folder, settings):
        (folder / "reportlint.toml").write_text(config.replace('"rules/', f'"{(place.folder / "rules").as_posix()}/'), encoding="utf-8")
    (place.folder / "governance").mkdir()
    for file in ("governance/reportlint-waivers.yaml", "gate/waivers.yaml", "gate/governance/reportlint-waivers.yaml"):
        (place.folder / file).parent.mkdir(exist_ok=True)
        (place.folder / file).write_text("waivers: []\n", encoding="utf-8")
    place.put("report.docx", "clean-report.docx")
    place.put("papers/draft.docx", "draft-report.docx")
    return place


#: The exit status of each command of docs/gate.md, in their order.
ENDS = {
    "check report.docx": 0, "baseline update known.json papers/ --grow": 0, "check papers/ --stage submission --baseline": 1,
    "baseline update known.json papers/ --stage": 0, "evidence verify": 0, "check papers/ --config": 1,
}  # fmt: skip


def test_the_commands_about_the_gate(gate: Place) -> None:
    lines = [line for block in _blocks("gate.md", "console") for line in block.splitlines()]
    assert len(lines) == len(ENDS)
    for line, (start, exit_code) in zip(lines, ENDS.items(), strict=True):
        assert line.startswith(f"reportlint {start}")
        ended, said = gate.shell(line.replace(" /gate/", f" {gate.folder}/gate/"))
        assert ended == exit_code, f"{line}\n{said}"
    _, shown = gate.runs("reportlint", "config", "report.docx")
    assert "reportlint.toml:" in shown


def test_the_waiver_of_the_page_lets_its_finding_stand(gate: Place) -> None:
    text = (EXAMPLES / "clean-report.md").read_text(encoding="utf-8")
    depot = gate.folder / "cabinet" / "depot.md"
    depot.parent.mkdir()
    depot.write_text(text[: text.index("7. Legal Advice")] + text[text.index("8. Human Resources") :], encoding="utf-8")
    check = ("reportlint", "check", "cabinet/depot.md", "--waivers", "reportlint-waivers.yaml", "--on")
    ended, said = gate.runs(*check, "2026-02-20")
    assert ended == 0, said
    assert "Waived: Counsel's advice follows at the meeting." in said
    assert "waiver-expired" in gate.runs(*check, "2026-04-01")[1]
