"""Every list that officials read, as a sheet: what narrows it, its rows, its columns.

Each process is asked by its own queries, so a sheet holds what the screen shows, for the person
who asks, at the moment it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.catalogos import con_contacto
from core.models import Actor, Catalogado, Expediente, Lugar, Tema, Usuario
from workflows.compromisos import queries as compromisos
from workflows.comunicacion import queries as comunicacion
from workflows.cruce import catalogo
from workflows.metas import queries as metas
from workflows.solicitudes import queries as solicitudes
from workflows.traslados.salida.columnas import (
    CIERRE,
    CODIGO,
    DETALLE,
    DIRECCION,
    ESTADO,
    PRIORIDAD,
    TITULO,
    Columna,
    campo,
    direccion,
    juntos,
    palabra,
    persona,
)

Filas = Sequence[Any]


def tal_cual(_user: Usuario, filas: Filas) -> Filas:
    return filas


@dataclass(frozen=True, slots=True)
class Lista:
    """One list. `preparar` makes of some of its rows what the columns read, with few queries.

    `caso` is the case file that a prepared row shows; None where it shows none.
    """

    nombre: str
    titulo: str | Promise
    filtro: type[Any]
    lista: Callable[[Usuario, Any, str], QuerySet[Any]]
    columnas: tuple[Columna, ...]
    cruces: tuple[str, ...] = ("actores", "temas", "lugares")
    preparar: Callable[[Usuario, Filas], Filas] = tal_cual
    caso: Callable[[Any], Expediente | None] = lambda fila: fila


def _con_luz(luz: Callable[[Any], Any]) -> Columna:
    """The light, as a word."""
    return Columna(_("Semáforo"), lambda fila: str(luz(fila).palabra))


SOLICITUDES = Lista(
    nombre="solicitudes",
    titulo=_("Solicitudes"),
    filtro=solicitudes.Filtro,
    lista=solicitudes.bandeja,
    columnas=(
        CODIGO,
        TITULO,
        campo(_("Tipo"), "tipo.nombre"),
        campo(_("Quién pide"), "solicitante.nombre", 30),
        palabra(_("Cómo llegó"), "canal"),
        campo(_("Recibida"), "fecha_recepcion", 12),
        campo(_("Plazo legal"), "vence_en"),
        _con_luz(solicitudes.luz),
        ESTADO,
        palabra(_("Decisión"), "decision"),
        persona(_("Responde"), "responsable"),
        PRIORIDAD,
        campo(_("Fecha del evento"), "fecha_evento", 14),
        campo(_("Hora"), "hora_evento", 10),
        campo(_("Dónde"), "lugar_texto", 30),
        DETALLE,
        *CIERRE,
    ),
)
COMPROMISOS = Lista(
    nombre="compromisos",
    titulo=_("Compromisos"),
    filtro=compromisos.Filtro,
    lista=compromisos.lista,
    columnas=(
        CODIGO,
        TITULO,
        palabra(_("Tipo"), "tipo"),
        campo(_("A quién"), "a_quien.nombre", 30),
        persona(_("Responsable"), "responsable"),
        persona(_("Monitor"), "monitor"),
        persona(_("Programado por"), "programador"),
        campo(_("Fecha original"), "fecha_compromiso_original", 14),
        campo(_("Para cuándo"), "fecha_vigente", 14),
        campo(_("Avance (%)"), "avance", 12),
        campo(_("Es parte de"), "padre.codigo", 18),
        campo(_("Veces movido"), "reprogramaciones", 12),
        campo(_("Veces reiterado"), "reiteraciones", 12),
        _con_luz(compromisos.luz),
        ESTADO,
        PRIORIDAD,
        palabra(_("Origen"), "origen"),
        campo(_("Público"), "publico", 10),
        DETALLE,
        *CIERRE,
    ),
    cruces=("programador", "monitor", "padre", "actores", "temas", "lugares"),
)


def _filas_de_metas(_user: Usuario, filas: Filas) -> Filas:
    return metas.filas(filas)


def _de_la_meta(columna: Columna) -> Columna:
    """A column of the meta of a row of the board."""
    return Columna(columna.titulo, lambda fila: columna.leer(fila.meta), columna.ancho)


METAS = Lista(
    nombre="metas",
    titulo=_("Metas"),
    filtro=metas.Filtro,
    lista=metas.lista,
    preparar=_filas_de_metas,
    caso=lambda fila: fila.meta,
    columnas=(
        *map(_de_la_meta, (CODIGO, TITULO, ESTADO)),
        _con_luz(lambda fila: fila.luz),
        campo(_("Avance (%)"), "avance", 12),
        campo(_("Avance esperado (%)"), "esperado", 12),
        campo(_("Desvío (puntos)"), "desvio", 12),
        Columna(_("Metas intermedias"), lambda fila: len(fila.intermedias), 12),
        *map(
            _de_la_meta,
            (
                palabra(_("Tipo"), "tipo"),
                persona(_("Gerente"), "gerente"),
                persona(_("Responsable institucional"), "responsable_institucional"),
                campo(_("Dependencia"), "dependencia.nombre", 24),
                campo(_("Empieza"), "inicio", 12),
                campo(_("Termina"), "fin_vigente", 12),
                campo(_("Presupuesto"), "presupuesto", 16),
                campo(_("Personas beneficiadas"), "beneficiarios", 14),
                campo(_("Actualizada"), "actualizada_en"),
                campo(_("Pública"), "publica", 10),
                *CIERRE,
            ),
        ),
    ),
    cruces=("responsable_institucional", "dependencia", "actores", "temas", "lugares"),
)
INTERMEDIAS = Lista(
    nombre="intermedias",
    titulo=_("Metas intermedias"),
    filtro=metas.FiltroPartes,
    lista=metas.partes,
    columnas=(
        CODIGO,
        TITULO,
        campo(_("Código de su meta"), "meta.codigo", 16),
        campo(_("Meta"), "meta.titulo", 50),
        ESTADO,
        _con_luz(metas.luz_intermedia),
        persona(_("Responsable"), "responsable"),
        campo(_("Empieza"), "inicio", 12),
        campo(_("Para cuándo"), "fecha_vigente", 14),
        campo(_("Línea base"), "fecha_linea_base", 14),
        campo(_("Veces movido"), "reprogramaciones", 12),
        campo(_("Reportada el"), "fecha_real", 14),
        campo(_("Peso (%)"), "peso", 10),
        campo(_("Avance (%)"), "avance", 12),
        palabra(_("Tipo"), "tipo"),
        campo(_("Ruta crítica"), "ruta_critica", 12),
        campo(_("Entregable"), "entregable", 40),
        *CIERRE,
    ),
)
PIEZAS = Lista(
    nombre="piezas",
    titulo=_("Piezas"),
    filtro=comunicacion.Filtro,
    lista=comunicacion.lista,
    columnas=(
        CODIGO,
        TITULO,
        ESTADO,
        _con_luz(comunicacion.luz),
        persona(_("Escrita por"), "creado_por"),
        persona(_("Editada por"), "editada_por"),
        Columna(_("Canales"), lambda pieza: juntos(pieza.canales_nombres)),
        campo(_("Sale"), "publicar_en"),
        campo(_("Aprobar antes de"), "vence_en"),
        campo(_("Último cambio"), "actualizado_en"),
        *CIERRE,
    ),
)


PUBLICACIONES = Lista(
    nombre="publicaciones",
    titulo=_("Publicaciones"),
    filtro=comunicacion.FiltroPublicaciones,
    lista=comunicacion.publicaciones,
    caso=lambda fila: fila.expediente,
    columnas=(
        campo(_("Pieza"), "expediente.codigo", 16),
        campo(_("Título"), "expediente.titulo", 50),
        campo(_("Canal"), "canal_nombre"),
        palabra(_("Estado"), "estado"),
        Columna(_("Qué pasó"), comunicacion.que_paso, 50),
        campo(_("Programada para"), "programada_para"),
        campo(_("Publicada"), "publicada_en"),
        campo(_("Retirada"), "retirada_en"),
        campo(_("Enlace"), "url", 50),
        persona(_("Decidida por"), "decidida_por"),
        campo(_("Registrado"), "creada_en"),
        Columna(DIRECCION.titulo, lambda fila: direccion(fila.expediente), DIRECCION.ancho),
    ),
    cruces=("bitacora",),
)


def _contactos(user: Usuario, filas: Filas) -> Filas:
    """Actores, each with what this person may know of how to reach it."""
    abiertos = con_contacto(user, [actor.pk for actor in filas])
    for actor in filas:
        if actor.pk not in abiertos:
            actor.email = actor.telefono = actor.direccion = ""
    return filas


def _ninguno(_fila: Any) -> None:
    """What crosses the case files is none itself."""


def _filas_de(modelo: type[Catalogado]) -> Callable[[Usuario, Any, str], QuerySet[Any]]:
    """The list of a catalogue: the same for everybody."""

    def lista(_user: Usuario, filtro: catalogo.Filtro, orden: str) -> QuerySet[Any]:
        return catalogo.lista(modelo, filtro, orden)

    return lista


ACTORES = Lista(
    nombre="actores",
    titulo=_("Actores"),
    filtro=catalogo.Filtro,
    lista=_filas_de(Actor),
    columnas=(
        palabra(_("Tipo"), "tipo"),
        campo(_("Nombre"), "nombre", 40),
        campo(_("Organización"), "organizacion.nombre", 30),
        campo(_("Cargo"), "cargo", 24),
        campo(_("Correo"), "email", 30),
        campo(_("Teléfono"), "telefono"),
        campo(_("Dirección"), "direccion", 40),
        campo(_("Lugar"), "lugar.nombre", 24),
        campo(_("Figura pública"), "publico", 12),
        campo(_("Gestor de intereses"), "gestor_de_intereses", 12),
        campo(_("Consintió el uso de sus datos"), "consentimiento_en", 14),
    ),
    cruces=(),
    preparar=_contactos,
    caso=_ninguno,
)
TEMAS = Lista(
    nombre="temas",
    titulo=_("Temas"),
    filtro=catalogo.Filtro,
    lista=_filas_de(Tema),
    columnas=(
        campo(_("Nombre"), "nombre", 40),
        campo(_("Parte de"), "superior.nombre", 40),
        campo(_("Plan de gobierno"), "plan_de_gobierno", 40),
        campo(_("ODS"), "ods"),
        campo(_("Vigente desde"), "vigente_desde", 14),
        campo(_("Vigente hasta"), "vigente_hasta", 14),
    ),
    cruces=(),
    caso=_ninguno,
)
LUGARES = Lista(
    nombre="lugares",
    titulo=_("Lugares"),
    filtro=catalogo.Filtro,
    lista=_filas_de(Lugar),
    columnas=(
        campo(_("Nombre"), "nombre", 40),
        campo(_("Nivel"), "nivel"),
        campo(_("Está en"), "superior.nombre", 40),
        campo(_("Código del superior"), "superior.codigo_oficial"),
        campo(_("Código oficial"), "codigo_oficial"),
        campo(_("Latitud"), "latitud", 14),
        campo(_("Longitud"), "longitud", 14),
        campo(_("Población"), "poblacion", 14),
    ),
    cruces=(),
    caso=_ninguno,
)

LISTAS: Mapping[str, Lista] = {
    lista.nombre: lista
    for lista in (
        SOLICITUDES, COMPROMISOS, METAS, INTERMEDIAS, PIEZAS, PUBLICACIONES,
        ACTORES, TEMAS, LUGARES,
    )
}  # fmt: skip
