"""Kazakh periods that belong to a noun: «желтоқсанда аяқталатын бағдарламаны» tells of the programme, not of the act."""

from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import SEASON_MODIFIERS_KK
from app.extraction.lexicon.deadline_kk import AFTER_PARTICIPLE_KK, LIGHT_KK, LIMITED_KK, OBJECT_ENDINGS, RECKONED_KK

_LACKING = tuple(letters + "йтын" for letters in ("ма", "ба", "па")) + tuple(
    letters + "йтін" for letters in ("ме", "бе", "пе")
)


def belongs(t: Tokens, end: int) -> bool:
    """Whether a participle of the future stands behind a period as the attribute of a noun."""
    if t.words[end].endswith(("тындай", "тіндей")):  # «қыстың аяғына дейін жететіндей мөлшерде»
        return True
    if t.words[end].startswith(RECKONED_KK) and t.words[end + 1][:1].isalpha():
        return True
    if t.words[end].endswith(_LACKING):  # «45 күн ішінде жетіспейтін техниканы»: what is not there has no time
        return False
    place = end + (t.words[end] in LIGHT_KK)
    following = t.words[place + 1]
    return t.words[place].endswith(OBJECT_ENDINGS) and following[:1].isalpha() and following not in AFTER_PARTICIPLE_KK


def limits_object(t: Tokens, i: int, end: int) -> bool:
    """Whether a length is the most that a thing may take: «қарау мерзімін 15 жұмыс күнінен асырмау»."""
    return bool(i) and t.words[i - 1] in LIMITED_KK and t.words[end - 1].startswith(("асыр", "асп", "ұзат"))


def is_season(t: Tokens, i: int) -> bool:
    """«жылыту маусымына дейін», «жаңа жылға дейін»: no June and no year; «құрылыс мамырда басталады» has its month."""
    before = t.words[i - 1]
    if "k_num" in t.lex[i - 1] and t.words[i].startswith("маусым"):
        return True  # «екі маусымда»
    return before in SEASON_MODIFIERS_KK and (before == "жаңа" or t.words[i].startswith("маусым"))
