"""Forms of bodies: a new one, another name, an act by which bodies follow one another."""

from collections.abc import Sequence
from datetime import date

from wtforms import BooleanField, FieldList, SelectField
from wtforms.validators import InputRequired, Length

from app.alphabet import sort_key
from app.domain.enums import SuccessionKind
from app.domain.succession import Act
from app.i18n import N_, get_locale, gettext, lazy
from app.models import Agency, Region
from app.services.bodies import NAME_LIMIT, NewBody
from app.web.forms import Form, LineField, choices
from app.web.tasks.fields import day, words

SHOWN_BODIES, MOST_BODIES = 3, 8
KIND_WORDS = {
    "ministry": N_("Ministry"),
    "committee": N_("Committee or department of a ministry"),
    "agency": N_("Agency"),
    "administration": N_("Body at the President"),
    "government": N_("Member of the Government"),
    "government_office": N_("Office of the Government"),
    "akimat_oblast": N_("Akimat of an oblast"),
    "akimat_city": N_("Akimat of a city of republican importance"),
    "akimat_local": N_("Akimat of a district or town"),
    "court_or_parliament": N_("Court, parliament, commission"),
    "company": N_("Company"),
    "holding": N_("Holding"),
    "fund": N_("Fund"),
    "institute": N_("Institute or centre"),
    "sez": N_("Special economic zone"),
}


def _name(text: str, *, required: bool = False) -> LineField:
    return LineField(lazy(text), validators=[*([InputRequired()] if required else []), Length(max=NAME_LIMIT)])


class BodyForm(Form):
    """A body that the register lacks."""

    ru = _name(N_("Official name in Russian"), required=True)
    kk = _name(N_("Official name in Kazakh"), required=True)
    en = _name(N_("Official name in English"), required=True)
    kind = SelectField(lazy("Kind"), choices=lambda: [(code, gettext(word)) for code, word in KIND_WORDS.items()])
    region = SelectField(lazy("Region"), validate_choice=False)
    aliases_ru = words(lazy("Other names in Russian, one a line"))
    aliases_kk = words(lazy("Other names in Kazakh, one a line"))
    head_ru = _name(N_("Office of its head in Russian"))
    head_kk = _name(N_("Office of its head in Kazakh"))
    valid_from = day(lazy("In force from"))
    by_agreement = BooleanField(
        lazy("Outside the Government: takes part by agreement, and in no figures of discipline")
    )
    source = _name(N_("Where the name stands: act or official register"))
    code = _name(N_("Code"))

    def offer(self, regions: Sequence[Region]) -> "BodyForm":
        """Fill the choices; the form itself again."""
        names = [(row.code, {"ru": row.ru, "kk": row.kk}.get(get_locale(), row.en)) for row in regions]
        self.region.choices = [("", gettext("the whole country")), *names]
        return self

    def body(self) -> NewBody:
        """What was typed."""
        return NewBody(
            ru=self.ru.data or "",
            kk=self.kk.data or "",
            en=self.en.data or "",
            kind=self.kind.data or "",
            code=self.code.data or "",
            region=self.region.data or "",
            aliases_ru=_lines(self.aliases_ru.data),
            aliases_kk=_lines(self.aliases_kk.data),
            head_ru=self.head_ru.data or "",
            head_kk=self.head_kk.data or "",
            valid_from=self.valid_from.data,
            subordinate=not self.by_agreement.data,
            source=self.source.data or "",
        )


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


class NameForm(Form):
    """Another name of a body."""

    language = SelectField(lazy("Language"), choices={"ru": "Русский", "kk": "Қазақша"})
    name = _name(N_("Another name"), required=True)


class ActForm(Form):
    """An act by which bodies follow one another."""

    kind = SelectField(lazy("What happens"), choices=lambda: choices(SuccessionKind))
    old = FieldList(SelectField(lazy("Body that ends"), validate_choice=False), max_entries=MOST_BODIES)
    new = FieldList(SelectField(lazy("Successor"), validate_choice=False), max_entries=MOST_BODIES)
    name = LineField(lazy("Act"), [InputRequired(), Length(max=NAME_LIMIT)])
    number = LineField(lazy("Number"), [InputRequired(), Length(max=100)])
    signed_on = day(lazy("Signed on"), required=True)
    effective_on = day(lazy("Takes effect on"), required=True)

    def offer(self, bodies: Sequence[Agency], old: str = "", *, sent: bool) -> "ActForm":
        """Fill the choices, and where nothing was sent the body that ends; the form itself again."""
        if not sent and old:
            self.old.append_entry(old)
        offered = [("", gettext("none")), *_sorted(bodies)]
        for entries in (self.old, self.new):
            while len(entries) < SHOWN_BODIES or (len(entries) < MOST_BODIES and entries[-1].data):
                entries.append_entry("")
            for entry in entries:
                entry.choices = offered
        return self

    def act(self) -> Act:
        """The act as it was typed."""
        return Act(
            kind=SuccessionKind(self.kind.data),
            old=tuple(entry.data for entry in self.old if entry.data),
            new=tuple(entry.data for entry in self.new if entry.data),
            name=self.name.data or "",
            number=self.number.data or "",
            signed_on=_given(self.signed_on.data),
            effective_on=_given(self.effective_on.data),
        )


def _given(value: date | None) -> date:
    assert value is not None, "the form was validated"
    return value


def _sorted(bodies: Sequence[Agency]) -> list[tuple[str, str]]:
    """(code, name) by name; a body that has ended says until when."""
    named = [(body.code, body.name(get_locale()) + _until(body)) for body in bodies]
    return sorted(named, key=lambda item: sort_key(item[1], get_locale()))


def _until(body: Agency) -> str:
    return f" (– {body.valid_to.isoformat()})" if body.valid_to else ""


class PassForm(Form):
    """Who takes over what; the choices for single tasks and people stand in the request under their own names."""
