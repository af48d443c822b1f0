"""Whatever a history records, it can tell: every verb of a process has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from core.models import Caso, Expediente
from tests.architecture.source import called_name, modules

# The functions of `core.transitions` that write a history, and where each takes its verb.
VERBO = {"run": 1, "record": 1, "create": None}


def test_every_transition_has_its_words() -> None:
    sin_palabras = [
        f"{modelo.CLASE}: {verbo}"
        for modelo in Expediente.clases().values()
        for verbo in _transiciones(modelo) - modelo.HECHOS.keys()
    ]
    assert sin_palabras == []


def test_every_verb_that_is_recorded_has_its_words() -> None:
    """In each class of the room that knows the verb: a case file is recorded on by its own."""
    sin_palabras = [
        f"{path}:{linea}: {verbo}"
        for path, tree in modules("core", "workflows", "tasks", "webui")
        for linea, verbo in _registrados(tree)
        if not _con_palabras(path, verbo)
    ]
    assert sin_palabras == []


def test_the_watch_sees_every_way_of_recording() -> None:
    for way, verbo in (
        ("transitions.run(x, 'a', actor=y)", "a"),
        ("transitions.run(x, verb='a')", "a"),
        ("transitions.record(x, 'a')", "a"),
        ("transitions.create(x, actor=y)", "crear"),
        ("transitions.create(x, verb='a')", "a"),
        ("transitions.run(x, algo)", "algo"),
        ("def f(x, v): transitions.record(x, v)\nf(y, 'a')", "a"),
        ("def f(x, v): transitions.record(x, v)\nf(y, v='a')", "a"),
        ("class C:\n  n: int\n  v: str\nC(1, 'a')\ntransitions.record(x, c.v)", "a"),
        ("class C:\n  v: str\nC(v='a')\ntransitions.record(x, c.v)", "a"),
        ("transitions.record(x, c.v)", "c.v"),
    ):
        assert [visto for _linea, visto in _registrados(ast.parse(way))] == [verbo], way


def _transiciones(modelo: type[Caso]) -> set[str]:
    return set(modelo.estado.field.transitions[modelo])


def _con_palabras(path: Path, verbo: str) -> bool:
    """Whoever may record it can tell it. What is outside of the rooms records on every class."""
    cuarto = ".".join(path.parts[:2])
    modelos = [
        modelo
        for modelo in Expediente.clases().values()
        if path.parts[0] != "workflows" or modelo.__module__.startswith(f"{cuarto}.")
        if verbo in modelo.PERMISOS or verbo in _transiciones(modelo)
    ]
    return bool(modelos) and all(verbo in modelo.HECHOS for modelo in modelos)


def _registrados(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and verb of each history written; a verb that is no literal is told as it is written.

    One that a function takes is looked for where that function is called, one that a value of
    ours holds where such values are made.
    """
    dentro = {nodo: funcion for funcion in _funciones(tree) for nodo in ast.walk(funcion)}
    for call in _llamadas(tree):
        if not _es_de_transitions(call):
            continue
        verbo = _verbo(call)
        lugares, nombre = _quienes_lo_dan(tree, verbo, dentro.get(call))
        if not lugares:
            yield call.lineno, _dicho(verbo)
        for otra in _llamadas(tree):
            if (lugar := lugares.get(called_name(otra))) is not None:
                yield otra.lineno, _dicho(_argumento(otra, lugar, nombre))


def _quienes_lo_dan(
    tree: ast.Module, verbo: ast.expr | None, funcion: ast.FunctionDef | None
) -> tuple[dict[str, int], str]:
    """What of the module is called with the verb, the place it takes there, and its name."""
    nombres = [arg.arg for arg in funcion.args.args] if funcion else []
    if funcion and isinstance(verbo, ast.Name) and verbo.id in nombres:
        return {funcion.name: nombres.index(verbo.id)}, verbo.id
    if isinstance(verbo, ast.Attribute):
        return _clases_con(tree, verbo.attr), verbo.attr
    return {}, ""


def _clases_con(tree: ast.Module, campo: str) -> dict[str, int]:
    """The classes of the module that declare the field, with its place among their fields."""
    campos = {
        clase.name: [
            uno.target.id
            for uno in clase.body
            if isinstance(uno, ast.AnnAssign) and isinstance(uno.target, ast.Name)
        ]
        for clase in ast.walk(tree)
        if isinstance(clase, ast.ClassDef)
    }
    return {nombre: suyos.index(campo) for nombre, suyos in campos.items() if campo in suyos}


def _funciones(tree: ast.Module) -> list[ast.FunctionDef]:
    return [nodo for nodo in ast.walk(tree) if isinstance(nodo, ast.FunctionDef)]


def _llamadas(tree: ast.Module) -> list[ast.Call]:
    return [nodo for nodo in ast.walk(tree) if isinstance(nodo, ast.Call)]


def _es_de_transitions(call: ast.Call) -> bool:
    function = call.func
    return (
        called_name(call) in VERBO
        and isinstance(function, ast.Attribute)
        and ast.unparse(function.value) == "transitions"
    )


def _verbo(call: ast.Call) -> ast.expr | None:
    return _argumento(call, VERBO[called_name(call)], "verb")


def _argumento(call: ast.Call, lugar: int | None, nombre: str) -> ast.expr | None:
    por_nombre = [keyword.value for keyword in call.keywords if keyword.arg == nombre]
    if por_nombre:
        return por_nombre[0]
    return call.args[lugar] if lugar is not None and len(call.args) > lugar else None


def _dicho(verbo: ast.expr | None) -> str:
    if verbo is None:
        return "crear"
    return str(verbo.value) if isinstance(verbo, ast.Constant) else ast.unparse(verbo)
