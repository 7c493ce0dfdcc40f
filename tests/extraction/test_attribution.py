"""Titles say what was ordered and not who said it."""

import pytest

from app.extraction.attribution import without_attribution


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        (
            "Премьер-министр отметил, что акимату города следует ускорить ремонт моста",
            "акимату города следует ускорить ремонт моста",
        ),
        ("Глава государства подчеркнул, что порты нужно углубить до весны", "порты нужно углубить до весны"),
        (
            "Министрлік қойманы көктемге дейін жөндеуі тиіс, деп атап өтті Үкімет басшысы",
            "Министрлік қойманы көктемге дейін жөндеуі тиіс",
        ),
        # Nothing to take away, or too little left.
        ("Минтрансу проработать вопрос, чтобы грузы не стояли", "Минтрансу проработать вопрос, чтобы грузы не стояли"),
        ("Аким сказал, что надо", "Аким сказал, что надо"),
        ("Проверить, что подрядчик сообщил о задержке, и взыскать неустойку", None),
        ("Ә" * 40 + "İ", None),
    ],
)
def test_who_said_it_is_left_out(quote: str, title: str | None) -> None:
    assert without_attribution(quote) == (title or quote)
