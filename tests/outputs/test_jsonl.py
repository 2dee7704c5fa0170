"""What programs read of a result, whole or a document a line."""

from __future__ import annotations

import json

from reportlint.outputs import json as whole
from reportlint.outputs import jsonl

from .results import document, finding, location, mixed, result


def test_a_line_is_a_document_as_the_json_output_has_it() -> None:
    lines = [json.loads(line) for line in jsonl.render(mixed()).splitlines()]
    together = json.loads(whole.render(mixed()))
    assert [line["document"] for line in lines] == together["documents"]
    for line in lines:
        assert {key: line[key] for key in line if key != "document"} == {
            "schema": "reportlint/result/1",
            "tool": {"name": "reportlint", "version": "1.2.3"},
            "stage": "submission",
            "on": "2025-01-14",
        }


def test_no_document_no_line() -> None:
    assert jsonl.render(result()) == ""


def test_what_cannot_be_seen_is_spelt_out_and_comes_back_whole() -> None:
    quote = "£5\u2028 \x1b[31m \x9b \u202e \xa0 \x00 \U0001f3db\n"
    for render in (whole.render, jsonl.render):
        text = render(result(document(finding(location=location(quote=quote)))))
        assert "£5\\u2028 \\u001b[31m \\u009b \\u202e \\u00a0 \\u0000 \U0001f3db\\n" in text
    assert json.loads(text)["document"]["findings"][0]["location"]["quote"] == quote


def test_half_a_character_is_replaced() -> None:
    text = jsonl.render(result(document(path="bad\udcff.docx")))
    assert json.loads(text.encode())["document"]["path"] == "bad\N{REPLACEMENT CHARACTER}.docx"
