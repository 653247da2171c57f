"""A test client that looks at every page it opens."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import html5lib

NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}
LABELLED = ("text", "email", "password", "number", "radio", "checkbox", "search", "date")


class PageClient:
    """Wraps Flask's client: `visit` and `send` assert what must hold on every page."""

    def __init__(self, client) -> None:
        self.client = client
        self.page = None
        self.address = ""

    def visit(self, address, status=200):
        """Open an address, follow redirects, check the page, return it parsed."""
        response = self.client.get(address, follow_redirects=True)
        return self._look(response, status)

    def send(self, address, values=None, status=200, **headers):
        """Post a form with the token of the page last opened."""
        data = {"csrf_token": self.token(), **(values or {})}
        response = self.client.post(address, data=data, follow_redirects=True, headers=headers)
        return self._look(response, status)

    def token(self):
        found = [] if self.page is None else all_of(self.page, "input[@name='csrf_token']")
        return found[0].get("value") if found else ""

    def _look(self, response, status):
        assert response.status_code == status, f"{response.status_code}: {response.text[:400]}"
        self.address = urlsplit(response.request.url).path
        self.page = html5lib.HTMLParser(strict=True).parse(response.text)
        check_page(self.page)
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert not re.search(r"<[^>]+\sstyle=|<[^>]+\son\w+=|<style", response.text)
        return self.page


def all_of(page, path):
    """Every element of a kind: `input[@name='a']`, anywhere in the page."""
    return page.findall(f".//h:{path}", NAMESPACE)


def text_of(element):
    """The visible words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def words(page):
    """The words of the main part."""
    return text_of(all_of(page, "main")[0])


def check_page(page):
    """Assert what makes any page sound: one main, one h1 that the title repeats, ids, labels."""
    assert len(all_of(page, "main")) == 1
    (heading,) = all_of(page, "h1")
    (title,) = all_of(page, "title")
    assert text_of(title) == f"{text_of(heading)} – Assess"
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    check_references(page, set(ids))
    check_labels(page)
    html = page if page.tag.endswith("html") else all_of(page, "html")[0]
    assert html.get("lang")
    for image in all_of(page, "img"):
        assert image.get("alt") is not None


def check_references(page, ids):
    """Assert that labels, descriptions and links inside the page lead to something."""
    for element in page.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "for"):
            missing = set((element.get(attribute) or "").split()) - ids
            assert not missing, f"{attribute} of {element.tag} leads nowhere: {missing}"
        href = element.get("href") or ""
        assert not href.startswith("#") or href[1:] in ids, f"{href} leads nowhere"


def check_labels(page):
    """Assert that every field has a label, every button words, every radio a legend."""
    labelled = {label.get("for") for label in all_of(page, "label") if text_of(label)}
    fields = [f for f in all_of(page, "input") if f.get("type", "text") in LABELLED]
    for field in (*fields, *all_of(page, "textarea"), *all_of(page, "select")):
        assert field.get("id") in labelled, f"no label for {field.get('name')}"
    for button in all_of(page, "button"):
        assert text_of(button)
    for fieldset in all_of(page, "fieldset"):
        assert text_of(all_of(fieldset, "legend")[0])
