"""Encodings of text files: short real-life samples in each, and bytes that are no text."""

import pytest

from app.importing import ImportRefused, read_document
from app.importing.charsets import decode

RUSSIAN = [
    "Срок – 1 мая.",
    "Акиму области доложить.",
    "Министерству энергетики поручено до 1 мая обновить перечень котельных.",
    "ПРИКАЗ О НАЗНАЧЕНИИ ОТВЕТСТВЕННЫХ",
    "Вице-премьер отметил: «Ждать нельзя», – и дал десять дней.\nКонтроль – за аппаратом.",
    "№ 15-р от 3 марта. Ёлки, объём, съезд, подъезд, юрты и ящики.",
]
KAZAKH = [
    "Мерзімі – 1 мамыр.",
    "Облыс әкіміне тапсырылды.",
    "Денсаулық сақтау министрлігі екі апта ішінде ұсыныс енгізсін.",
    "ҚҰРМЕТТІ ӘРІПТЕСТЕР, ӨТІНІМДЕР ҮШІН РАҚМЕТ",
    "Һәм ғылым, һәм өнер: ұстаз бен шәкірт кеңесі қыркүйекте өтеді.",
]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1251",
        "kz1048",
        "ptcp154",
        "koi8-r",
        "cp866",
    ],
)
@pytest.mark.parametrize("text", RUSSIAN)
def test_russian_in_every_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace" if encoding in ("koi8-r", "cp866") else "strict")
    if encoding in ("koi8-r", "cp866"):  # they have no dash and no quotes: "?" stands for them in the file
        text = data.decode(encoding)
    assert decode(data).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "ptcp154"])
@pytest.mark.parametrize("text", KAZAKH)
def test_kazakh_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_kazakh_letters_of_kz1048_are_not_taken_for_serbian_ones() -> None:
    data = "Қала әкімдігі жөндеу жұмыстарын аяқтасын.".encode("kz1048")
    assert decode(data).text == "Қала әкімдігі жөндеу жұмыстарын аяқтасын."
    assert decode(data, hint="windows-1251").text == "Қала әкімдігі жөндеу жұмыстарын аяқтасын."


def test_kazakh_letters_of_ptcp154_are_not_taken_for_serbian_ones() -> None:
    text = "Қаржы министрлігіне 2027 жылғы 1 ақпанға дейін жаңғырту бағдарламасын енгізу тапсырылды."
    assert decode(text.encode("ptcp154")).encoding == "ptcp154"
    assert decode(text.encode("ptcp154"), hint="windows-1251").text == text


def test_a_declared_charset_is_used_only_where_it_fits() -> None:
    data = "Срок исполнения – июнь".encode("koi8-r", "replace")
    assert decode(data, hint="koi8-r").encoding == "koi8-r"
    assert decode("Срок исполнения".encode("cp1251"), hint="no-such-charset").text == "Срок исполнения"
    assert decode("Срок исполнения".encode("cp1251"), hint="utf-8").text == "Срок исполнения"
    for codec in ("base64", "punycode", "unicode_escape", "idna"):
        assert decode("Срок исполнения".encode("cp1251"), hint=codec).text == "Срок исполнения"


def test_curly_quotes_of_western_windows() -> None:
    assert decode("The “Ministry” shall report – by 1 May".encode("cp1252")).text == (
        "The “Ministry” shall report – by 1 May"
    )


def test_western_letters_are_left_to_the_detector() -> None:
    text = "Le ministère a présenté les résultats définitifs à Genève, où les élèves étudient déjà."
    assert decode(text.encode("cp1252")).text == text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = "Поручено министерству ".encode() + b"\xd0" + " до 1 мая представить отчёт".encode()
    imported = read_document(data, "a.txt")
    assert imported.text == "Поручено министерству \ufffd до 1 мая представить отчёт"
    assert (imported.note, imported.note_data) == ("characters_lost", {"count": 1})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"abc\x00def" * 20, "binary"),
        (bytes(range(1, 9)) * 50, "binary"),
        (bytes(range(1, 256)) * 40, "binary"),
        (bytes(range(0x80, 0x100)) * 4, "unknown_encoding"),
        (b"\xff\xfe" + b"\x00\xd8" * 100, "binary"),  # a UTF-16 mark, then halves of characters
    ],
)
def test_bytes_that_are_no_text(data: bytes, code: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode(data)
    assert refused.value.code == code
