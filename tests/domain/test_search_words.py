"""The analyser of search: which query finds which text, in Russian and Kazakh, and that no text is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.search_marks import WIDTH, marked, snippet
from app.domain.search_words import LONGEST_TOKEN, MOST_BYTES, MOST_TERMS, terms_of, words_of

FOUND = [
    ("министерству энергетики", "Министерство энергетики"),
    ("Министерством", "МИНИСТЕРСТВА финансов"),
    ("дорога", "Отремонтировать дороги областного значения"),
    ("котлов", "Завершить ремонт котла"),
    ("ремон", "Завершить ремонт котла"),
    ("тапсырмалар", "тапсырманың орындалуы"),
    ("тапсырмасы", "Президенттің тапсырмаларынан"),
    ("караганды", "Қарағанды облысының әкімдігі"),
    ("қарағандының", "Қарағандыда жылу желісін жөндеу"),
    ("карагандыга", "Қарағанды қаласы"),
    ("әкімдік", "облыс әкімдігіне"),
    ("акимдигинин", "облыс әкімдігі"),
    ("министрлик", "Энергетика министрлігімен бірлесіп"),
    ("мiнистрлiк", "Қаржы министрлігі"),  # Latin i for the Kazakh letter
    ("жол", "Жолдың құрылысын аяқтау"),
    ("жол", "жолға"),
    ("жолдар", "автомобиль жолы"),
    ("желдету", "желдету жүйесі"),
    ("кыркуйек", "2026 жылғы қыркүйекке дейін"),
    ("ошак", "өшақ ұн"),
    ("хабар", "һабар"),
    ("ауыз су", "Тұрғындарды ауыз сумен қамтамасыз ету"),
    ("үй", "үйлерді жөндеу"),
    ("елка", "Ёлка в зале"),
    ("ёлку", "елка в зале"),
    ("Самрук", "АО «Самрук-Энерго»"),
    ("самрук-энерго", "АО “Самрук-Энерго”"),
    ("«котла»", 'ремонт "котла"'),
    ("2026-00012", "Карточка 2026-00012"),
    ("2026-000", "Карточка 2026-00012"),
    ("№ 415-р", "распоряжение №415-Р"),
    ("415", "распоряжение № 415-р"),
    ("12", "Карточка 2026-00012"),
    ("16.01.2026", "до 16.01.2026 года"),
    ("ремонт и котёл", "ремонт котла"),
    ("участок", "земельного участка"),
    ("отдела", "отдел"),
    ("срок", "сроки"),
    ("KAZATOM", "Kazatomprom"),
    ("cafe", "Café"),
    ("школа 25", "ШКОЛЫ № 25"),
]
NOT_FOUND = [
    ("министерству финансов", "Министерство энергетики"),
    ("котёл", "Завершить ремонт крыши"),
    ("кот", "Завершить ремонт котла"),  # too short to be the beginning of a word
    ("монт", "ремонт"),
    ("13", "Карточка 2026-00012"),
    ("2026-00013", "Карточка 2026-00012"),
    ("12", "школа № 120"),
    ("караганды", "Астана қаласы"),
    ("тапсырма", "тапсыру мерзімі"),
    ("и", "ремонт и котёл"),
    ("", "ремонт"),
    ("*", "ремонт"),
    ('" OR NOT', "ремонт"),
]


def finds(query: str, text: str) -> bool:
    """As a database does: every term by one of the tokens, or by a beginning of one."""
    tokens, terms = words_of(text), terms_of(query)
    return bool(terms) and all(term.meets(tokens) for term in terms)


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_text_is_found(query: str, text: str) -> None:
    assert finds(query, text), (terms_of(query), words_of(text))


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_a_text_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text), (terms_of(query), words_of(text))


@given(st.text())
def test_tokens_hold_no_sign_that_a_database_would_read(text: str) -> None:
    tokens = [*words_of(text), *(token for term in terms_of(text) for token in (*term.tokens, term.prefix))]
    for token in tokens:
        assert len(token) <= LONGEST_TOKEN
        assert all(character.isalnum() or character in "-./" for character in token)
        token.encode()


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_every_text_is_found_by_itself(text: str) -> None:
    terms = terms_of(text)
    assert len(terms) <= MOST_TERMS
    assert all(term.meets(words_of(text)) for term in terms)


@given(st.text(), st.text())
def test_marks_keep_the_text(text: str, query: str) -> None:
    whole = "".join(piece for piece, _hit in marked(text, terms_of(query)))
    assert whole == "".join(piece for piece, _hit in marked(text, ()))


def test_the_words_of_a_huge_text_are_bounded() -> None:
    words = words_of(" ".join(f"слово{number}" for number in range(60_000)))
    assert len(" ".join(words).encode()) <= MOST_BYTES
    assert words[0] == "слово0"


def test_inflected_words_are_marked() -> None:
    pieces = marked("Усть-Каменогорск: ремонт котлов, № 415-р", terms_of("ремонта котла каменогорск 415-р"))
    assert [text for text, hit in pieces if hit] == ["Каменогорск", "ремонт", "котлов", "415-р"]


def test_a_snippet_shows_where_most_of_the_words_stand_together() -> None:
    text = "Ремонт. " + "Слова ни о чём. " * 60 + "Завершить ремонт котла до ноября. " + "Ещё слова. " * 60
    pieces = snippet(text, terms_of("котлы ремонт"))
    assert [text for text, hit in pieces if hit] == ["ремонт", "котла"]
    assert pieces[0][0].startswith("…")
    assert pieces[-1][0].endswith("…")
    assert sum(len(text) for text, _hit in pieces) <= WIDTH + 4
    assert snippet(text, terms_of("трактор")) == []
