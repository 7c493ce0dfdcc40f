"""Clauses that tell of an object: «договор, который истекает 31 декабря», «в законе, принятом в марте».

A date in such a clause is no term of the act, unless the clause says that something has to be done.
"""

import re
from collections.abc import Iterator

from app.extraction.deadlines import Deadline
from app.extraction.words.morphology import forms

_OPENINGS = re.compile(
    r",\s*(?:(?:[а-я-]+ ){0,2}котор[а-я]+|где|когда|так как|поскольку|потому что|ибо|"
    r"в связи с тем,? что|из-за того,? что|өйткені|себебі|"
    r"(?:(?:у|с|от|к|для|о|в|на|за|из|по) )?(?:кто|кого|кому|кем|ком|чей|чья|чье|чьи|чьих|чьим|куда|откуда|сколько|почему|зачем)|"
    r"(?P<participle>(?!(?:следу|теку|буду|предыду)щ)[а-я]{3,}(?:(?<!ств)(?<!врем)енн|ованн|[вш]анн|янн|[аиу]вш|ющ|ущ|ящ|ащ)"
    r"(?:ий|ый|ая|ее|ое|ие|ые|его|ого|ей|ой|ую|юю|их|ых|ему|ому|им|ым|ими|ыми|ем|ом|ийся|аяся|ееся|иеся|егося|ейся|уюся|ихся))|"
    r"(?:истека|действу|заканчива|заверша|запланирован|намечен|назначен|открыва|начина|начат|установлен|принят|утвержден|"
    r"подписан|построен|высказан|данн|подан|поступ|выявлен|получен|выданн|заключенн|озвученн|достиг|введен|стартовав|выделен|выделяем|рассчитан|разработан|создан|сделан|указан|избран|показан|проводим|проходящ|предстоящ|состоя)"
    r"[а-я]*(?:ий|ый|ая|ее|ое|ие|ые|его|ого|ей|ой|ую|юю|их|ых|ему|ому|им|ым|ими|ыми|ем|ом|йся|аяся|еся|егося|ейся|уюся|ихся))"
    r"(?![\w-])"
)
CLAUSE_END = re.compile(r",(?!\d)|[;:.\n]| [–] ")
_TO_BE_DONE = re.compile(
    r"(?<![\w-])(?:нужно|надо|необходимо|следует|должн[а-я]+|предстоит|обяза[а-я]+|поруч[а-я]+|"
    r"требуется|предпис(?:а|ыва)[а-я]+|обязыва[а-я]+|велено|приказано|рекомендова[а-я]+|вмен(?:ен|я)[а-я]*|возл(?:ожен|ага)[а-я]*|дано|предложено|указано|жд[уе]т|ожида[а-я]+)(?![\w-])"
)


# «…, указанным организациям до 1 мая …»: it describes one more owner.
_DESCRIBED = re.compile(r"(?<=[ыи]м)(?: [а-я-]+[ыи]м){0,2} [а-я-]+[ая]м(?![\w-])")


def clauses_of_object(low: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Openings of clauses that tell of an object: «, который …», «, утверждённый …», but not «, внутренних дел …»."""
    for match in _OPENINGS.finditer(low, start, end):
        participle = match["participle"] is None or forms(match["participle"]).participle
        if participle and not _DESCRIBED.match(low, match.end()):
            yield match


def told_of_object(low: str, start: int, term: Deadline) -> bool:
    """«договор, который истекает 31 декабря»: the date is in a clause about the object, and nothing there has to be done."""
    clauses = list(clauses_of_object(low, start, term.start))
    if not clauses or CLAUSE_END.search(low, clauses[-1].end(), term.start):
        return False
    after = CLAUSE_END.search(low, term.end)
    done = _TO_BE_DONE.search(low, clauses[-1].end(), after.start() if after else len(low))
    # «к паводкам, которые ожидаются в марте», but «доклад, который ожидается до марта»
    return done is None or (term.rule.startswith("within") and done.group().startswith("ожида"))
