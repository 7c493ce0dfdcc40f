"""Words and layout: a letter's values, a language and a way to write dates become subject, plain text and HTML.

Each letter has `templates/<name>/subject.txt` and one `body.jinja`, which is compiled twice: as `body.txt` on the plain
layout and as `body.html`, escaping, on the other, so that both say the same. Styles are written into the tags (`css`
filter), because mail clients drop style sheets: the filter is folded to a constant when a template is compiled, so
css_inline runs once for each set of classes and never for a letter. Nothing is read from the network, here or by the
reader's mail client. Sending belongs to `transports`.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from notifications.messages import PARTS, Letter, RenderedLetter
from notifications.phrases import Phrases, Translations, one_line

TEMPLATES = Path(__file__).parent / "templates"
STYLES = TEMPLATES / "styles.css"

_INLINED = re.compile(r'style="([^"]*)"')
_TRAILING_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def render(letter: Letter, translations: Translations, format_date: Callable[[date], str]) -> RenderedLetter:
    """Write a letter out.

    translations: the catalog of the reader's language; format_date: how that language writes a date. Values of the
    letter are escaped in HTML and kept to one line where a line is meant. Raises jinja2.TemplateError when a template
    asks for what the letter does not have.
    """
    gettext = _gettext(translations)
    values: dict[str, Any] = {
        "letter": letter,
        "_": gettext,
        "gettext": gettext,
        "ngettext": _ngettext(translations),
        "msg": lambda msgid: one_line(translations.gettext(msgid)) if msgid else "",
        "format_date": format_date,
        "words": Phrases(translations, format_date, letter.day),
    }
    subject = one_line(_template(letter, "subject.txt").render(values))
    text = _template(letter, "body.txt").render(values, form="txt")
    html = _template(letter, "body.html").render(values, form="html", subject=subject)
    return RenderedLetter(subject, _tidy(text), html)


@lru_cache(maxsize=256)
def css(classes: str) -> Markup:
    """The attributes `class` and `style` of a tag with those classes (space-separated) of templates/styles.css.

    The class stays, because the style block for dark screens and phones speaks of classes. Raises ValueError for a
    class without a style, so that a misspelt one is found when its template is compiled.
    """
    if not all(_style(name) for name in classes.split()):
        raise ValueError(f"templates/styles.css has no style for {classes!r}")
    return Markup(f'class="{escape(classes)}" style="{_style(classes)}"')


def _style(classes: str) -> str:
    """What css_inline makes of the style sheet for a tag with those classes; empty when it says nothing of them."""
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
    inlined = inliner.inline_fragment(f'<div class="{escape(classes)}"></div>', STYLES.read_text(encoding="utf8"))
    found = _INLINED.search(inlined)
    return found[1] if found else ""


def _template(letter: Letter, file: str) -> Template:
    return _ENVIRONMENT.get_template(f"{letter.name}/{file}")


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", text)).strip() + "\n"


def _gettext(translations: Translations) -> Callable[..., str]:
    @pass_context
    def gettext(context: Context, message: str, **values: object) -> str:
        return _filled(context, translations.gettext(message), values)

    return gettext


def _ngettext(translations: Translations) -> Callable[..., str]:
    @pass_context
    def ngettext(context: Context, singular: str, plural: str, num: int, **values: object) -> str:
        return _filled(context, translations.ngettext(singular, plural, num), {"num": num, **values})

    return ngettext


def _filled(context: Context, message: str, values: dict[str, object]) -> str:
    """New-style gettext: the message is a format string, and in HTML it escapes what is put into it."""
    return (Markup(message) if context.eval_ctx.autoescape else message) % values


def _indented(text: str, prefix: str) -> str:
    return "\n".join(prefix + one_line(line) for line in str(text).splitlines())


def _shared_source(name: str) -> str | None:
    """`NAME.html` and `NAME.txt` are both read from `NAME.jinja`: escaping goes by the name asked for."""
    path = (TEMPLATES / name).with_suffix(".jinja")
    return path.read_text(encoding="utf8") if path.is_file() else None


def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), FunctionLoader(_shared_source)]),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.filters.update(css=css, one_line=one_line, indented=_indented)
    environment.globals.update(PARTS=PARTS)
    return environment


_ENVIRONMENT = _environment()
