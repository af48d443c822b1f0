"""Our own rules about what is dangerous are kept, and each of them sees what it is for."""

from __future__ import annotations

import ast

import pytest

from tests.architecture import reglas

MALOS = {
    "html": ["mark_safe(x)", "html.SafeString(x)", "format_html(mark_safe(x))"],
    "red": ["import requests", "from urllib import request", "import http.client as c",
            "def f():\n    from requests.adapters import HTTPAdapter"],
    "acceso": ["def f(pk): return Expediente.objects.get(pk=pk)",
               "def f(pk): return list(Adjunto.objects.filter(pk=pk))"],
    "puertas": ["@login_not_required\ndef f(): ...", "path('', csrf_exempt(f))"],
    "sql": ["A.objects.raw(f'{x}')", "q.extra(where=[x])", "RawSQL(x, [])"],
    "direccion": ["request.META['REMOTE_ADDR']", "request.META.get('HTTP_X_FORWARDED_FOR')"],
    "claves": ["Fernet(k)", "settings.CLAVES_CIFRADO", "cryptography.fernet.Fernet(k)"],
    "galletas": ["response.set_cookie('a', 'b')"],
    "programas": ["import pickle", "from marshal import loads"],
}  # fmt: skip
BUENOS = {
    "acceso": ["def f(u): return access.scope(Expediente.objects.all(), u)"],
    "red": ["from django.http import HttpRequest", "import requests_oauthlib"],
    "html": ["format_html('<b>{}</b>', x)"],
}


def test_they_are_kept() -> None:
    assert list(reglas.faltas()) == []


def test_each_of_them_is_tried() -> None:
    assert MALOS.keys() == {regla.nombre for regla in reglas.REGLAS}


@pytest.mark.parametrize("regla", reglas.REGLAS, ids=lambda regla: regla.nombre)
def test_each_sees_what_it_is_for(regla: reglas.Regla) -> None:
    for malo in MALOS[regla.nombre]:
        assert list(regla.halla(ast.parse(malo))), malo
    for bueno in BUENOS.get(regla.nombre, []):
        assert not list(regla.halla(ast.parse(bueno))), bueno


@pytest.mark.parametrize("linea", ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}"])
def test_words_that_are_not_escaped_are_seen(linea: str) -> None:
    assert reglas.SIN_ESCAPAR.search(linea)
    assert not reglas.SIN_ESCAPAR.search("{{ x|safe_name }}")
