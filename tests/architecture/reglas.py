"""Our own rules about what is dangerous: where each thing may stand, and why there.

`python -m tests.architecture.reglas` is part of `make check`; it takes a second. Written with the
standard library's own parser: semgrep brings a web server and seventy megabytes for the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.source import ROOT, called_name, modules


@dataclass(frozen=True)
class Regla:
    """What is looked for, why, and the places that may (a path, or how it begins)."""

    nombre: str
    porque: str
    halla: Callable[[ast.Module], Iterator[ast.AST]]
    salvo: tuple[str, ...] = ()


def llamadas(*nombres: str) -> Callable[[ast.Module], Iterator[ast.AST]]:
    """Every call of one of these names."""

    def halla(tree: ast.Module) -> Iterator[ast.AST]:
        return (nodo for nodo in ast.walk(tree) if called_name(nodo) in nombres)

    return halla


def importados(*raices: str) -> Callable[[ast.Module], Iterator[ast.AST]]:
    """Every import of one of these modules, or of what is in it."""

    def halla(tree: ast.Module) -> Iterator[ast.AST]:
        for nodo in ast.walk(tree):
            nombres = [uno.name for uno in nodo.names] if isinstance(nodo, ast.Import) else []
            if isinstance(nodo, ast.ImportFrom) and nodo.module:
                nombres = [nodo.module, *(f"{nodo.module}.{uno.name}" for uno in nodo.names)]
            if any(uno == raiz or uno.startswith(f"{raiz}.") for uno in nombres for raiz in raices):
                yield nodo

    return halla


def nombrados(*nombres: str) -> Callable[[ast.Module], Iterator[ast.AST]]:
    """Every use of a name, also as an attribute or as a decorator."""

    def halla(tree: ast.Module) -> Iterator[ast.AST]:
        for nodo in ast.walk(tree):
            if isinstance(nodo, ast.Name) and nodo.id in nombres:
                yield nodo
            if isinstance(nodo, ast.Attribute) and nodo.attr in nombres:
                yield nodo

    return halla


def textos(*nombres: str) -> Callable[[ast.Module], Iterator[ast.AST]]:
    """Every such string."""

    def halla(tree: ast.Module) -> Iterator[ast.AST]:
        for nodo in ast.walk(tree):
            if isinstance(nodo, ast.Constant) and nodo.value in nombres:
                yield nodo

    return halla


# Rows that not everybody may see: whoever fetches some asks `access.scope` in the same function.
DE_ALGUIENES = frozenset({"Expediente", "Adjunto"})


def sin_acceso(tree: ast.Module) -> Iterator[ast.AST]:
    """Rows of case files fetched in a function that asks for no access."""
    for funcion in ast.walk(tree):
        if not isinstance(funcion, ast.FunctionDef):
            continue
        if any(called_name(nodo) == "scope" for nodo in ast.walk(funcion)):
            continue
        for nodo in ast.walk(funcion):
            de = nodo.value if isinstance(nodo, ast.Attribute) and nodo.attr == "objects" else None
            if isinstance(de, ast.Name) and de.id in DE_ALGUIENES:
                yield nodo


REGLAS = (
    Regla(
        "html", "only the components say that words are HTML: all else is escaped",
        llamadas("mark_safe", "SafeString", "SafeText", "html_safe"),
        ("webui/components/", "webui/templatetags/"),
    ),
    Regla(
        "red", "what leaves the house goes through channels.transport or core.salida",
        importados("requests", "urllib.request", "http.client", "httpx", "aiohttp", "urllib3"),
        ("channels/", "core/salida.py", "ops/vigilar/", "ops/stack/", "ops/sandbox/", "ops/bench/"),
    ),
    Regla(
        "acceso", "access is asked for where a case file is fetched (404 for what is not seen)",
        sin_acceso,
        ("core/", "workflows/", "notifiers/", "channels/", "tasks/", "ops/"),
    ),
    Regla(
        "puertas", "every address is behind the login, but for those of the list in test_routes",
        nombrados("login_not_required", "csrf_exempt"),
        # Those of the API ask for a key, those of mails for a signature (tests/webui/pases/).
        ("webui/portal/", "webui/pases/", "webui/api/guia.py", "webui/api/urls.py", "ops/health.py",
         "ops/metrics.py", "ops/urls.py"),
    ),
    Regla(
        "sql", "values are parameters; what no queryset can say stands in one place",
        llamadas("raw", "RawSQL", "extra"),
        ("core/outbox.py",),
    ),
    Regla(
        "direccion", "the address of a browser is what the proxy saw: webui.acceso.desde",
        textos("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "X-Forwarded-For"),
    ),
    Regla(
        "claves", "who encrypts asks core.cifrado",
        nombrados("Fernet", "MultiFernet", "CLAVES_CIFRADO", "SECRET_KEY"),
        ("core/cifrado.py", "ops/env.py", "ops/settings.py", "ops/logs.py", "ops/stack/"),
    ),
    Regla(
        "galletas", "cookies are of this host alone and hidden from scripts",
        llamadas("set_cookie", "set_signed_cookie"),
        ("ops/puertas.py", "webui/buscar/recientes.py", "webui/portal/ventanilla/consulta.py"),
    ),
    Regla(
        "programas", "what people send is never run or unpacked into objects",
        importados("pickle", "marshal", "shelve", "dill", "jsonpickle"),
    ),
)  # fmt: skip
# In a template: words that are not escaped. Plain text is not HTML.
PIEZAS = (  # the text of a piece: Markdown that nh3 has cleaned
    "webui/templates/piezas/vistas.html", "webui/templates/portal/noticia.html",
)  # fmt: skip
SIN_ESCAPAR = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off")


def faltas() -> Iterator[str]:
    """Where a rule is broken: path, line, rule and reason."""
    for path, tree in modules():
        for regla in REGLAS:
            halladas = () if str(path).startswith(regla.salvo) else regla.halla(tree)
            for nodo in halladas:
                linea = getattr(nodo, "lineno", 1)
                yield f"{path}:{linea}: {regla.nombre}: {regla.porque}"
    yield from _de_plantillas()


def _de_plantillas() -> Iterator[str]:
    for path in sorted(ROOT.glob("*/templates/**/*.html")):
        if str(path.relative_to(ROOT)) in PIEZAS:
            continue
        for n, linea in enumerate(path.read_text().splitlines(), 1):
            if SIN_ESCAPAR.search(linea):
                yield f"{path.relative_to(ROOT)}:{n}: html: what people write is escaped"


if __name__ == "__main__":
    halladas = list(faltas())
    sys.stdout.write("".join(f"{una}\n" for una in halladas))
    sys.exit(bool(halladas))
