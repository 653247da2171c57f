"""The language of this request: how it is chosen, and the texts and dates of pages in it.

Only the questionnaire speaks other languages; every other page is in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from flask import current_app, g, has_app_context, redirect, request

from assess.web import catalogues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from werkzeug.wrappers import Response

ADDRESSES = ("/join/", "/r/")
"""where the questionnaire lives"""
NAME = "language"
"""of the cookie, and of the parameter that sets it"""
ONE_YEAR = 365 * 24 * 3600
DAYS = {"en": "d MMM y", "de": "d. MMM y"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language that this page can be read in."""

    code: str
    name: str
    href: str
    current: bool


def marked(text: str) -> str:
    """Return a text as it is; it is looked up where it is used."""
    return text


def current() -> str:
    """Return the language of this request."""
    chosen: str = g.get(NAME, catalogues.SOURCE) if has_app_context() else catalogues.SOURCE
    return chosen


def use(language: str) -> None:
    """Speak a language from here to the end of the request."""
    setattr(g, NAME, language)


def gettext(text: str) -> str:
    """Return a text in the language of this request, or as it is."""
    known = catalogues.translations().get(current())
    # the empty text is where a catalogue keeps its own particulars
    return text if known is None or not text else str(known.gettext(text))


def ngettext(one: str, several: str, n: int) -> str:
    """Return the form of a text that goes with a number."""
    known = catalogues.translations().get(current())
    if known is None:
        return one if n == 1 else several
    return str(known.ngettext(one, several, n))


def filled(text: str, **values: object) -> str:
    """Return a text in the language of this request with its gaps in braces filled."""
    return gettext(text).format(**{name: _shown(value) for name, value in values.items()})


def day(when: date) -> str:
    """Write a date as "13 Dec 2026" or "13. Dez. 2026", with spaces that do not break."""
    language = current()
    written = format_date(when, DAYS.get(language, "medium"), locale=language)
    return written.replace(" ", "\N{NO-BREAK SPACE}")


def name_of(language: str, among: str = "") -> str:
    """Return a language's name in itself, or in another language."""
    try:
        name = Locale.parse(language).get_language_name(among or language)
    except (UnknownLocaleError, ValueError):
        name = None
    return name or language


def preferred() -> tuple[str, ...]:
    """Return the languages this browser wants that pages can speak: chosen, then accepted."""
    known = catalogues.languages()
    accepted = (code.split("-")[0].lower() for code in request.accept_languages.values())
    wanted = (request.cookies.get(NAME, ""), *accepted)
    return tuple(dict.fromkeys(code for code in wanted if code in known))


def links(offered: Sequence[str]) -> tuple[LanguageLink, ...]:
    """Return the links of a choice; none where there is none."""
    known = [code for code in offered if code in catalogues.languages()]
    if len(known) < 2:
        return ()
    return tuple(
        LanguageLink(code, name_of(code), f"?{NAME}={code}", current=code == current())
        for code in known
    )


def choose() -> Response | None:
    """Before each request of the questionnaire: speak what is wanted, remember what is chosen."""
    if not request.path.startswith(ADDRESSES):
        return None
    use(next(iter(preferred()), catalogues.SOURCE))
    chosen = request.args.get(NAME, "")
    if request.method != "GET" or chosen not in catalogues.languages():
        return None
    response = redirect(request.path, 303)
    response.set_cookie(
        NAME,
        chosen,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


def register(app: Flask) -> None:
    """Choose before every request, and give templates their texts (`_`, trans)."""
    catalogues.translations()
    app.before_request(choose)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    # the extension puts these on the environment, where no type is known
    install = getattr(app.jinja_env, "install_gettext_callables")  # noqa: B009
    install(gettext, ngettext, newstyle=True)


def _shown(value: object) -> object:
    return day(value) if isinstance(value, date) else value
