"""The commands that read texts and terms: what cannot be read is named, the rest is read, the status tells."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests.importing.made_files import blank_pdf

ORDER = "Премьер-министр поручил Министерству энергетики до 1 марта 2027 года завершить ремонт."
DAY = ("--published", "2026-11-20")


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=given)


def row(**fields: object) -> dict[str, object]:
    return {"id": "a", "published": "2026-11-20", "text": ORDER, **fields}


def lines_of(*rows: object) -> str:
    return "".join(json.dumps(each) + "\n" for each in rows)


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "приказ.txt"
    path.write_text(ORDER, encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no text"), (b"\x89PNG\r\n\x1a\n", "picture"), (blank_pdf(), "pictures of pages"), (None, "No such file")],
    ids=["empty", "picture", "scan", "missing"],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path, order: Path, content: bytes | None, said: str
) -> None:
    bad = tmp_path / "плохой"
    if content is not None:
        bad.write_bytes(content)
    done = run("extract", order, bad, order, *DAY, "--format", "jsonl")
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == [order.name, order.name]
    assert done.exit_code == 2
    assert done.stderr.startswith(f"tapsyrma: {bad}: ") and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_folder_and_a_text_without_a_day_are_named_too(tmp_path: Path, order: Path) -> None:
    done = run("extract", tmp_path, order)
    assert done.exit_code == 2 and done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith(f"tapsyrma: {tmp_path}: ") and f"{order}: no date of publication" in second


def test_what_was_read_with_a_loss_is_said_and_is_no_failure(tmp_path: Path) -> None:
    letter = tmp_path / "a.eml"
    letter.write_bytes(
        b"From: a@example.kz\nSubject: minutes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain; charset=utf-8\n\n" + ORDER.encode() + b"\n"
        b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n--b--\n"
    )
    done = run("extract", letter, *DAY)
    assert done.exit_code == 0 and done.stdout.startswith("instruction")
    assert f"{letter}: Attachments of the letter that were not read: 1." in done.stderr


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row(text=None), "the field text is missing"),
        (row(title=5), "the field title is no text"),
        ({"id": "a", "text": ORDER}, "the field published is missing"),
        (row(published="2026-W47"), "the field published is no date"),
        (row(published="20261120"), "the field published is no date"),
        (row(published=20261120), "the field published is no text"),
        (["a"], "no JSON object"),
    ],
)
def test_a_bad_row_of_documents_is_named_and_the_others_are_read(bad: object, said: str) -> None:
    done = run("extract", "--documents", "-", "--format", "jsonl", given=lines_of(row(), bad, row(id="b")).encode())
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert (done.exit_code, done.stderr) == (2, done.stderr) and f"line 2 of the documents: {said}" in done.stderr


def test_a_row_that_is_no_json(tmp_path: Path) -> None:
    done = run("extract", "--documents", "-", given=b"{\n")
    assert done.exit_code == 2 and "line 1 of the documents: no JSON object" in done.stderr


def test_half_characters_are_shown_as_lost() -> None:
    given = lines_of(row(id="\ud800", title="\udfff", text=f"\udc00 {ORDER}")).encode()
    done = run("extract", "--documents", "-", "--format", "jsonl", given=given)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["doc"] == "\ufffd" and json.loads(done.stdout)["start"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_documents_and_lists_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    documents = json.dumps(row(), ensure_ascii=False) + "\n"
    done = run("extract", "--documents", "-", "--format", "jsonl", given=documents.encode(encoding))
    assert json.loads(done.stdout)["quote"] == ORDER.rstrip(".")
    listed = tmp_path / "list.txt"
    listed.write_bytes("# сроки совещания\r\nдо 1 мая\tпункт первый\r\n\r\nв месячный срок\r\n".encode(encoding))
    done = run("deadline", "--list", listed, *DAY, "--format", "jsonl")
    assert [(each["text"], each["date"]) for each in map(json.loads, done.stdout.splitlines())] == [
        ("до 1 мая", "2027-05-01"),
        ("в месячный срок", "2026-12-20"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "nothing to read"),
        (["extract", *DAY], "nothing to read"),
        (["deadline", *DAY], "either an EXPRESSION or --list"),
        (["deadline", "до 1 мая", "--list", "-", *DAY], "either an EXPRESSION or --list"),
        (["deadline", "до 1 мая", "--published", "2026-W03"], "no date such as"),
        (["deadline", "до 1 мая", "--published", "20260116"], "no date such as"),
    ],
)
def test_a_command_that_would_do_nothing_says_so(arguments: list[str], said: str) -> None:
    done = run(*arguments, given=b"")
    assert done.exit_code == 2 and said in done.stderr and done.stdout == ""


def test_a_list_that_is_no_text_is_named(tmp_path: Path) -> None:
    listed = tmp_path / "list.bin"
    listed.write_bytes(bytes(range(256)))
    done = run("deadline", "--list", listed, *DAY)
    assert done.exit_code == 2 and str(listed) in done.stderr and "not a text document" in done.stderr
