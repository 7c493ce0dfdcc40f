"""What a page puts between the words of its article: links to other news, comments, sharing, credits of pictures."""

import pytest

from app.importing import read_document

BODY = (
    "<p>Премьер-министр провёл заседание Правительства и выслушал доклад о готовности сетей.</p>",
    "<p>Ремонт котельных завершён в трёх областях, в остальных работы идут по графику.</p>",
)
WORDS = "\n\n".join(line[3:-4] for line in BODY)
LINK = '<a href="/1">Премьер-министр поручил Минфину до 1 мая внести отчёт</a>'
KAZAKH = '<a href="/2">Премьер-Министр Қаржы министрлігіне есеп беруді тапсырды</a>'


def text_of(*pieces: str) -> str:
    page = f"<!DOCTYPE html><html><head><title>Новость</title></head><body><div>{''.join(pieces)}</div></body></html>"
    return read_document(page.encode(), "a.html").text


@pytest.mark.parametrize(
    "label",
    [
        "Читайте также:",
        "Читайте по теме:",
        "Читать также:",
        "ЧИТАЙТЕ ТАКЖЕ",
        "Смотрите также:",
        "Ещё по теме:",
        "Подробнее по теме:",
        "Рекомендуем прочитать:",
        "Оқи отырыңыз:",
        "Тағы да оқыңыз:",
        "Тақырып бойынша:",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "<p><strong>{}</strong> {}</p>",
        "<p>{} {}</p>",
        "<blockquote><b>{}</b><br>{}</blockquote>",
        "<div><span>{}</span><ul><li>{}</li></ul></div>",
        "<p>{}</p><p>{}</p>",
        "<div><h3>{}</h3></div><div>{}</div>",
    ],
)
def test_a_label_and_a_link_go(label: str, around: str) -> None:
    assert text_of(BODY[0], around.format(label, LINK), BODY[1]) == WORDS


@pytest.mark.parametrize(
    "heading",
    [
        "Ещё по теме",
        "Материалы по теме",
        "Последние новости",
        "Другие новости",
        "Похожие материалы",
        "Соңғы жаңалықтар",
        "Ұқсас материалдар",
    ],
)
@pytest.mark.parametrize("tag", ["h2", "h4", "p", "div"])
def test_a_heading_followed_only_by_links_goes_with_them(heading: str, tag: str) -> None:
    links = f"<p>{LINK}</p><div>20.11.2026, 10:15 {KAZAKH}</div><div><div>{LINK}</div><div>{KAZAKH}</div></div>"
    assert text_of(*BODY, f"<{tag}>{heading}</{tag}>", links) == WORDS


def test_a_label_inside_a_paragraph_goes_with_its_link_alone() -> None:
    text = text_of(BODY[0], f"<p>Ремонт завершён. Читайте также: {LINK} Работы идут.</p>", BODY[1])
    assert "Читайте" not in text and "поручил" not in text
    assert "Ремонт завершён." in text and "Работы идут." in text


@pytest.mark.parametrize(
    "furniture",
    [
        "<div>Бөлісу: <a>Facebook</a> <a>Telegram</a></div>",
        "<p>Поделиться: WhatsApp, Telegram</p>",
        "<p>Фото: пресс-служба Премьер-министра</p>",
        "<p>Сурет: primeminister.kz</p>",
        "<h3>Оставьте комментарий</h3>",
        "<p>Пікір қалдыру</p>",
        "<p>Подписывайтесь на наш Telegram-канал</p>",
    ],
)
def test_sharing_credits_and_invitations_go(furniture: str) -> None:
    assert text_of(BODY[0], furniture, BODY[1]) == WORDS


@pytest.mark.parametrize("heading", ["Пікірлер", "Комментарии (2)", "Пікірлер: 1"])
def test_comments_go_to_the_end(heading: str) -> None:
    comment = "<p>Министру поручить бы это вчера!</p>"
    assert text_of(*BODY, f"<h3>{heading}</h3>", comment, comment) == WORDS


@pytest.mark.parametrize(
    "own",
    [
        '<p>Глава Правительства поручил <a href="/m">Министерству финансов</a> внести отчёт.</p>',
        "<h3>Другие новости</h3><p>Министр доложил о готовности станций к зиме.</p>",
        '<p>Читайте также доклады министерств, поручил он акимам, <a href="/d">на портале</a>.</p>',
        "<p>Комментарии министра: работы завершены, отчёт внесён в Правительство.</p>",
        "<p>Новости экономики: рост составил пять процентов.</p>",
        "<p>Фото документов министерство направит в Правительство до 1 мая.</p>",
    ],
)
def test_words_of_the_article_stay(own: str) -> None:
    text = text_of(BODY[0], own, BODY[1])
    assert len(text.split("\n\n")) == 2 + own.count("</h3>") + own.count("</p>")
