"""The texts of the answering pages and the error pages, as the sources hold them."""

from pathlib import Path

from babel.messages.extract import extract

from assess.operations import doors
from assess.settings import resource_folder
from assess.web import language

TEMPLATES = (
    "answer/*.html",
    "errors/*.html",
    "layouts/base.html",
    "layouts/answer.html",
    "components/*.html",
)
WEB = (
    "answer*.py",
    "choices.py",
    "done_page.py",
    "errors.py",
    "forms.py",
    "question_views.py",
    "section_lines.py",
)
OPERATIONS = ("answering.py", "doors.py", "visits.py", "tokens.py", "pinned.py", "languages.py")
KEYWORDS = {"gettext": None, "_": None, "marked": None, "filled": None, "ngettext": (1, 2)}
ERRORS = {"NotFoundError": None, "GoneError": None}
"""their first argument is the sentence that a page shows"""
JINJA = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


def messages():
    """Every text: a string, or a pair of singular and plural, with the file it is first in."""
    found = {}
    for path in _files(resource_folder("templates"), TEMPLATES):
        with path.open("rb") as file:
            for _, text, _, _ in extract("jinja2.ext:babel_extract", file, KEYWORDS, options=JINJA):
                found.setdefault(text, path.name)
    for module, patterns in ((language, WEB), (doors, OPERATIONS)):
        for path in _files(Path(module.__file__).parent, patterns):
            with path.open("rb") as file:
                for _, text, _, _ in extract("python", file, {**KEYWORDS, **ERRORS}):
                    found.setdefault(text, path.name)
    return found


def _files(folder, patterns):
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]
