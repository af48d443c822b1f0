"""Reads our own source for the tests of the architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("channels", "core", "notifiers", "ops", "tasks", "webui", "workflows")


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield path (relative to the repository) and tree of each module, migrations left out."""
    for package in packages or PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def called_name(node: ast.AST) -> str:
    """Return the last word of what a call calls: `wake` for `outbox.wake(...)`."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
