"""Records of .jsonl files: a malformed line is one bad record, not the end of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.errors import UserError
from experiments.records import Record, read_records, read_text


def read(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "records.jsonl"
    path.write_text(text, encoding="utf-8")
    return [(r.name, r.problem) for r in read_records(path, ("proof",), ("header",))]


def test_each_line_is_a_record(tmp_path: Path) -> None:
    good = json.dumps({"name": "a", "proof": "p\u2028q", "header": "h"}, ensure_ascii=False)
    found = read_records_of(tmp_path, good + "\n\n" + good.replace('"a"', '"b"') + "\r\n")
    assert [r.name for r in found] == ["a", "b"]
    assert [r.place.line for r in found] == [1, 3]
    assert found[0].fields == {"proof": "p\u2028q", "header": "h"}


def read_records_of(folder: Path, text: str) -> list[Record]:
    path = folder / "records.jsonl"
    path.write_text(text, encoding="utf-8")
    return read_records(path, ("proof",), ("header",))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('{"name": "a"}', "no proof"),
        ('{"name": "a", "proof": 3}', "proof is not a string"),
        ('{"name": "a", "proof": " "}', "proof is empty"),
        ('{"name": "a", "proof": "p", "header": []}', "header is not a string"),
        ('{"name": "a", "proof": "\\ud800"}', "not valid Unicode"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_malformed_line_says_what_and_where(tmp_path: Path, line: str, problem: str) -> None:
    good = '{"name": "b", "proof": "p"}'
    (bad, told), (name, fine) = read(tmp_path, f"{line}\n{good}\n")
    assert told.startswith(f"{tmp_path / 'records.jsonl'}:1: ")
    assert problem in told
    assert bad in {"a", "line 1"}
    assert (name, fine) == ("b", "")


def test_files_that_are_no_records(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        read_records(tmp_path / "none.jsonl", ("proof",), ())
    with pytest.raises(UserError, match="no records"):
        read(tmp_path, "\n")
    with pytest.raises(UserError, match="directory"):
        read_records(tmp_path, ("proof",), ())


def test_lean_with_a_byte_order_mark_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.lean"
    path.write_bytes(b"\xef\xbb\xbftheorem t : 1 = 1 := rfl")
    with pytest.raises(UserError, match=r"bom\.lean: .*byte order mark"):
        read_text(path)


def test_records_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"name": "a"}\r\n')
    assert [(r.name, r.problem) for r in read_records(path, (), ())] == [("a", "")]


def test_lean_of_100_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.lean"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(UserError, match=r"big\.lean: 100 MB; .* at most 10 MB"):
        read_text(path)


def test_a_field_of_megabytes_is_one_bad_record(tmp_path: Path) -> None:
    long = json.dumps({"name": "a", "proof": "x" * 1_000_001})
    assert read(tmp_path, long + "\n" + json.dumps({"name": "b", "proof": "p"})) == [
        (
            "a",
            f"{tmp_path / 'records.jsonl'}:1: proof has 1,000,001 characters; "
            "at most 1,000,000 are read",
        ),
        ("b", ""),
    ]
