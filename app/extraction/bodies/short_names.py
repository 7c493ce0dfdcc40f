"""Official names cut short in the ways that everybody cuts them: «госдоходов», «ЖКХ», without «по делам».

Built once with the gazetteer; which words are cut short is in `lexicon/aliases_ru.py`.
"""

from app.extraction.lexicon.aliases_ru import LINKS, SHORTENED

_HEADS = ("Агентств", "Комитет", "Департамент", "Управлени", "Совет")


def short_forms(name: str) -> list[str]:
    """The other forms of a name, without the name itself."""
    found = {name: None}
    for whole, short in SHORTENED:
        if whole in name:
            found |= dict.fromkeys([form.replace(whole, short) for form in found if whole in form])
    if name.startswith(_HEADS):
        for link in LINKS:
            found |= dict.fromkeys([form.replace(link, " ", 1) for form in found if link in form])
    return [form for form in found if form != name]
