"""What every template sees: one frozen `page`, and how it is rendered."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import render_template

from assess.web import language


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main navigation."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FieldError:
    """A line of the error summary: what is wrong, and the field it leads to."""

    href: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the layouts need.  Each page is a subclass with its own finished values."""

    title: str
    """the same words as the page's h1"""
    language: str = field(default_factory=language.current)
    home: str = "/"
    owner: str = ""
    """organisation and assessment, beside the name of the tool"""
    nav: tuple[NavItem, ...] = ()
    demonstration: bool = False
    private: bool = True
    """keep it out of search engines"""
    scripts: tuple[str, ...] = ()
    """files below static/, loaded after the page"""


def render(template: str, page: Page) -> str:
    """Render a template that sees nothing but `page`."""
    return render_template(template, page=page)
