"""Bodies in a sentence: (words, what they name, case) for every case, number, spelling and list."""

from datetime import date

import pytest

from app.extraction.bodies.gazetteer import gazetteer_of
from app.extraction.bodies.mentions import find_mentions
from app.extraction.words.folding import fold
from app.extraction.words.tokens import tokenize
from app.reference import agency_directory

DAY = date(2026, 5, 15)


def named(text: str) -> list[tuple[str, list[str]]]:
    folded = fold(text)
    tokens = tokenize(folded.text, folded.low, 0, len(folded.text))
    mentions = find_mentions(tokens, gazetteer_of(agency_directory()), DAY)
    return [(text[m.start : m.end], [body.code or "" for body in m.bodies]) for m in mentions]


ONE = [
    ("Министерству энергетики", ["min_energy"]),
    ("министерством транспорта", ["min_transport"]),
    ("Минфином", ["min_finance"]),
    ("Минтруда", ["min_labour"]),
    ("МИИЦР", ["min_ai"]),
    ("министерству искусственного интеллекта и цифрового развития", ["min_ai"]),
    ("министерствам энергетики, промышленности и строительства", ["min_energy", "min_industry"]),
    ("министрам финансов и юстиции", ["min_finance", "min_justice"]),
    ("Министру здравоохранения", ["min_health"]),
    ("главе Нацбанка", ["national_bank"]),
    ("председателю правления «КазМунайГаз»", ["co_kmg"]),
    ("Генеральному прокурору", ["general_prosecutor"]),
    ("акимам Акмолинской, Абай и Улытау областей", ["akimat_akmola", "akimat_abai", "akimat_ulytau"]),
    ("акиматам СКО и ВКО", ["akimat_north_kz", "akimat_east_kz"]),
    ("Акимату города Шымкента", ["akimat_shymkent"]),
    ("Акмолинскому областному акимату", ["akimat_akmola"]),
    ("акимату Экибастуза", ["local_ekibastuz"]),
    ("акимам регионов", ["grp_akimats"]),
    ("Акиматам областей, городов Астаны, Алматы и Шымкента", ["grp_akimats"]),
    ("профильным госорганам", ["grp_profile"]),
    ("«КазАвтоЖолу»", ["co_kazautozhol"]),
    ("Қаржы министрлігіне", ["min_finance"]),
    ("Өнеркәсіп және құрылыс министрлігінің", ["min_industry"]),
    ("Үкімет Аппаратына", ["gov_office"]),
    ("Бәсекелестікті қорғау агенттігінен", ["ag_azrk"]),
    ("Абай облысы мен Шығыс Қазақстан облысының әкімдері", ["akimat_abai", "akimat_east_kz"]),
    ("өңір әкімдіктерімен", ["grp_akimats"]),
]


@pytest.mark.parametrize(("surface", "codes"), ONE)
def test_a_name_is_found_whole(surface: str, codes: list[str]) -> None:
    assert [codes_found for _, codes_found in named(surface)] == [codes]


@pytest.mark.parametrize("text", ["акиму области", "управлению образования", "министерству", "ведомству"])
def test_a_singular_is_no_group(text: str) -> None:
    assert all(not code.startswith("grp_") for _, codes in named(text) for code in codes)


@pytest.mark.parametrize(
    "text",
    ["мо и мп города", "гп на складе", "в течение дня даму не нашли", "регион вырос"],
    ids=["mo", "gp", "damu", "region"],
)
def test_small_letters_are_no_abbreviation(text: str) -> None:
    assert all(not codes for _, codes in named(text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Министерство водных ресурсов и ирригации", "Министерство\u00a0водных ресурсов и  ирригации"),
        ("акимату Актюбинской области", "aкимату Актюбинской oбласти"),
        ("«Қазақстан темір жолы»", '"Қазақстан темір жолы"'),
    ],
)
def test_typography_changes_nothing(first: str, second: str) -> None:
    assert [codes for _, codes in named(first)] == [codes for _, codes in named(second)]


def test_unknown_bodies_are_kept_as_text() -> None:
    folded = fold("Комитету по делам ветеранов и ТОО «Ромашка» поручено")
    tokens = tokenize(folded.text, folded.low, 0, len(folded.text))
    found = find_mentions(tokens, gazetteer_of(agency_directory()), DAY)
    assert [folded.text[m.start : m.end] for m in found] == ["Комитету по делам ветеранов", "ТОО «Ромашка»"]
