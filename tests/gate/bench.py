"""What the tests of the gate work with: a council's rules, a report that breaks one of them, and ways to look at a result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from reportlint import api, discover
from reportlint.findings import Finding, Result
from reportlint.gate import evidence

ROOT = Path(__file__).parents[2]
CLEAN = (ROOT / "examples" / "clean-report.md").read_text(encoding="utf-8")
#: The clean report without one of its sections: one finding, section-missing:legal.
DRAFT = CLEAN[: CLEAN.index("7. Legal Advice")] + CLEAN[CLEAN.index("8. Human Resources") :]
FOUND = "section-missing:legal"
DAY = date(2026, 2, 20)
OUTPUTS = discover.names("reportlint.outputs")

COUNCIL = """\
name: council
title: A council
extends: [rotherham]
roles:
  monitoring-officer: [Ada Byron, "Zoë O'Neil"]
  section-151-officer: [Luca Pacioli]
rules:
  section-missing: {waivable-by: [monitoring-officer]}
  section-empty: {waivable: false}
"""
WAIVER = {
    "rule": FOUND,
    "document": "{path: draft.md}",
    "reason": "Counsel's advice follows at the meeting.",
    "approved-by": "Ada Byron",
    "role": "monitoring-officer",
    "approved-on": "2026-02-01",
    "until": "2026-03-31",
}


def waivers(**changes: str | None) -> str:
    """A waivers file with one waiver, the one above with changes made to it; None takes a setting out."""
    given = {**WAIVER, **{name.replace("_", "-"): value for name, value in changes.items()}}
    first, *others = [f"{name}: {value}" for name, value in given.items() if value is not None]
    return "waivers:\n  - " + "\n    ".join([first, *others]) + "\n"


def checked(*documents: str, **options: Any) -> Result:
    """What is found in these documents by the council's rules at submission."""
    settings = {"ruleset": Path("council"), "stage": "submission", "on": DAY}
    return api.check(list(documents) or "draft.md", **{**settings, **options})


def rendered(result: Result, form: str) -> str:
    """The result in one of the outputs, or as evidence."""
    made = evidence.render(result) if form == "evidence" else discover.load("reportlint.outputs", form).render(result)
    return made if isinstance(made, str) else made.decode()


def only(result: Result, name: str) -> Finding:
    (found,) = [f for f in result.documents[0].findings if f.name == name]
    return found


def evaluations(result: Result) -> dict[str, dict[str, Any]]:
    """What every rule and subject came to, as the evidence has it."""
    (document,) = json.loads(rendered(result, "evidence"))["predicate"]["documents"]
    return {f"{e['rule']}:{e['subject']}" if e["subject"] else e["rule"]: e for e in document["evaluations"]}


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What another Python that imports the package from this checkout makes of this code."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    whole = {**os.environ, "PYTHONPATH": path, **environment}
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, env=whole, timeout=240)


#: Runs the first command as it is, so that all is loaded, and then each in a process of its own, once {first} is done there.
_EACH = """
import json, os, sys
from reportlint.cli import main
commands = json.loads(sys.argv[1])
main(commands[0], standalone_mode=False)
for command in commands:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 2)
        {first}
        main(command)
    os.close(writing)
    said = open(reading, "rb").read().decode()
    print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said]), file=sys.stderr)
"""


def each(commands: Sequence[Sequence[str]], first: str) -> list[tuple[int, str]]:
    """The exit status of each command and what it said, in a process in which `first`, a line of Python, was done before."""
    done = python(_EACH.format(first=first), json.dumps(commands))
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stderr.splitlines() if line.startswith(b"[")]
