"""Zips from strangers: what is read, and the limits."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import replace

import pytest
from word import zipped

from reportlint.errors import UnreadableDocument
from reportlint.formats.archive import Archive, open_archive
from reportlint.limits import LIMITS, Limits, using

PART = "<a><b/><b/></a>"


def reason(data: bytes, limits: Limits = LIMITS, part: str = "a.xml") -> str:
    with pytest.raises(UnreadableDocument) as caught, using(limits):
        open_archive(data).parse(part)
    return caught.value.reason


def archive(parts: dict[str, str | bytes]) -> Archive:
    return open_archive(zipped(parts))


def test_reads_parts_whatever_the_case_and_slashes_of_their_names() -> None:
    found = archive({"word\\Document.xml": PART})
    assert found.has("/word/document.XML")
    assert found.read("word/document.xml") == PART.encode()
    assert found.names() == ("word/Document.xml",)


def test_limits_are_those_that_are_documented() -> None:
    assert (LIMITS.file, LIMITS.inflated, LIMITS.part) == (50 << 20, 256 << 20, 64 << 20)
    assert (LIMITS.ratio, LIMITS.ratio_from, LIMITS.entries) == (200, 16 << 20, 4096)
    assert (LIMITS.depth, LIMITS.elements) == (256, 1_500_000)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (replace(LIMITS, file=100), "too-large"),
        (replace(LIMITS, part=10), "too-large"),
        (replace(LIMITS, inflated=10), "too-large"),
        (replace(LIMITS, elements=2), "too-large"),
        (replace(LIMITS, entries=1), "too-many"),
        (replace(LIMITS, directory=10), "too-many"),
    ],
)
def test_what_is_beyond_a_limit_is_refused(limits: Limits, expected: str) -> None:
    data = zipped({"a.xml": PART, "b.xml": PART})
    assert open_archive(data).parse("a.xml").tag == "a"
    assert reason(data, limits) == expected


def test_a_part_that_swells_is_refused_whatever_its_header_claims() -> None:
    data = zipped({"a.xml": "<a>" + " " * 17_000_000 + "</a>"})
    assert reason(data) == "too-large"
    central = data.rfind(b"PK\x01\x02")
    lying = data[: central + 24] + (50).to_bytes(4, "little") + data[central + 28 :]
    assert reason(lying) in ("too-large", "damaged")


def test_elements_are_counted_over_all_parts() -> None:
    with using(replace(LIMITS, elements=5)):
        found = open_archive(zipped({"a.xml": PART, "b.xml": PART}))
    found.parse("a.xml")
    with pytest.raises(UnreadableDocument):
        found.parse("b.xml")


def test_comments_do_not_count_and_do_not_cut_text() -> None:
    root = archive({"a.xml": "<a>MA<!-- <b/> -->RK<?pi?>ED</a>"}).parse("a.xml")
    assert root.text == "MARKED"


def test_two_entries_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr("a.xml", PART)
        file.writestr("A.xml", PART)
    assert reason(buffer.getvalue()) == "damaged"


def test_encrypted_entries_and_unknown_methods_are_refused() -> None:
    data = zipped({"a.xml": PART})
    central = data.rfind(b"PK\x01\x02")
    locked = data[: central + 8] + b"\x01" + data[central + 9 :]
    assert reason(locked) == "encrypted"
    odd = data[: central + 10] + b"\x63" + data[central + 11 :]
    assert reason(odd) == "damaged"


def test_a_part_whose_bytes_are_broken_is_refused_by_name() -> None:
    data = zipped({"a.xml": PART * 50})
    start = data.index(b"a.xml") + 5
    with pytest.raises(UnreadableDocument, match=r"a\.xml") as caught:
        open_archive(data[:start] + b"\xff\xff\xff\xff" + data[start + 4 :]).read("a.xml")
    assert caught.value.reason == "damaged"


def test_entities_are_never_expanded() -> None:
    bomb = "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"
    assert reason(zipped({"a.xml": bomb})) == "dtd"
    assert reason(zipped({"a.xml": bomb.encode("utf-16")})) == "dtd"
    assert reason(zipped({"a.xml": "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>"})) == "dtd"
    assert reason(zipped({"a.xml": "<a>&nobody;</a>"})) == "malformed-xml"


def test_depth_is_bounded() -> None:
    assert reason(zipped({"a.xml": "<a>" * 257 + "</a>" * 257})) == "too-large"
    assert reason(zipped({"a.xml": "<a>" * 11 + "</a>" * 11}), replace(LIMITS, depth=10)) == "too-large"
    assert open_archive(zipped({"a.xml": "<a>" * 255 + "</a>" * 255})).parse("a.xml").tag == "a"


def test_something_before_the_zip_is_refused_and_after_it_is_said() -> None:
    data = zipped({"a.xml": PART})
    assert reason(b"PK stub\n" + data) == "damaged"
    found = open_archive(data + b"more")
    assert found.parse("a.xml").tag == "a"
    assert found.notes == ("Another 4 bytes follow the end of the file, which were not read.",)
