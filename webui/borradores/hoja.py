"""A form that keeps what is typed into it: its token, and what is given back of an earlier time.

The token says whose form it is and where, signed: with it a text is kept even when the session
ended before it was sent, for that person and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core import signing
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from core import borradores
from core.models import Borrador
from webui.acceso import quien

SAL = "webui.borradores"
CAMPO = "hoja"
# A page may stay open over a long weekend.
VALE_SEGUNDOS = 4 * 24 * 3600
# What goes with every form and is no text of anybody.
AJENOS = ("csrfmiddlewaretoken", CAMPO)


@dataclass(frozen=True, slots=True)
class Hoja:
    """What a form carries to be kept, and what was given back to it (None: nothing)."""

    vale: str
    recuperado: Borrador | None


def abrir(request: HttpRequest, form: BaseForm) -> Hoja | None:
    """Give the form back what was typed into it before; None for a form without longer texts."""
    if not _tiene_textos(form):
        return None
    ruta = ruta_de(request)
    recuperado = borradores.de(quien(request), ruta) if not form.is_bound else None
    if recuperado:
        _rellenar(form, QueryDict(recuperado.datos))
    return Hoja(signing.dumps([quien(request).pk, ruta], salt=SAL), recuperado)


def enviada(request: HttpRequest) -> None:
    """What was typed is where it belongs now."""
    if CAMPO in request.POST:
        borradores.borrar(quien(request), ruta_de(request))


def recoger(request: HttpRequest) -> bool:
    """Keep what this request carries, if its token is good; whoever asks now, or nobody."""
    leido = leer(request.POST.get(CAMPO, ""))
    if leido is None:
        return False
    datos = request.POST.copy()
    for ajeno in AJENOS:
        datos.pop(ajeno, None)
    archivos = [(uno.name or "")[:100] for _campo, suyos in request.FILES.lists() for uno in suyos]
    return borradores.guardar(*leido, datos.urlencode(), archivos)


def leer(vale: str) -> tuple[int, str] | None:
    """Whose form it is and where; None if nobody gave out this token, or long ago."""
    try:
        usuario_id, ruta = signing.loads(vale.replace("\0", ""), salt=SAL, max_age=VALE_SEGUNDOS)
    except signing.BadSignature:
        return None
    return int(usuario_id), str(ruta)


def ruta_de(request: HttpRequest) -> str:
    """Where the form is, whatever page it was opened from."""
    consulta = request.GET.copy()
    consulta.pop("siguiente", None)
    return f"{request.path}?{consulta.urlencode()}" if consulta else request.path


def _tiene_textos(form: BaseForm) -> bool:
    return any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())


def _rellenar(form: BaseForm, datos: QueryDict) -> None:
    """Show what was typed. The version comes with it, so that what changed since is noticed."""
    for nombre, field in form.fields.items():
        archivo = isinstance(field, forms.FileField)
        if archivo or (field.widget.is_hidden and nombre != "version"):
            continue
        clave = form.add_prefix(nombre)
        if clave in datos or isinstance(field.widget, forms.CheckboxInput):
            form.initial[nombre] = field.widget.value_from_datadict(datos, {}, clave)
