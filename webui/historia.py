"""The history of a case file in words: what people did, and whom the clock told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Caso, Historial
from notifiers import inbox
from notifiers.models import Notificacion
from webui.components.formas import Cambio, Conflicto, Entrada
from webui.pantallas import Pantalla

# What a history calls by another name than the model does.
ETIQUETAS = {"fecha": gettext_lazy("fecha")}
MAXIMO = 200
LARGO = 200  # of a text shown beside the form that somebody overtook


def entradas(pantalla: Pantalla, caso: Caso) -> list[Entrada]:
    """Steps and notices, newest first."""
    pasos = (
        Historial.objects.filter(expediente_id=caso.pk)
        .select_related("usuario", "por", "escrito")
        .order_by("-momento", "-pk")[:MAXIMO]
    )
    avisos = inbox.de_expediente(caso)[:MAXIMO]
    todas = [*(_paso(pantalla, uno) for uno in pasos), *_avisos(avisos)]
    return sorted(todas, key=lambda entrada: entrada.momento, reverse=True)


def cambios_desde(pantalla: Pantalla, caso: Caso, visto: int) -> Conflicto:
    """What happened to the case file since version `visto`."""
    nuevas = list(
        Historial.objects.filter(expediente_id=caso.pk)
        .select_related("usuario")
        .order_by("-pk")[: max(caso.version - visto, 1)]
    )
    cambios = [
        cambio
        for entrada in reversed(nuevas)
        for cambio in [*_cambios(pantalla, caso, entrada)] or [_hecho(pantalla, entrada)]
    ]
    return Conflicto(quien=str(nuevas[0].usuario), momento=nuevas[0].momento, cambios=cambios)


def _paso(pantalla: Pantalla, entrada: Historial) -> Entrada:
    escrito = getattr(entrada, "escrito", None)
    return Entrada(
        quien=str(entrada.usuario),
        que=f"{_verbo(pantalla, entrada)} {_detalle(pantalla, entrada)}".strip(),
        momento=entrada.momento,
        por=str(entrada.por or ""),
        texto=_texto(escrito),
        de=_estado(pantalla, entrada.de) if entrada.de != entrada.a else "",
        a=_estado(pantalla, entrada.a) if entrada.de != entrada.a else "",
        automatica=entrada.usuario.es_sistema,
    )


def _verbo(pantalla: Pantalla, entrada: Historial) -> str:
    return str(pantalla.modelo.HECHOS.get(entrada.verbo, entrada.verbo.replace("_", " ")))


def _texto(escrito: Any) -> str:
    if escrito is None:
        return ""
    return _("(texto retirado por protección de datos)") if escrito.redactado_en else escrito.texto


def _estado(pantalla: Pantalla, codigo: str) -> str:
    campo = pantalla.modelo.estado.field
    return str(dict(campo.flatchoices).get(codigo, codigo))


def _detalle(pantalla: Pantalla, entrada: Historial) -> str:
    """What a correction changed; else the dates of a move: what a history is most asked for."""
    if entrada.verbo == "editar":
        campos = [_campo(pantalla, *uno) for uno in entrada.datos.items()]
        return f"({'; '.join(campos)})" if campos else ""
    fechas = entrada.datos.get("fecha")
    if not fechas:
        return ""
    antes, ahora = (_dia(uno) for uno in fechas)
    return _("(del %(antes)s al %(ahora)s)") % {"antes": antes, "ahora": ahora}


def _campo(pantalla: Pantalla, campo: str, valores: list[str]) -> str:
    etiqueta = _etiqueta(pantalla, campo)
    if not valores:
        return etiqueta
    antes, ahora = (_dicho(pantalla, campo, uno) for uno in valores)
    return _("%(campo)s, de %(antes)s a %(ahora)s") % {
        "campo": etiqueta,
        "antes": antes,
        "ahora": ahora,
    }


def _cambios(pantalla: Pantalla, caso: Caso, entrada: Historial) -> Iterable[Cambio]:
    if entrada.de != entrada.a:
        yield Cambio(_("Estado"), _estado(pantalla, entrada.de), _estado(pantalla, entrada.a))
    for campo, valores in entrada.datos.items():
        etiqueta = capfirst(_etiqueta(pantalla, campo))
        if isinstance(valores, list) and len(valores) == 2:
            antes, ahora = (_dicho(pantalla, campo, uno) for uno in valores)
            yield Cambio(etiqueta, antes, ahora)
        elif entrada.verbo == "editar":
            # The history keeps no texts about persons; what it says now stands in the case file.
            yield Cambio(etiqueta, _("(no se conserva)"), _ahora(caso, campo))


def _hecho(pantalla: Pantalla, entrada: Historial) -> Cambio:
    """A step that changed no field: what somebody did."""
    return Cambio(_("Paso"), "", _verbo(pantalla, entrada))


def _etiqueta(pantalla: Pantalla, campo: str) -> str:
    """What people call a field, as within a sentence."""
    field = _field(pantalla, campo)
    propia = str(field.verbose_name) if field else campo.replace("_", " ")
    return str(ETIQUETAS.get(campo, propia))


def _dicho(pantalla: Pantalla, campo: str, valor: object) -> str:
    """A value that the history kept, as people say it."""
    field, texto = _field(pantalla, campo), str(valor)
    if texto in {"", "None"}:
        return "—"
    if isinstance(field, models.BooleanField):
        return _("sí") if texto == "True" else _("no")
    palabras = {str(codigo): str(palabra) for codigo, palabra in getattr(field, "flatchoices", ())}
    return palabras.get(texto) or _dia(texto)


def _ahora(caso: Caso, campo: str) -> str:
    valor = getattr(caso, campo, None)
    if isinstance(valor, models.Manager):
        valor = ", ".join(str(uno) for uno in valor.all())
    return Truncator("" if valor is None else str(valor)).chars(LARGO)


def _field(pantalla: Pantalla, campo: str) -> Any:
    try:
        return pantalla.modelo._meta.get_field(campo)
    except FieldDoesNotExist:
        return None


def _dia(texto: str) -> str:
    try:
        dia: date | None = parse_date(texto)
    except ValueError:
        return texto
    return date_format(dia, "j \\d\\e F") if dia else texto


def _avisos(notificaciones: Iterable[Notificacion]) -> list[Entrada]:
    """One line per notice, however many people it reached."""
    por_aviso = sorted(notificaciones, key=lambda uno: (uno.creado_en, uno.clase), reverse=True)
    return [
        _aviso(list(grupo))
        for _clave, grupo in groupby(por_aviso, key=lambda uno: (uno.creado_en, uno.clase))
    ]


def _aviso(grupo: list[Notificacion]) -> Entrada:
    primera = grupo[0]
    nombres = ", ".join(sorted({str(uno.destinatario) for uno in grupo}))
    fallidas = sum(entrega.estado == "fallida" for uno in grupo for entrega in uno.entregas.all())
    que = _("aviso «%(aviso)s» a %(nombres)s") % {"aviso": primera.kind.nombre, "nombres": nombres}
    return Entrada(
        quien="",
        que=que,
        momento=primera.creado_en,
        texto=_("Un correo no pudo entregarse.") if fallidas else "",
        automatica=True,
    )
