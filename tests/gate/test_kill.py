"""A process that is killed at any moment while it writes leaves a whole file or none."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import bench
import pytest

from reportlint.findings import Result
from reportlint.gate import baseline

KILLS = 200

#: Forks a writer, 200 times over, which is ended by a signal after some microseconds, and looks at what is there then.
DRIVER = """
import os, random, signal, sys
from pathlib import Path
from reportlint.cli import _files

random.seed(20260220)
target, versions, kills = sys.argv[1], [Path(p).read_bytes() for p in sys.argv[2:4]], int(sys.argv[4])
seen = {"none": 0, "whole": 0, "torn": 0, "left": 0}
for _ in range(kills):
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, random.uniform(0.00005, 0.004))
        while True:
            for data in versions:
                _files.withdraw(target)
                _files.write_whole(target, data)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), status
    found = Path(target).read_bytes() if os.path.exists(target) else None
    seen["none" if found is None else "whole" if found in versions else "torn"] += 1
    seen["left"] += sum(name.endswith(".part") for name in os.listdir(os.path.dirname(target))) > 0
_files.withdraw(target)
_files.write_whole(target, versions[0])
print(seen["none"], seen["whole"], seen["torn"], seen["left"], len(os.listdir(os.path.dirname(target))))
"""

PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "sarif": json.loads,
    "gitlab": json.loads,
    "junit": ElementTree.fromstring,
    "csv": lambda text: list(csv.reader(io.StringIO(text), strict=True)),
    "evidence": json.loads,
    "baseline": json.loads,
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """What two runs found."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("clean.md", bench.CLEAN), ("draft.md", bench.DRAFT)):
        (folder / name).write_text(text, encoding="utf-8")
    clean, draft = str(folder / "clean.md"), str(folder / "draft.md")
    return [bench.checked(draft, ruleset="rotherham"), bench.checked(clean, draft, ruleset="rotherham")]


def _versions(form: str, results: list[Result]) -> list[bytes]:
    """What the two would write, each parsed whole."""
    known = baseline.empty("known.json")
    texts = [baseline.render(known.growing(bench.DAY).after(r)) if form == "baseline" else bench.rendered(r, form) for r in results]
    for text in texts:
        assert PARSERS.get(form, str)(text) is not None
    return [text.encode() for text in texts]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("form", [*bench.OUTPUTS, "evidence", "baseline"])
def test_every_file_that_exists_is_whole(tmp_path: Path, results: list[Result], form: str) -> None:
    versions = []
    for number, data in enumerate(_versions(form, results)):
        (tmp_path / f"version{number}").write_bytes(data)
        versions.append(str(tmp_path / f"version{number}"))
    (tmp_path / "written").mkdir()
    command = [sys.executable, "-c", DRIVER, str(tmp_path / "written" / "out"), *versions, str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(bench.ROOT)}, timeout=120)
    assert done.returncode == 0, done.stderr
    none, whole, torn, left, at_last = map(int, done.stdout.split())
    assert none + whole == KILLS
    assert torn == 0
    # It was killed in the midst of writing, and what it left was swept by the next run.
    assert left > 0
    assert at_last == 1
