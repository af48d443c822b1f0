"""The state of a process object changes by a transition and in no other way."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import called_name, modules

# Deadlines have no machine, like the queue rows of notifiers and channels: conditional SQL moves
# them, in their own rooms.
WITHOUT_MACHINE = "workflows/plazos/"
WRITERS = {"update", "bulk_update", "update_or_create", "setattr", "aupdate"}


def test_no_state_is_written_past_a_transition() -> None:
    found = [
        f"{path}:{line}"
        for path, tree in modules("webui", "tasks", "workflows")
        if not path.as_posix().startswith(WITHOUT_MACHINE)
        for line in _writes_of_a_state(tree)
    ]
    assert found == []


def test_the_watch_sees_every_way_of_writing_a_state() -> None:
    ways = (
        "x.estado = 'a'",
        "x.estado: str = 'a'",
        "x.filter(pk=1).update(estado='a')",
        "x.bulk_update(rows, ['estado'])",
        "x.update(**{'estado': 'a'})",
        "setattr(x, 'estado', 'a')",
    )
    for way in ways:
        assert list(_writes_of_a_state(ast.parse(way))) == [1], way


def test_every_machine_protects_its_field() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules("workflows")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        if called_name(node) == "FSMField" and not _is_protected(node)
    ]
    assert found == []


def _writes_of_a_state(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if _assigns_a_state(node) or _calls_a_writer(node):
            yield getattr(node, "lineno", 0)


def _assigns_a_state(node: ast.AST) -> bool:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    return any(isinstance(target, ast.Attribute) and target.attr == "estado" for target in targets)


def _calls_a_writer(node: ast.AST) -> bool:
    if called_name(node) not in WRITERS or not isinstance(node, ast.Call):
        return False
    named = any(keyword.arg == "estado" for keyword in node.keywords)
    inside = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg is None)]
    words = (part for argument in inside for part in ast.walk(argument))
    return named or any(isinstance(w, ast.Constant) and w.value == "estado" for w in words)


def _is_protected(call: ast.Call) -> bool:
    return any(k.arg == "protected" and ast.unparse(k.value) == "True" for k in call.keywords)
