"""What every page of a signed-in person shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from flask import request, url_for

from assess.web.pages import NavItem, Page

if TYPE_CHECKING:
    from assess.operations.sign_in import Actor

SECTIONS = (("Assessments", "home.home"), ("Pilots", "pilots.index"))
"""the main navigation: label and endpoint"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInPage(Page):
    """A page with the person's name and the way out in its masthead."""

    person: str
    role: str
    sign_out: str


class Frame(TypedDict):
    """The fields of a SignedInPage that follow from the person."""

    person: str
    role: str
    sign_out: str
    owner: str
    nav: tuple[NavItem, ...]
    demonstration: bool


def frame(actor: Actor) -> Frame:
    """Return these fields, to be handed to a page's class."""
    return Frame(
        person=actor.name,
        role=actor.role,
        sign_out=url_for("account.sign_out"),
        owner=actor.organisation.name,
        nav=tuple(
            NavItem(label, url_for(endpoint), current=request.endpoint == endpoint)
            for label, endpoint in SECTIONS
        ),
        demonstration=actor.organisation.demonstration,
    )
