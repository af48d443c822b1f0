"""The state of a process object changes by a transition and in no other way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, called_name, modules

# Deadlines and queue rows (Entrega, Publicacion…) have no machine: conditional SQL moves them, in
# their own rooms and nowhere else.
WITHOUT_MACHINE = (
    "workflows/plazos/",  # Plazo
    "core/outbox.py",  # what every queue row has in common
    "channels/",  # Publicacion, Cuenta
    "notifiers/",  # Entrega
    "workflows/traslados/",  # Exportacion, Importacion
    "ops/bench/",  # rows by the million, in databases that are thrown away
    "ops/sandbox/",  # the networks of the demonstration, which know nothing of the house
)
WRITERS = {"update", "bulk_update", "setattr", "aupdate", "update_or_create", "aupdate_or_create"}
# `Model(estado=...)` makes one as well as these do.
MAKERS = {"create", "acreate", "get_or_create", "aget_or_create"}
# Capitalized, and no row: what a list is filtered by, what a page shows, conditions of a query.
NO_ROWS = re.compile(r"^(Q|\w*Filtro\w*|Nodo)$")
IN_SQL = re.compile(
    r"\bUPDATE\b.*\bSET\b[^;]*\bestado\b\s*=|\bINSERT\s+INTO\b[^;)]*\bestado\b", re.S | re.I
)


def test_no_state_is_written_past_a_transition() -> None:
    found = [
        f"{path}:{line}"
        for path, tree in modules()
        if not path.as_posix().startswith(WITHOUT_MACHINE)
        for line in _writes_of_a_state(tree)
    ]
    assert found == []


def test_what_has_no_machine_is_still_there() -> None:
    assert all((ROOT / place).exists() for place in WITHOUT_MACHINE)


def test_the_watch_sees_every_way_of_writing_a_state() -> None:
    ways = (
        "x.estado = 'a'",
        "x.estado: str = 'a'",
        "x.filter(pk=1).update(estado='a')",
        "x.bulk_update(rows, ['estado'])",
        "x.update(**{'estado': 'a'})",
        "setattr(x, 'estado', 'a')",
        "x.objects.create(titulo='t', estado='a')",
        "x.objects.update_or_create(pk=1, defaults={'estado': 'a'})",
        "Compromiso(estado='a')",
        "x.bulk_create([Compromiso(estado='a')])",
        "cursor.execute('UPDATE t SET version = 2, estado = %s')",
        "cursor.execute('INSERT INTO t (titulo, estado) VALUES (1, 2)')",
    )
    for way in ways:
        assert list(_writes_of_a_state(ast.parse(way))) == [1], way


def test_and_only_these() -> None:
    ways = (
        "x.objects.filter(estado='a').exclude(estado='b').get(estado='c')",
        "Q(estado='a')",
        "FiltroPiezas(estado='a')",
        "cursor.execute('SELECT 1 FROM t WHERE estado = %s')",
        "cursor.execute('UPDATE t SET version = 2')",
    )
    for way in ways:
        assert list(_writes_of_a_state(ast.parse(way))) == [], way


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
        if _assigns_a_state(node) or _calls_a_writer(node) or _is_sql_that_writes(node):
            yield getattr(node, "lineno", 0)


def _assigns_a_state(node: ast.AST) -> bool:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    return any(isinstance(target, ast.Attribute) and target.attr == "estado" for target in targets)


def _calls_a_writer(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = called_name(node)
    named = any(keyword.arg == "estado" for keyword in node.keywords)
    if name[:1].isupper():
        return named and not NO_ROWS.match(name)
    if name not in WRITERS | MAKERS:
        return False
    open_ended = {None, "defaults", "create_defaults"}
    inside = [*node.args, *(k.value for k in node.keywords if k.arg in open_ended)]
    words = (part for argument in inside for part in ast.walk(argument))
    return named or any(isinstance(w, ast.Constant) and w.value == "estado" for w in words)


def _is_sql_that_writes(node: ast.AST) -> bool:
    """A string, or the fixed parts of an f-string, that writes the column."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        return bool(IN_SQL.search(" ".join(str(part) for part in parts)))
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(IN_SQL.search(node.value))
    )


def _is_protected(call: ast.Call) -> bool:
    return any(k.arg == "protected" and ast.unparse(k.value) == "True" for k in call.keywords)
