"""The page about security names every requirement of levels 1 and 2, and only tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.architecture.source import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
TEST = re.compile(r"(tests/[\w/]+\.py)(?:::(\w+)(?:::(\w+))?)?")
# Levels 1 and 2 of ASVS 5.0.0: chapter, section, how the last numbers run.
NUMBERS = {
    "5.1": [1], "5.2": [1, 2, 3], "5.3": [1, 2], "5.4": [1, 2, 3],
    "6.1": [1, 2, 3], "6.2": range(1, 13), "6.3": [1, 2, 3, 4], "6.4": [1, 2, 3, 4],
    "6.5": range(1, 6), "6.6": [1, 2, 3], "6.8": [1, 2, 3, 4],
    "7.1": [1, 2, 3], "7.2": range(1, 5), "7.3": [1, 2], "7.4": range(1, 6), "7.5": [1, 2],
    "7.6": [1, 2],
    "8.1": [1, 2], "8.2": [1, 2, 3], "8.3": [1], "8.4": [1],
    "14.1": [1, 2], "14.2": [1, 2, 3, 4], "14.3": [1, 2, 3],
    "16.1": [1], "16.2": range(1, 6), "16.3": range(1, 5), "16.4": [1, 2, 3], "16.5": [1, 2, 3],
}  # fmt: skip


@cache
def names_in(path: str) -> frozenset[tuple[str, ...]]:
    """Every test of a file: (name,) or (class, name)."""
    found: set[tuple[str, ...]] = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef):
            found.add((node.name,))
        if isinstance(node, ast.ClassDef):
            found |= {
                (node.name, one.name) for one in node.body if isinstance(one, ast.FunctionDef)
            }
    return frozenset(found)


def test_every_test_named_there_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 80
    missing = [
        "::".join(filter(None, parts))
        for parts in named
        for path, *rest in [parts]
        if not (ROOT / path).exists()
        or (any(rest) and tuple(filter(None, rest)) not in names_in(path))
    ]
    assert missing == []


def test_every_requirement_is_there() -> None:
    rows = set(re.findall(r"^\| (\d+\.\d+\.\d+) \|", PAGE, re.MULTILINE))
    asked = {f"{section}.{n}" for section, numbers in NUMBERS.items() for n in numbers}
    assert asked - rows == set()


def test_every_row_says_how_or_why_not() -> None:
    rows = re.findall(r"^\| [\d.]+ \| [^|]+ \|(.*)\|$", PAGE, re.MULTILINE)
    assert all(len(row.strip()) > 4 for row in rows)
