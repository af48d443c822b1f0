"""The history of a case file in words: what people did, and whom the clock told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Caso, Historial
from notifiers import inbox
from notifiers.models import Notificacion
from webui.components.formas import Cambio, Conflicto, Entrada
from webui.pantallas import Pantalla

ETIQUETAS = {
    "fecha": gettext_lazy("Fecha"),
    "responsable": gettext_lazy("Responsable"),
    "titulo": gettext_lazy("Título"),
}
MAXIMO = 200


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
    cambios = [cambio for entrada in reversed(nuevas) for cambio in _cambios(pantalla, entrada)]
    return Conflicto(quien=str(nuevas[0].usuario), momento=nuevas[0].momento, cambios=cambios)


def _paso(pantalla: Pantalla, entrada: Historial) -> Entrada:
    escrito = getattr(entrada, "escrito", None)
    que = str(pantalla.modelo.HECHOS.get(entrada.verbo, entrada.verbo.replace("_", " ")))
    detalle = _detalle(entrada.datos)
    return Entrada(
        quien=str(entrada.usuario),
        que=f"{que} {detalle}".strip(),
        momento=entrada.momento,
        por=str(entrada.por or ""),
        texto=_texto(escrito),
        de=_estado(pantalla, entrada.de) if entrada.de != entrada.a else "",
        a=_estado(pantalla, entrada.a) if entrada.de != entrada.a else "",
        automatica=entrada.usuario.es_sistema,
    )


def _texto(escrito: Any) -> str:
    if escrito is None:
        return ""
    return _("(texto retirado por protección de datos)") if escrito.redactado_en else escrito.texto


def _estado(pantalla: Pantalla, codigo: str) -> str:
    campo = pantalla.modelo.estado.field
    return str(dict(campo.flatchoices).get(codigo, codigo))


def _detalle(datos: Mapping[str, Any]) -> str:
    """The dates of a move in words: what a history is most often asked for."""
    fechas = datos.get("fecha")
    if not fechas:
        return ""
    antes, ahora = (_dia(uno) for uno in fechas)
    return _("(del %(antes)s al %(ahora)s)") % {"antes": antes, "ahora": ahora}


def _dia(texto: str) -> str:
    dia: date | None = parse_date(texto)
    return date_format(dia, "j \\d\\e F") if dia else texto


def _cambios(pantalla: Pantalla, entrada: Historial) -> Iterable[Cambio]:
    if entrada.de != entrada.a:
        yield Cambio(_("Estado"), _estado(pantalla, entrada.de), _estado(pantalla, entrada.a))
    for campo, valores in entrada.datos.items():
        if isinstance(valores, list) and len(valores) == 2:
            yield Cambio(ETIQUETAS.get(campo, campo), valores[0], valores[1])


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
