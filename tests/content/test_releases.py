"""A released version never changes."""

from datetime import date

import pytest

from assess.content.check import check
from assess.content.load import load_library
from assess.content.releases import read_releases, release
from assess.model.errors import ContentError

TODAY = date(2026, 11, 23)


def test_a_release_lists_everything_once(folder):
    library = load_library(folder.root)
    appended = release(folder.root)
    assert appended == (
        *((one.id, one.version, library.digests[one.id]) for one in library.instruments),
        ("evidence", "1.0.0", library.evidence.digest),
    )
    assert tuple(entry for entry, _ in read_releases(folder.root)) == appended
    assert release(folder.root) == ()
    assert check(folder.root, TODAY).errors == ()


def test_a_released_version_that_changed_fails_the_check_and_the_release(folder):
    release(folder.root)
    folder.spoil("gov", "with an owner and a date", "with an owner")
    (problem,) = check(folder.root, TODAY).errors
    assert problem.file == "questionnaires/releases.yaml"
    assert "raise its version" in problem.message
    with pytest.raises(ContentError, match="'governance' 1\\.0\\.0 is released"):
        release(folder.root)


def test_a_new_version_is_appended_and_the_old_one_stays(folder):
    first = release(folder.root)
    folder.spoil("gov", "with an owner and a date", "with an owner")
    folder.spoil("head", "version: 1.0.0", "version: 1.1.0")
    (fresh,) = release(folder.root)
    assert fresh[:2] == ("governance", "1.1.0")
    assert tuple(entry for entry, _ in read_releases(folder.root)) == (*first, fresh)
    assert check(folder.root, TODAY).errors == ()


def test_comments_in_the_list_survive(folder):
    path = folder.root / "releases.yaml"
    path.write_text("# kept\nreleases: []\n", encoding="utf-8")
    release(folder.root)
    assert path.read_text(encoding="utf-8").startswith("# kept\nreleases:\n  - {id:")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("releases: 3\n", "must be a list"),
        ("releases:\n  - {id: a, version: 1.0.0}\n", "exactly the keys"),
        ("releases: [\n", "not closed"),
    ],
)
def test_a_broken_list_is_an_error(folder, text, words):
    (folder.root / "releases.yaml").write_text(text, encoding="utf-8")
    errors = check(folder.root, TODAY).errors
    assert any(words in problem.message for problem in errors)
