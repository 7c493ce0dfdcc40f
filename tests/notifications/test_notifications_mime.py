"""A message's bytes: what stands in the headers, and what may never get there."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from notifications.messages import RenderedLetter
from notifications.mime import build_message, sender_address, single_address, stable_message_id

LETTER = RenderedLetter("Просрочено на 9 дней · 23.11.2026", "Текст письма\nвторая строка\n", "<p>Текст письма</p>")
USUAL = {
    "to": "a.sadykova@almobl.example",
    "sender": "Тапсырма <control@tapsyrma.example>",
    "message_id": "<1@tapsyrma.example>",
    "date": datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
    "notice_id": "digest:7:2026-11-23",
}


def built(rendered: RenderedLetter = LETTER, **changes: object) -> EmailMessage:
    data = build_message(rendered, **{**USUAL, **changes})  # type: ignore[arg-type]
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_headers_and_both_forms_arrive_as_they_were() -> None:
    message = built()
    assert message["Subject"] == LETTER.subject
    assert message["From"].addresses[0].display_name == "Тапсырма"
    assert message["From"].addresses[0].addr_spec == "control@tapsyrma.example"
    assert message["To"] == USUAL["to"]
    assert message["Date"].datetime == USUAL["date"]
    assert message["Message-ID"] == "<1@tapsyrma.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Notice-Id"] == "digest:7:2026-11-23"
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    assert text.get_content().splitlines() == LETTER.text.splitlines()
    assert html.get_content().splitlines() == LETTER.html.splitlines()


def test_every_line_is_ascii_short_and_ends_in_crlf() -> None:
    rendered = RenderedLetter("Поручение" + " и ещё одно" * 30, "слово " * 2000, "<p>" + "слово " * 2000 + "</p>")
    data = build_message(rendered, **USUAL)  # type: ignore[arg-type]
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 998
    assert message_from_bytes(data, policy=default)["Subject"] == rendered.subject


def test_further_headers_are_added() -> None:
    assert built(headers={"List-Unsubscribe": "<https://tapsyrma.example/u/1>"})["List-Unsubscribe"] is not None


INJECTIONS = ["a\r\nBcc: x@y.example", "a\nBcc: x@y.example", "a\rb", "a\x00b", "a\u2028b", "a\x0bb"]


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize("field", ["to", "sender", "message_id", "notice_id"])
def test_no_value_becomes_a_header(field: str, value: str) -> None:
    with pytest.raises(ValueError):
        built(**{field: value})


@pytest.mark.parametrize("value", INJECTIONS)
def test_neither_subject_nor_further_header_becomes_another_one(value: str) -> None:
    with pytest.raises(ValueError):
        built(RenderedLetter(value, "text", "<p>text</p>"))
    with pytest.raises(ValueError):
        built(headers={"X-Reason": value})
    with pytest.raises(ValueError):
        built(sender=f"{value} <control@tapsyrma.example>")


@pytest.mark.parametrize("name", ["To", "subject", "Message-ID", "X Bad", "X-Bad:", "X\r\nBcc", ""])
def test_further_headers_neither_replace_nor_break(name: str) -> None:
    with pytest.raises(ValueError):
        built(headers={name: "x"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tapsyrma@localhost", "tapsyrma@localhost"),
        ("first.last+tag@sub.gov.example", "first.last+tag@sub.gov.example"),
        ("akimat@әкімдік.қаз", "akimat@xn--d1albg3kc62g.xn--80ao21a"),
    ],
)
def test_single_addresses(address: str, expected: str) -> None:
    assert single_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@b.example",
        "a@",
        "a@b.example,c@d.example",
        "a@b.example c@d.example",
        "a@b.example>,<c@d.example",
        "Name <a@b.example>",
        "<a@b.example>",
        "a b@c.example",
        "a@b@c.example",
        '"a,b"@c.example',
        "a@b.example\r\nRCPT TO:<c@d.example>",
        "a@b..example",
        "a@-b.example",
        "a@b.example.",
        "пошта@b.example",
        "a" * 65 + "@b.example",
        "a@" + "b" * 300 + ".example",
        "a@" + "b1" * 20000,
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        single_address(address)
    with pytest.raises(ValueError):
        built(to=address)


def test_the_senders_bare_address() -> None:
    assert sender_address("control@tapsyrma.example") == "control@tapsyrma.example"
    assert sender_address("Тапсырма <control@tapsyrma.example>") == "control@tapsyrma.example"
    with pytest.raises(ValueError):
        sender_address("Тапсырма")


def test_a_message_id_is_the_letters_own_for_ever() -> None:
    first = stable_message_id("digest:7:2026-11-23", "tapsyrma.example")
    assert first == stable_message_id("digest:7:2026-11-23", "tapsyrma.example")
    assert first != stable_message_id("digest:7:2026-11-24", "tapsyrma.example")
    assert built(message_id=first)["Message-ID"] == first
    with pytest.raises(ValueError):
        stable_message_id("digest:7:2026-11-23", "tapsyrma example>")


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        built(date=datetime(2026, 11, 23, 4, 0))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize("length", range(20, 160, 3))
def test_a_long_subject_comes_back_as_it_was(length: int) -> None:
    words = (
        "Органыңыз енді негізгі орындаушы емес: тапсырманың мерзімі ұзартылды және қайта қаралады, үйлестіруші хабардар "
        * 2
    )
    subject = words[:length].strip()
    content = build_message(
        RenderedLetter(subject, "text", "<p>text</p>"),
        to="a@example.kz",
        sender="b@example.kz",
        message_id="<a@b.c>",
        date=datetime(2026, 11, 20, tzinfo=UTC),
        notice_id="n",
    )
    assert message_from_bytes(content, policy=default)["Subject"] == subject
    assert all(len(line) <= 78 for line in content.split(b"\r\n\r\n")[0].split(b"\r\n"))
