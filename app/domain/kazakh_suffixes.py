"""Closed suffixes of Kazakh nouns: case, possession, plural, and the voicing of a stem's last consonant.

Data alone, shared by the reader of texts (`app.extraction.words.kazakh`) and by search (`app.domain.search_words`).
"""

CASE_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("dat", ("ға", "ге", "қа", "ке", "на", "не")),
    ("gen", ("ның", "нің", "дың", "дің", "тың", "тің")),
    ("ins", ("мен", "бен", "пен")),
    ("abl", ("дан", "ден", "тан", "тен", "нан", "нен")),
    ("loc", ("нда", "нде", "да", "де", "та", "те")),
    ("acc", ("ны", "ні", "ды", "ді", "ты", "ті")),
)
# After possession the accusative is a bare «н»: «министрлігін».
SHORT_ACCUSATIVE, AFTER = "н", "ыі"
POSSESSIVE_SUFFIXES = ("лары", "лері", "дары", "дері", "тары", "тері", "сы", "сі", "ы", "і")
PLURAL_SUFFIXES = ("лар", "лер", "дар", "дер", "тар", "тер")
# Before a vowel the last consonant of a stem is voiced: «министрлік», «министрлігі».
VOICED = {"г": "к", "ғ": "қ", "б": "п"}
SHORTEST_STEM = 3
