"""The floors of the house, and what import-linter cannot see of them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.source import ROOT, modules

PROCESSES = {path.parent.name for path in ROOT.glob("workflows/*/apps.py")}


def test_the_contracts_are_kept() -> None:
    # In a process of its own: it configures logging, and would silence every logger of this one.
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 - the tool of this environment
        [lint_imports, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_process_stands_in_the_contracts() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    inside = next(c for c in written["contracts"] if c["name"].startswith("Inside a process"))
    assert set(inside["containers"]) == {f"workflows.{name}" for name in PROCESSES}


def test_django_gives_states_nothing_but_translation() -> None:
    found = [
        f"{path}: {name}"
        for path, tree in modules("workflows")
        if "states" in path.parts or path.name == "states.py"
        for name in _imports_from_django(tree)
        if name != "django.utils.translation"
    ]
    assert found == []


def _imports_from_django(tree: ast.Module) -> list[str]:
    nodes = list(ast.walk(tree))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return [name for name in names if name.split(".")[0] == "django"]
