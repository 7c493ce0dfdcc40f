"""A unit laid open for rules: tokens, mentions grouped into coordinated lists, verbs, clause boundaries."""

from dataclasses import dataclass, field

from app.extraction.bodies.mentions import Mention
from app.extraction.text.context import Document, Unit
from app.extraction.text.holders import called_by_surname
from app.extraction.text.kazakh_people import with_people
from app.extraction.words.morphology import INFINITIVE, forms, verb
from app.extraction.words.tokens import Token

CONNECT = frozenset(
    ', и а также совместно с со вместе ( ) свод созыв по согласованию « » " при участии взаимодействии во '
    "мен және бен пен келісім бойынша бірлесіп жинақтау жауапты сондай-ақ".split()
)
BOUNDARIES = frozenset(",;:–.!?•")
SUBORDINATORS = frozenset(
    (
        "что чтобы который которая которое которые которого которой которому которую которым которыми которых котором "
        "чей чья чье чьи чьего чьей чьих когда если где поскольку так"
    ).split()
)


@dataclass
class Group:
    """Mentions in one coordinated list: «Минэнерго, МНЭ и КЕГОК (свод)»."""

    mentions: list[Mention]

    @property
    def first(self) -> int:
        """First token."""
        return self.mentions[0].first

    @property
    def last(self) -> int:
        """Token after the last."""
        return self.mentions[-1].last

    @property
    def head(self) -> Mention:
        """The first mention: its case is the list's."""
        return self.mentions[0]


@dataclass
class View:
    """What rules ask about a unit. instead: first tokens of bodies that a contrast puts in the place of others."""

    document: Document
    unit: Unit
    tokens: list[Token]
    mentions: list[Mention]
    groups: list[Group] = field(default_factory=list)
    infinitives: list[int] = field(default_factory=list)
    finites: list[int] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    instead: set[int] = field(default_factory=set)

    def inside_mention(self, index: int) -> bool:
        """Whether a token belongs to a name or a list of names."""
        return index in self.named

    def has(self, mark: str) -> bool:
        """Whether the unit has a mark."""
        return self.document.folded.text.find(mark, self.unit.start, self.unit.end) >= 0

    def text(self, first: int, last: int) -> str:
        """Folded lower-case words of tokens[first:last]; `last` may lie behind the end."""
        stretch = self.tokens[first:last]
        return self.document.folded.low[stretch[0].start : stretch[-1].end] if stretch else ""

    def clause_start(self, index: int) -> int:
        """First token of the clause that a token stands in."""
        place = index
        while place > 0 and not (self.tokens[place - 1].text in BOUNDARIES and not self.inside_mention(place - 1)):
            place -= 1
        return place

    def goes_on(self, point: int) -> bool:
        """Whether a sentence goes on behind a point: before a small letter («в 2026 г. сдать»), behind an initial."""
        before, after = self.tokens[point - 1].text, self.tokens[point + 1].text if point + 1 < len(self.tokens) else ""
        return after[:1].islower() or (bool(after) and len(before) == 1 and before.isupper())

    def clause_end(self, index: int) -> int:
        """Token after the clause that a token stands in."""
        place = index + 1
        while place < len(self.tokens) and not (
            self.tokens[place].text in BOUNDARIES and not self.inside_mention(place)
        ):
            place += 1
        return place


def view_of(document: Document, unit: Unit, morphology: bool = True) -> View:
    """A unit laid open. morphology: whether Russian verbs are looked for."""
    tokens, mentions = document.tokens(unit), document.mentions(unit)
    people = (
        called_by_surname(document, unit, tokens, mentions) if morphology else with_people(document, tokens, mentions)
    )
    view = View(document, unit, tokens, people)
    view.groups = _groups(tokens, people)
    for group in view.groups:
        view.named.update(range(group.first, group.last))
    denied = [group for group in view.groups if _set_aside(tokens, group)]
    if denied:
        view.instead = {group.first for group in view.groups if any(d.last + 2 == group.first for d in denied)}
        view.groups = [group for group in view.groups if group not in denied]
    if morphology:
        for index, token in enumerate(tokens):
            if token.word and (kind := verb(token.low)) and index not in view.named and not _is_name(tokens, index):
                (view.infinitives if kind is INFINITIVE else view.finites).append(index)
    return view


def in_address(view: View) -> bool:
    """Whether the unit is a line of an address, which speaks of many things to everybody."""
    return view.unit.zone is not None and view.unit.zone.whole


def _set_aside(tokens: list[Token], group: Group) -> bool:
    """«не Минэнерго, а Министерству экологии»: the body that the contrast denies."""
    before = group.first - 1 - bool(group.head.prep)
    if before < 0 or tokens[before].low != "не":
        return False
    return [token.low for token in tokens[group.last : group.last + 2]] == [",", "а"]


def _is_name(tokens: list[Token], index: int) -> bool:
    """«дорога Уральск – Таскала»: a capital inside of a sentence makes a place of what looks like a verb."""
    if index < _PAIR or not tokens[index].text[0].isupper():
        return False
    before, place = tokens[index - 1], tokens[index - _PAIR].text
    if before.text in '«"' and index + 1 < len(tokens) and tokens[index + 1].text in '»"':
        return True  # «пункты «Нур Жолы» и «Калжат»
    return (before.word and before.text[0].islower()) or (before.text == "–" and place[0].isupper())


