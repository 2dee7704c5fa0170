"""The contract of the JSON output: its keys, their order, its summary."""

from __future__ import annotations

import json

from reportlint.outputs import json as output

from .results import mixed


def test_the_keys_are_the_contracts_in_its_order() -> None:
    whole = json.loads(output.render(mixed()))
    assert list(whole) == ["schema", "tool", "stage", "on", "documents", "summary"]
    document = whole["documents"][0]
    assert list(document) == [
        "path", "sha256", "format", "ruleset", "ruleset_sha256", "template", "recognised_by", "status", "findings", "faults",
    ]  # fmt: skip
    finding = document["findings"][0]
    assert list(finding) == [
        "rule", "subject", "severity", "fingerprint", "message", "fix", "why", "source", "location", "edits", "waiver",
    ]  # fmt: skip
    assert list(finding["location"]) == ["text", "paragraph", "section", "field", "table", "row", "page", "quote"]
    assert document["findings"][1]["edits"] == [
        {"kind": "replace", "paragraph": 3, "start": 0, "end": 5, "text": "Title", "safe": True}
    ]


def test_the_summary_counts_what_no_waiver_covers() -> None:
    summary = json.loads(output.render(mixed()))["summary"]
    assert summary == {"documents": 4, "unreadable": 1, "error": 3, "warning": 1, "info": 1, "waived": 1}
