"""The history of a case file in words: what people did, and whom the clock told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.models import Caso, Historial
from notifiers import inbox
from notifiers.models import Notificacion
from webui.components import valores
from webui.components.formas import Cambio, Conflicto, Entrada
from webui.pantallas import Pantalla

MAXIMO = 1000  # of the whole of it, and of the notices of a moment
# What an entry shows; of the people their names.
LEIDO = (
    *(
        "momento",
        "verbo",
        "de",
        "a",
        "datos",
        "clave",
        "via",
        "escrito__texto",
        "escrito__redactado_en",
    ),
    *("usuario__nombre", "usuario__email", "usuario__es_sistema", "por__nombre", "por__email"),
)
LARGO = 200  # of a text shown beside the form that somebody overtook


def entradas(pantalla: Pantalla, caso: Caso, cuantas: int = MAXIMO) -> list[Entrada]:
    """The newest steps and notices, newest first; what a step told stands above it."""
    pasos = list(
        Historial.objects.filter(expediente_id=caso.pk)
        .select_related("usuario", "por", "escrito")
        .only(*LEIDO)
        .order_by("-momento", "-pk")[:cuantas]
    )
    avisos = inbox.de_expediente(caso)
    if len(pasos) == cuantas:  # there may be older ones, and notices of them
        avisos = avisos.filter(creado_en__gte=pasos[-1].momento)
    todas = [*(_paso(pantalla, uno) for uno in pasos), *_avisos(avisos[:MAXIMO])]
    todas.sort(key=lambda una: (una.momento, not una.quien), reverse=True)
    return todas[:cuantas]


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
        for cambio in _desde_entonces(pantalla, caso, entrada)
    ]
    return Conflicto(quien=str(nuevas[0].usuario), momento=nuevas[0].momento, cambios=cambios)


def _paso(pantalla: Pantalla, entrada: Historial) -> Entrada:
    escrito = getattr(entrada, "escrito", None)
    return Entrada(
        quien=str(entrada.usuario),
        que=verbo(pantalla, entrada),
        momento=entrada.momento,
        por=str(entrada.por or ""),
        clave=entrada.clave,
        via=entrada.get_via_display(),
        texto=_texto(escrito),
        de=_estado(pantalla, entrada.de) if entrada.de != entrada.a else "",
        a=_estado(pantalla, entrada.a) if entrada.de != entrada.a else "",
        automatica=entrada.usuario.es_sistema,
        cambios=list(_cambios(pantalla, entrada)),
    )


def verbo(pantalla: Pantalla, entrada: Historial) -> str:
    """What was done, as the history of its process tells it."""
    return str(pantalla.modelo.HECHOS.get(entrada.verbo, entrada.verbo.replace("_", " ")))


def _texto(escrito: Any) -> str:
    if escrito is None:
        return ""
    return _("(texto retirado por protección de datos)") if escrito.redactado_en else escrito.texto


def _estado(pantalla: Pantalla, codigo: str) -> str:
    campo = pantalla.modelo.estado.field
    return str(dict(campo.flatchoices).get(codigo, codigo))


def _movido(pantalla: Pantalla, entrada: Historial) -> Iterable[Cambio]:
    if entrada.de != entrada.a:
        yield Cambio(_("Estado"), _estado(pantalla, entrada.de), _estado(pantalla, entrada.a))


def _desde_entonces(pantalla: Pantalla, caso: Caso, entrada: Historial) -> list[Cambio]:
    """What one entry changed; of what it keeps no values, what stands there now."""
    cambios = [
        cambio if cambio.antes or cambio.ahora else _con_lo_de_ahora(caso, cambio)
        for cambio in (*_movido(pantalla, entrada), *_cambios(pantalla, entrada))
    ]
    return cambios or [Cambio(_("Paso"), "", verbo(pantalla, entrada))]


def _con_lo_de_ahora(caso: Caso, cambio: Cambio) -> Cambio:
    """The history keeps no texts about persons; what it says now stands in the case file."""
    valor = getattr(caso, cambio.campo, None)
    if isinstance(valor, models.Manager):
        valor = ", ".join(str(uno) for uno in valor.all())
    ahora = Truncator("" if valor is None else str(valor)).chars(LARGO)
    return replace(cambio, antes=_("(no se conserva)"), ahora=ahora)


def _cambios(pantalla: Pantalla, entrada: Historial) -> Iterable[Cambio]:
    """The fields it changed, as people call and read them. Of some only that they changed."""
    for nombre, cambio in entrada.datos.items():
        campo = valores.campo(pantalla.modelo, nombre)
        if isinstance(cambio, list) and len(cambio) == 2:
            antes, ahora = (valores.dicho(campo, uno) for uno in cambio)
            yield Cambio(valores.etiqueta(campo, nombre), antes, ahora, nombre)
        elif cambio == [] and campo is not None:
            yield Cambio(valores.etiqueta(campo, nombre), "", "", nombre)


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
    no_llego = any(uno.no_llego for uno in grupo)
    que = _("aviso «%(aviso)s» a %(nombres)s") % {"aviso": primera.kind.nombre, "nombres": nombres}
    return Entrada(
        quien="",
        que=que,
        momento=primera.creado_en,
        texto=_("Un correo no pudo entregarse.") if no_llego else "",
        automatica=True,
    )
