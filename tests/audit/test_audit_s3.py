"""An audit of what lies in an S3-compatible store."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import rows, run

NOTE = Path(__file__).parents[2] / "examples" / "clean-report.md"
CLEAN = Path(__file__).parents[2] / "examples" / "clean-report.docx"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """An empty bucket `town` of a store on this machine."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    store.mkdir("town")
    yield store
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.mark.filterwarnings("ignore")
def test_a_bucket_is_read_like_a_folder_and_only_once(bucket: object, here: Path) -> None:
    with zipfile.ZipFile("old.zip", "w") as archive:
        archive.write(NOTE, "2023/c.md")
    for name, data in {
        "2024/a.docx": CLEAN.read_bytes(), "2024/b.md": NOTE.read_bytes(), "old.zip": Path("old.zip").read_bytes(), "logo.png": b"-",
        "2024/bad.docx": b"PK\3\4 junk",
    }.items():  # fmt: skip
        bucket.pipe(f"town/{name}", data)  # type: ignore[attr-defined]
    first = run("s3://town", to="a.db")
    assert [r[0] for r in rows("a.db")[0]] == [
        "s3://town/2024/a.docx", "s3://town/2024/b.md", "s3://town/2024/bad.docx", "s3://town/old.zip/2023/c.md",
    ]  # fmt: skip
    assert (first.read, first.unreadable) == (4, 1)
    again = run("s3://town", to="a.db")
    assert (again.read, again.same) == (1, 0)
    bucket.pipe("town/2024/b.md", CLEAN.read_bytes())  # type: ignore[attr-defined]
    bucket.rm("town/2024/a.docx")  # type: ignore[attr-defined]
    third = run("s3://town", to="a.db")
    assert (third.read, third.gone, third.documents) == (2, 1, 3)
    run("s3://town/2024/*.md", to="tables")
    assert [r[0] for r in rows("tables")[0]] == ["s3://town/2024/b.md"]
