"""What must not be in any file that is published."""

import re

from checkout import name_of, tracked

BINARY = {".png", ".jpg", ".ico", ".woff2", ".woff", ".ttf", ".pdf", ".db", ".gz"}
ME = "tests/rules/test_tracked_files.py"

MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:work|home/\w+|Users/\w+|root)/[\w.-]+")
REGISTRY_HOSTS = re.compile(
    r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|jfrog|artifactory|nexus|verdaccio)[^\s\"']*"
    r"|(?:index-url|registry)\s*=\s*\S+",
    re.IGNORECASE,
)
PUBLIC_LOCK = "tests/package-lock.json"
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b")


def texts():
    for path in tracked():
        if path.suffix not in BINARY and name_of(path) != ME:
            yield name_of(path), path.read_text(encoding="utf-8", errors="replace")


def found(pattern, but=()):
    return [
        f"{name}: {match.group()[:80]}"
        for name, text in texts()
        if name not in but
        for match in pattern.finditer(text)
    ]


def test_no_path_of_somebodys_machine():
    assert not found(MACHINE_PATHS)


def test_no_registry_is_named():
    assert not found(REGISTRY_HOSTS)


def test_no_secret():
    assert not found(SECRETS)


def test_no_merge_was_left_half_done():
    assert not found(re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE))


def test_every_package_is_pinned_with_a_hash():
    locks = [path for path in tracked() if path.name.startswith("requirements-")]
    assert {path.name for path in locks} == {"requirements-run.lock", "requirements-dev.lock"}
    for path in locks:
        text = path.read_text(encoding="utf-8")
        pinned = re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)", text, re.MULTILINE)
        assert len(pinned) > 20
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries), path.name


def test_what_runs_is_a_part_of_what_is_developed_with():
    run, dev = (
        {
            line.split(" ")[0]
            for path in tracked()
            if path.name == f"requirements-{kind}.lock"
            for line in path.read_text(encoding="utf-8").splitlines()
            if "==" in line and not line.startswith((" ", "#"))
        }
        for kind in ("run", "dev")
    )
    assert run <= dev


def test_no_file_is_a_big_one():
    big = {name_of(p): p.stat().st_size for p in tracked() if p.stat().st_size > 2_000_000}
    assert not big
