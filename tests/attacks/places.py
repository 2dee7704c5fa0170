"""Attacks by the file system: what is no ordinary file, what leads elsewhere, what must not be written."""

# ruff: noqa: E501
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.attacks.attack import Attack
from tests.formats.word import docx, p

GOOD = docx(p("plainly read"))


def place(name: str, make: Callable[[Path], object], command: tuple[str, ...], status: int, *says: str, never: tuple[str, ...] = ()) -> Attack:
    return Attack(name, lambda folder: make(folder) and None, command, status, says, never)


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "a.docx")


def swapped(folder: Path) -> None:
    """A folder of reports with links that lead out of it, to a file and to a folder."""
    (folder / "outside").mkdir()
    (folder / "outside" / "secret.md").write_text("# Secret words")
    (folder / "in").mkdir()
    (folder / "in" / "a.md").symlink_to(folder / "outside" / "secret.md")
    (folder / "in" / "sub").symlink_to(folder / "outside")


def looped(folder: Path) -> None:
    (folder / "a.docx").symlink_to(folder / "b.docx")
    (folder / "b.docx").symlink_to(folder / "a.docx")


def circled(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "again").symlink_to(folder)
    (folder / "in" / "a.md").write_text("# x")


def within(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "real.md").write_text("# TBC")
    (folder / "in" / "link.md").symlink_to("real.md")


def good(folder: Path) -> None:
    (folder / "a.docx").write_bytes(GOOD)


def protected(folder: Path) -> None:
    good(folder)
    (folder / "out.docx").write_bytes(b"original")
    os.chmod(folder / "out.docx", 0o444)


def with_target(folder: Path) -> None:
    good(folder)
    (folder / "out.docx").mkdir()


def sparse(folder: Path) -> None:
    with open(folder / "a.docx", "wb") as file:
        file.truncate(1 << 40)


def configured(text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        good(folder)
        (folder / "reportlint.toml").write_text(text)

    return make


CHECK = ("check", "a.docx", "--format", "json")

ATTACKS: list[Attack] = [
    place("place-fifo", fifo, CHECK, 2, "not an ordinary file"),
    place("place-fifo-inspected", fifo, ("inspect", "a.docx"), 2, "not an ordinary file"),
    place("place-fifo-annotated", fifo, ("annotate", "a.docx", "-o", "b.docx"), 2, "not an ordinary file"),
    place("place-fifo-in-a-folder", fifo, ("check", ".", "--format", "json"), 2, "not an ordinary file"),
    place("place-device", lambda f: (f / "a.docx").symlink_to("/dev/zero"), CHECK, 2, "not an ordinary file"),
    place("place-endless-device", lambda f: None, ("check", "/dev/urandom"), 2, "not an ordinary file"),
    place("place-folder-called-docx", lambda f: (f / "a.docx").mkdir(), CHECK, 2, "No reports were found in a.docx"),
    place("place-folder-inspected", lambda f: (f / "a.docx").mkdir(), ("inspect", "a.docx"), 2, "not an ordinary file"),
    place("place-link-out-of-the-folder", swapped, ("check", "in", "--format", "json"), 2, "a link that leads out of in", never=("Secret words",)),
    place("place-link-out-by-pattern", swapped, ("check", "in/*.md", "--format", "json"), 2, "a link that leads out of in", never=("Secret words",)),
    place("place-link-in-the-folder", within, ("check", "in", "--format", "json"), 1, '"documents": 1'),
    place("place-links-in-a-circle", looped, CHECK, 2, "could not be opened"),
    place("place-folders-in-a-circle", circled, ("check", "in", "--format", "json"), 1, '"documents": 1'),
    place("place-missing", lambda f: None, CHECK, 2, "There is no such file"),
    place("place-empty-name", lambda f: None, ("check", ""), 2),
    place("place-long-name", lambda f: None, ("check", "a" * 5000 + ".docx"), 2, "could not be opened"),
    place("place-terabyte", sparse, CHECK, 2, "larger than 50 MB"),
    place("place-output-protected", protected, ("annotate", "a.docx", "-o", "out.docx"), 2, "read-only"),
    place("place-output-is-a-folder", with_target, ("check", "a.docx", "--output", "out.docx"), 2, "is a folder"),
    place("place-output-is-the-input", good, ("check", "a.docx", "--output", "./a.docx"), 2, "is one of the files to check"),
    place("place-output-elsewhere", good, ("check", "a.docx", "--output", "no/such/folder/x"), 2, "could not be written"),
    place("place-annotate-on-itself", good, ("annotate", "a.docx", "-o", "./a.docx"), 2, "is the document itself"),
    place("place-config-unknown", configured("nonsense = 1\n"), CHECK, 2, "reportlint.toml:1"),
    place("place-config-typed-wrong", configured("stage = 7\n"), CHECK, 2, "reportlint.toml:1"),
    place("place-config-no-toml", configured("[[[\n"), CHECK, 2, "this is not TOML"),
    place("place-config-deep", configured("a = " + "[" * 5000 + "]" * 5000 + "\n"), CHECK, 2, "reportlint.toml"),
    place("place-config-limits", configured("[limits]\nfile = \"100B\"\n"), CHECK, 2, "larger than 100 bytes"),
    place("place-config-limits-typed", configured("[limits]\nfiles = \"100B\"\n"), CHECK, 2, "reportlint.toml:2"),
    place("place-config-ruleset-outside", configured("ruleset = \"../../../etc\"\n"), CHECK, 2),
    place("place-limit-unknown", good, (*CHECK, "--limit", "fiels=1"), 2, "There is no limit 'fiels'"),
]  # fmt: skip
