"""html and eml: the article and the letter, without what stands around them."""

from base64 import b64encode
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from app.importing import ImportRefused, MediaType, read_document

ARTICLE = """
<h1>Штаб по паводкам</h1>
<p>Вице-премьер провёл&nbsp;заседание   штаба.<br>Он пору&shy;чил:</p>
<ol start="2"><li><p>акиматам – очистить арыки;</p></li><li>МЧС: обновить прогноз.</li></ol>
<ul><li>– доложить</li><li>ещё <b>раз</b> проверить</li></ul>
<table><tr><th>Кто</th><th>Срок</th></tr><tr><td>МЧС</td><td><p>1 мая</p></td></tr></table>
<div class="share">Поделиться</div><p style="display:none">скрыто</p><script>var x = "код";</script>
<ul><li><a href="/1">Читайте также о дорогах</a></li></ul>
"""
TEXT = "\n\n".join(
    (
        "Штаб по паводкам",
        "Вице-премьер провёл\u00a0заседание штаба.\nОн поручил:",
        "2. акиматам – очистить арыки;",
        "3. МЧС: обновить прогноз.",
        "– доложить",
        "– ещё раз проверить",
        "Кто\tСрок",
        "МЧС\t1 мая",
    )
)


def page(article: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><title>Штаб по паводкам | Портал</title>{head}</head>
    <body class="has-sidebar"><header><ul class="menu"><li><a href="/">Главная</a></li></ul></header>
    <nav>Разделы</nav><div class="wrapper"><div class="content">{article}</div>
    <div class="sidebar">Другие новости дня</div></div><footer>Все права</footer></body></html>"""


@pytest.mark.parametrize(
    "article",
    [
        f"<article>{ARTICLE}</article>",
        f"<main>{ARTICLE}</main>",
        f'<div itemprop="articleBody">{ARTICLE}</div>',
        f"<div>{ARTICLE}</div>",
        ARTICLE,
    ],
)
def test_the_article_without_what_is_around_it(article: str) -> None:
    imported = read_document(page(article).encode(), "a.html")
    assert imported.text == TEXT
    assert imported.media_type is MediaType.HTML
    assert imported.title == "Штаб по паводкам"


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r", "utf-16"])
def test_the_declared_charset(encoding: str) -> None:
    text = page(f"<article>{ARTICLE}</article>", f'<meta charset="{encoding}">')
    assert read_document(text.encode(encoding, "xmlcharrefreplace"), "a.htm").text == TEXT


def test_an_undeclared_charset_and_a_wrong_one() -> None:
    for head in ("", '<meta charset="utf-8">'):
        data = page(f"<article>{ARTICLE}</article>", head).encode("cp1251", "xmlcharrefreplace")
        assert read_document(data, "a.html").text == TEXT


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-01-15T20:30:00Z">',
        '<meta itemprop="datePublished" content="2026-01-16">',
        '<meta name="pubdate" content="16.01.2026">',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-01-16T09:00:00+05:00"}</script>',
    ],
)
def test_the_day_from_the_metadata(head: str) -> None:
    imported = read_document(page(f"<article>{ARTICLE}</article>", head).encode(), "a.html")
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "metadata")


def test_the_day_from_the_time_of_the_article_and_from_its_dateline() -> None:
    timed = page(f'<article><time datetime="2026-01-16T10:00">в пятницу</time>{ARTICLE}</article>')
    assert read_document(timed.encode(), "a.html").published == date(2026, 1, 16)
    lined = page(f'<article><div class="date">16 января 2026, 10:00</div>{ARTICLE}</article>')
    assert read_document(lined.encode(), "a.html").published_basis == "dateline"


def test_dates_of_other_pages_are_not_the_days_of_this_one() -> None:
    head = '<meta name="date" content="soon"><script>var d = "2020-01-01";</script>'
    assert read_document(page(f"<article>{ARTICLE}</article>", head).encode(), "a.html").published is None


def test_a_page_laid_out_with_tables() -> None:
    blocks = "".join(f"<p>Абзац {number} этого решения.</p>" for number in range(6))
    text = read_document(
        f"<html><body><table><tr><td>Меню</td><td>{blocks}</td></tr></table></body></html>".encode(), "a.html"
    ).text
    assert "Абзац 0 этого решения.\n\nАбзац 1 этого решения." in text


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html>", "<html></html>", "<html><body><nav>меню</nav></body></html>", "<html><!-- x"]
)
def test_pages_without_words(text: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_document(text.encode(), "a.html")
    assert refused.value.code in ("empty", "damaged")


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "О поручении по паводкам"
    message["From"] = "office@example.kz"
    message["To"] = "akimat@example.kz"
    message["Date"] = datetime(2026, 1, 15, 20, 30, tzinfo=UTC)
    return message


def test_a_letter() -> None:
    message = letter()
    message.set_content("Просим до 1 мая представить отчёт.\n", charset="koi8-r", cte="base64")
    message.add_alternative("<p>Не этот текст</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="приложение.pdf")
    imported = read_document(message.as_bytes(), "письмо.eml")
    assert imported.text == "Просим до 1 мая представить отчёт.\n"
    assert imported.media_type is MediaType.EML
    assert imported.title == "О поручении по паводкам"
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "metadata")
    assert (imported.note, imported.note_data) == ("attachments_not_read", {"count": 1})
    assert read_document(message.as_bytes(), "unnamed").media_type is MediaType.EML


def forwarded(words: str) -> EmailMessage:
    """A letter that carries another, with a paper attached to that one."""
    inner, outer = letter(), letter()
    inner.set_content("Поручено до 1 мая представить отчёт.\n")
    inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="приложение.pdf")
    outer.set_content(words)
    outer.add_attachment(inner)
    return outer


def test_a_letter_inside_a_letter_is_counted_where_the_outer_one_has_words() -> None:
    imported = read_document(forwarded("Для сведения, коллеги.\n").as_bytes(), "a.eml")
    assert imported.text == "Для сведения, коллеги.\n"
    assert (imported.note, imported.note_data) == ("attachments_not_read", {"count": 1})


@pytest.mark.parametrize("words", ["\n", "  \n\n"])
def test_a_letter_that_only_carries_another_is_read_as_that_one(words: str) -> None:
    imported = read_document(forwarded(words).as_bytes(), "a.eml")
    assert imported.text == "Поручено до 1 мая представить отчёт.\n"
    assert (imported.note, imported.note_data) == ("attachments_not_read", {"count": 1})


def test_a_letter_of_html_alone() -> None:
    message = letter()
    message.set_content("<p>Просим</p><p>представить отчёт.</p>", subtype="html")
    imported = read_document(message.as_bytes(), "a.eml")
    assert (imported.text, imported.note) == ("Просим\n\nпредставить отчёт.", None)


def test_a_letter_without_words() -> None:
    message = letter()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(ImportRefused, match="empty"):
        read_document(message.as_bytes(), "a.eml")


def test_a_text_that_begins_with_labels_is_no_letter() -> None:
    text = "Кому: акимату\nТема: паводки\nDate: 16.01.2026\nSubject: floods\n\nПросим представить отчёт."
    assert read_document(text.encode(), "a.txt").media_type is MediaType.TEXT


@pytest.mark.parametrize(
    "header",
    [
        "Date: yesterday",
        "Date: ",
        "Subject: =?utf-8?B?!!!?=",
        "From: <<<>>>@@",
        "Content-Type: text/plain; charset=no-such",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: base64",
    ],
)
def test_malformed_headers_cost_nothing(header: str) -> None:
    words = "Просим представить отчёт.".encode()
    body = b64encode(words) if "base64" in header else words
    data = f"To: a@example.kz\nMIME-Version: 1.0\n{header}\n\n".encode() + body
    assert read_document(data, "a.eml").text == "Просим представить отчёт."