_PAIR = 2
# The last of a Kazakh list has the case of all: «А министрлігі мен Б министрлігіне / министрлігінің / министрлігінен».
_ENDS_KK = ({"dat"}, {"nom"}, {"gen"}, {"abl"})


def _groups(tokens: list[Token], mentions: list[Mention]) -> list[Group]:
    groups: list[Group] = []
    for mention in mentions:
        if groups and _joined(tokens, groups[-1], mention):
            groups[-1].mentions.append(mention)
        else:
            groups.append(Group([mention]))
    return groups


def _part_of(whole: Mention, part: Mention) -> bool:
    """«Министерству строительства (Комитету по делам строительства)»: the body in brackets stands below the one before."""
    by_code = whole.bodies and part.bodies[0].name.lower().endswith(whole.bodies[0].name.split()[-1].lower())
    return bool(by_code) and part.bodies[0].name.startswith(("Комитет", "Департамент"))


def _with(group: Group, mention: Mention, between: list[str]) -> bool:
    """«Минтуризма с акиматом области», «холдингу через его дочернюю компанию»: whom a body acts with or through."""
    if group.head.prep or group.head.need == "pronoun" or len(group.mentions) > 1:
        return False
    if not mention.bodies and not mention.need.startswith("akimat"):
        return False
    words = [word for word in between if word not in '«»"']
    if words == ["через"] and group.head.stands("nom", "dat", "any"):
        return mention.stands("acc", "any")
    return words in (["с"], ["со"]) and group.head.stands("nom", "dat", "any") and mention.stands("ins", "any")


def _dashed(tokens: list[Token], index: int) -> bool:
    while index < len(tokens) and tokens[index].text in '»"':
        index += 1
    return index < len(tokens) and tokens[index].text == "–"


def _ends_gerund(tokens: list[Token], group: Group, mention: Mention) -> bool:
    """«Обращаясь к членам Правительства, Минэнерго поручено …»: the comma ends what the gerund opened."""
    opens = next((token.low for token in tokens[:2] if token.word), "")
    after = tokens[mention.last].low if mention.last < len(tokens) else ""
    listed = after in (",", "и", "а") or any(token.text == "," for token in tokens[: group.first])
    return not listed and group.first <= _GERUND and opens.endswith(_GERUND_TAILS) and forms(opens).gerund


_GERUND, _GERUND_TAILS = 5, ("в", "я", "сь")
_WHERE = frozenset("через в во на из у около под над до от".split())


def _without_people(tokens: list[Token]) -> list[Token]:
    """«(Ахметов Б.Б.), »: minutes put behind a body who answers there; the list of bodies goes on."""
    closed = next((i for i, token in enumerate(tokens) if token.text == ")"), 0)
    named = tokens[1:closed] if tokens and tokens[0].text == "(" else []
    words = [token for token in named if token.word and token.low not in CONNECT]
    people = bool(words) and all(token.text[0].isupper() for token in words)
    return tokens[closed + 1 :] if people and len(named) <= _PERSON else tokens


_PERSON = 8


def _joined(tokens: list[Token], group: Group, mention: Mention) -> bool:
    between = [token.low for token in _without_people(tokens[group.last : mention.first])]
    if _with(group, mention, between):
        mention.together = True
        return True
    if not between or any(word not in CONNECT for word in between):
        return False
    if "а" in between and "также" not in between:
        return False
    if mention.need == "pronoun" or group.head.need == "pronoun":
        return False
    if between == [","] and group.head.bodies and group.head.bodies[0].code in ("president", "pm"):
        return False  # «как подчеркнул Глава государства, акимы …»
    if group.first > 1 and tokens[group.first - 2].low in ("по", "как") and between == [","]:
        return False  # «по мнению Президента, Правительство …», «как отметил вице-премьер, акиматы …»
    if between == ["("] and mention.bodies and mention.cases & group.head.cases and _part_of(group.head, mention):
        return True
    if mention.together:
        return True
    if between == [","] and _ends_gerund(tokens, group, mention):
        return False
    if between == [","] and group.head.prep in _WHERE and not mention.prep and _dashed(tokens, mention.last):
        return False  # «… через Хоргос, КГД – оснастить посты»
    if between == [","] and not group.head.stands("dat", "any", "nom") and _dashed(tokens, mention.last):
        return False  # «… для малых предприятий, КТЖ – выделить вагоны»
    partner = group.mentions[-1]
    if (
        partner.together
        and mention.language == "ru"
        and (mention.stands("ins", "any") or "gen" in mention.cases)
        and "dat" not in mention.cases
        and "nom" not in mention.cases
    ):
        mention.together = True
        return True
    if not set(between) & {",", "и", "также", "мен", "және", "бен", "пен"} and not group.mentions[-1].need.startswith(
        "named"
    ):
        return False
    last = next((m for m in reversed(group.mentions) if not m.together), group.head)
    if mention.language != last.language:
        return True
    if mention.language == "kk":
        return mention.cases == last.cases or (last.cases == {"nom"} and mention.cases in _ENDS_KK)
    shared = "any" in mention.cases or "any" in last.cases or bool(mention.cases & last.cases)
    return shared and not (mention.prep and mention.prep not in ("с", "со"))
