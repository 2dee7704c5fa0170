"""Every output, on every kind of result, held to the schema or the reader of those who consume it.

VALIDATORS and ELSEWHERE together are the table: each output with what it is held to.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from lxml import etree
from markdown_it import MarkdownIt

from reportlint import discover
from reportlint.findings import Result
from reportlint.gate import evidence

from . import results

SCHEMAS = Path(__file__).parent / "schemas"
RESULTS: dict[str, Callable[[], Result]] = {
    "clean": results.clean,
    "mixed": results.mixed,
    "hostile": results.hostile,
    "long": lambda: results.many(200),
    "nothing": results.result,
}


def _schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def valid_sarif(text: str, result: Result) -> None:
    log = json.loads(text)
    _schema("sarif-2.1.0.json").validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == sum(len(d.findings) for d in result.documents)
    for found in run["results"]:
        physical = found["locations"][0]["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        uri = physical["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/%]+", uri)
        assert not re.search(r"%(?![0-9A-F]{2})", uri)
        assert urlsplit(uri).scheme in ("", "file")
        unquote(uri, errors="strict")
        assert run["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"] == uri
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        assert "suppressions" in found


def valid_junit(text: str, result: Result) -> None:
    document = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(document)
    suites = document.findall("testsuite")
    assert len(suites) == len(result.documents)
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        assert len({case.get("name") for case in cases}) == len(cases)


def valid_gitlab(text: str, result: Result) -> None:
    issues = json.loads(text)
    _schema("gitlab-code-quality.json").validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert len(issues) >= sum(len(d.findings) for d in result.documents)


def valid_github(text: str, result: Result) -> None:
    *commands, last = text.splitlines()
    assert not last.startswith("::")
    assert len(commands) >= sum(len(d.findings) for d in result.documents)
    for command in commands:
        # A property ends at a comma and the command at a colon; what is escaped is escaped rightly.
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]*,line=[1-9]\d*,title=[^,:]*::.*", command)
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", command)


def valid_csv(text: str, result: Result) -> None:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n") == len(rows)
    assert {len(row) for row in rows} == {13}
    assert len(rows) > sum(len(d.findings) for d in result.documents)
    for cell in (cell for row in rows for cell in row):
        assert not re.search(r"(^|;)\s*[=+\-@＝＋－＠]", cell)


def valid_markdown(text: str, result: Result) -> None:
    viewer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = viewer.parse(text)
    inline = [t for token in tokens for t in token.children or ()]
    assert {t.type for t in inline} <= {"text", "strong_open", "strong_close", "text_special"}
    html = "".join(t.content for t in tokens if t.type == "html_block")
    assert re.fullmatch(r"(<details>\n<summary>\d+ findings</summary>\n|</details>\n)*", html)
    assert {t.type for t in tokens} <= {"html_block", "inline", *(f"{n}_{s}" for n in _BLOCKS for s in ("open", "close"))}
    assert sum(t.type == "heading_open" for t in tokens) == 1 + len(result.documents)
    rows = sum(t.type == "tr_open" for t in tokens)
    tables = 1 + sum(bool(d.findings) for d in result.documents)
    assert rows == tables + len(result.documents) + sum(len(d.findings) for d in result.documents)


_BLOCKS = ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td")


def valid_json(text: str, result: Result) -> None:
    assert [d["path"] for d in json.loads(text)["documents"]] == [_whole(d.path) for d in result.documents]


def valid_jsonl(text: str, result: Result) -> None:
    assert [json.loads(line)["document"]["path"] for line in text.splitlines()] == [_whole(d.path) for d in result.documents]


def valid_evidence(text: str, result: Result) -> None:
    # in-toto's own definition: a field that it does not know, or one of another type, is an error.
    made = json_format.ParseDict(json.loads(text), statement_pb2.Statement())
    Statement.copy_from_pb(made).validate()
    assert urlsplit(made.predicate_type).scheme
    assert all(re.fullmatch("[0-9a-f]{64}", subject.digest["sha256"]) for subject in made.subject)
    assert [d["name"] for d in json.loads(text)["predicate"]["documents"]] == [_whole(d.path) for d in result.documents]


def valid_text(text: str, result: Result) -> None:
    assert all(c.isprintable() or c == "\n" for c in text)


def _whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


VALIDATORS: dict[str, Callable[[str, Result], None]] = {
    "csv": valid_csv,  # a strict reader of CSV, and no cell that a spreadsheet would calculate
    "evidence": valid_evidence,  # in-toto's Statement v1
    "github": valid_github,  # GitHub's grammar of workflow commands
    "gitlab": valid_gitlab,  # GitLab's schema of a code quality report
    "json": valid_json,
    "jsonl": valid_jsonl,
    "junit": valid_junit,  # the JUnit schema that Jenkins publishes
    "markdown": valid_markdown,  # a strict reader of CommonMark
    "sarif": valid_sarif,  # the SARIF 2.1.0 schema, and what GitHub asks for beyond it
    "text": valid_text,
}
#: Held to what cannot be had by reading alone, in files of their own.
ELSEWHERE = {
    "html": "outputs/test_html_browser.py",  # axe-core in Chromium
    "pre-commit": "gate/test_pre_commit.py",  # the real pre-commit
}


def _render(output: str, result: Result) -> str:
    rendered = evidence.render(result) if output == "evidence" else discover.load("reportlint.outputs", output).render(result)
    assert isinstance(rendered, str)
    return rendered


def test_everything_that_is_written_has_a_validator() -> None:
    assert {*discover.names("reportlint.outputs"), "evidence", "pre-commit"} == {*VALIDATORS, *ELSEWHERE}
    for place in ELSEWHERE.values():
        assert (Path(__file__).parents[1] / place).is_file()


#: There is no evidence about nothing.
TRIED = [(output, kind) for output in VALIDATORS for kind in RESULTS if (output, kind) != ("evidence", "nothing")]


@pytest.mark.parametrize(("output", "kind"), TRIED)
def test_an_output_is_valid(output: str, kind: str) -> None:
    result = RESULTS[kind]()
    VALIDATORS[output](_render(output, result), result)


@pytest.mark.parametrize(
    ("name", "value"),
    [("_type", "https://in-toto.io/Statement/v0.1"), ("subject", []), ("predicateType", ""), ("predicate", {}), ("other", 1)],
)
def test_in_toto_would_refuse_what_is_no_statement(name: str, value: object) -> None:
    statement = {**json.loads(_render("evidence", results.mixed())), name: value}
    with pytest.raises((ValueError, json_format.ParseError)):
        valid_evidence(json.dumps(statement), results.mixed())


@pytest.mark.parametrize("output", VALIDATORS)
def test_no_output_carries_what_steers_a_terminal_or_cannot_be_encoded(output: str) -> None:
    text = _render(output, results.hostile())
    text.encode("utf-8", errors="strict")
    ends = "\r\n" if output == "csv" else "\n"
    assert not re.search("[\x00-\x09\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
    assert "\r" not in text.replace(ends, "")


@pytest.mark.parametrize("output", sorted(VALIDATORS.keys() - {"text"}))
def test_a_waived_finding_stays_with_its_reason_beside_it(output: str) -> None:
    text = _render(output, results.mixed())
    assert "Agreed with the chair; the appendix follows." in text
    assert "A Solicitor, monitoring officer" in text


@pytest.mark.parametrize("output", VALIDATORS)
def test_a_document_that_cannot_be_read_is_never_passed_over(output: str) -> None:
    with_a_finding = _render(output, results.result(results.unreadable()))
    without = _render(output, results.result(results.unreadable(findings=())))
    assert "broken.docx" in with_a_finding
    assert "broken.docx" in without
    assert re.search("unreadable|could not be read", without)


@pytest.mark.parametrize("output", VALIDATORS)
def test_the_order_in_which_a_waiver_was_written_makes_no_difference(output: str) -> None:
    one, other = (results.result(results.document(results.finding(waiver=dict(w)))) for w in (_WAIVER, reversed(_WAIVER)))
    assert _render(output, one) == _render(output, other)


_WAIVER = tuple(results.WAIVER.items())


def test_the_same_result_gives_the_same_bytes_whatever_the_surroundings() -> None:
    one = _digests(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = _digests(PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    assert one == other
    assert len(one) == len(discover.names("reportlint.outputs"))


_DIGEST = """
import hashlib
from reportlint import discover
from outputs import results
for name in discover.names("reportlint.outputs"):
    text = discover.load("reportlint.outputs", name).render(results.mixed())
    print(name, hashlib.sha256(text.encode()).hexdigest())
"""


def _digests(**surroundings: str) -> list[str]:
    tests = Path(__file__).parents[1]
    found = os.pathsep.join([str(tests), str(tests.parent)])
    run = subprocess.run(
        [sys.executable, "-c", _DIGEST],
        env={**os.environ, "PYTHONPATH": found, **surroundings}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return run.stdout.splitlines()
