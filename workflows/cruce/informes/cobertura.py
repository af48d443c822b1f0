"""The report of coverage: which places somebody attended to in the period, and which nobody did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, faltas
from core.arboles import que_tocan, rama
from core.models import Expediente, Lugar, Usuario
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries.listas import ESTADOS
from workflows.cruce.informes.cuadro import (
    Columna,
    Cuadro,
    Eje,
    Fila,
    Informe,
    Pedido,
    Valor,
)
from workflows.cruce.informes.ejes import LUGAR
from workflows.solicitudes.models import Solicitud

SIN = "sin"
CRUCES = Expediente.lugares.through
Lapso = tuple[date | None, date | None]


def _recibidas(lapso: Lapso) -> QuerySet[Any]:
    return Solicitud.objects.filter(faltas.entre("fecha_recepcion", *lapso))


def _asumidos(lapso: Lapso) -> QuerySet[Any]:
    return Compromiso.objects.filter(
        ESTADOS["enviados"](), faltas.entre_instantes("registrado_en", *lapso)
    )


# What counts as attention, by its column.
FUENTES: Mapping[str, Callable[[Lapso], QuerySet[Any]]] = {
    "solicitudes": _recibidas,
    "compromisos": _asumidos,
}


def _asuntos(fila: Mapping[str, Any]) -> Valor:
    return sum(fila[clave] or 0 for clave in FUENTES)


def _hacer(user: Usuario, informe: Informe, pedido: Pedido) -> Cuadro:
    """Every place, or those without attention; four queries, whatever is in it.

    A place counts what is about it itself, and is without attention where its parts are, too.
    Where the reader sees nothing at all there is no saying which places lack something.
    """
    por = pedido.por if pedido.por in informe.ejes else next(iter(informe.ejes))
    casos = {clave: _casos(user, pedido, fuente) for clave, fuente in FUENTES.items()}
    lugares = _lugares(pedido)
    dentro = [lugar.pk for lugar in lugares] if pedido.lugar else None
    cuentas = {clave: _por_lugar(suyos, dentro) for clave, suyos in casos.items()}
    atendidos = _atendidos(lugares, cuentas.values())
    filas = [
        _fila(lugar.pk, lugar.nombre, {clave: suyas[lugar.pk] for clave, suyas in cuentas.items()},
              sin=int(lugar.pk not in atendidos))
        for lugar in lugares
    ]  # fmt: skip
    sin = sum(fila.valores[SIN] or 0 for fila in filas)
    if por == SIN:
        filas = [fila for fila in filas if fila.valores[SIN]]
        juntos = dict.fromkeys(FUENTES, 0)
    else:
        juntos = {clave: _con_lugar(suyos, dentro).count() for clave, suyos in casos.items()}
    visto = any(any(suyas.values()) for suyas in cuentas.values())
    ordenadas = sorted(filas, key=lambda fila: -(fila.valores["asuntos"] or 0)) if visto else []
    return Cuadro(informe, informe.ejes[por], por, ordenadas, _fila(None, "", juntos, sin=sin))


def _casos(
    user: Usuario, pedido: Pedido, fuente: Callable[[Lapso], QuerySet[Any]]
) -> QuerySet[Any]:
    """Those of the period, wherever they are, of what `user` may see."""
    lapso = (pedido.periodo.desde, pedido.periodo.hasta) if pedido.periodo else (None, None)
    casos = access.scope(fuente(lapso), user)
    casos = que_tocan(casos, actor=pedido.actor, tema=pedido.tema)
    return casos.filter(responsable__area=pedido.area) if pedido.area else casos


def _por_lugar(casos: QuerySet[Any], dentro: list[int] | None) -> Counter[int]:
    """How many cross each of these places, or any; one crosses a place once."""
    cruces = CRUCES.objects.filter(expediente__in=casos.values("pk"))
    if dentro is not None:
        cruces = cruces.filter(lugar__in=dentro)
    return Counter(dict(cruces.values_list("lugar").annotate(cuantos=Count("pk"))))


def _con_lugar(casos: QuerySet[Any], dentro: list[int] | None) -> QuerySet[Any]:
    """Those that are about some of these places, or any, each once however many those are."""
    cruces = CRUCES.objects.filter(expediente=OuterRef("pk"))
    return casos.filter(Exists(cruces if dentro is None else cruces.filter(lugar__in=dentro)))


def _lugares(pedido: Pedido) -> list[Lugar]:
    todos = Lugar.objects.only("nombre", "superior_id").order_by("nombre", "pk")
    return list(todos.filter(pk__in=rama(pedido.lugar)) if pedido.lugar else todos)


def _atendidos(lugares: list[Lugar], cuentas: Iterable[Counter[int]]) -> set[int]:
    """The places something is about, and all that they are part of."""
    superior = {lugar.pk: lugar.superior_id for lugar in lugares}
    atendidos: set[int] = set()
    for pk in {pk for suyas in cuentas for pk, cuantos in suyas.items() if cuantos}:
        actual: int | None = pk
        while actual in superior and actual not in atendidos:
            atendidos.add(actual)
            actual = superior[actual]
    return atendidos


def _fila(clave: int | None, nombre: str, cuentas: Mapping[str, int], *, sin: int) -> Fila:
    return Fila(clave, nombre, {**cuentas, "asuntos": _asuntos(cuentas), SIN: sin})


def _de_lugares(titulo: str | Promise) -> Eje:
    """A place by itself; together they are what is about any place."""
    juntas = {"calidad": "con_lugar"}
    return Eje(titulo, LUGAR.campo, filtro=LUGAR.filtro, juntas=juntas, dentro=True)


COBERTURA = Informe(
    clave="cobertura",
    titulo=_("Cobertura por lugar"),
    lead=_("Qué lugares tuvieron solicitudes o compromisos en el periodo, y cuáles ninguno."),
    como=_(
        "Cómo se cuenta: las solicitudes recibidas y los compromisos asumidos en el periodo sobre "
        "ese mismo lugar; sus partes tienen su propia fila. Sin atención: ni él ni sus partes "
        "tuvieron nada."
    ),
    lista="solicitudes",
    ejes={
        "lugar": _de_lugares(_("Todos los lugares")),
        SIN: _de_lugares(_("Lugares sin atención")),
    },
    columnas={
        "solicitudes": Columna(_("Solicitudes recibidas"), filtro={}),
        "compromisos": Columna(
            _("Compromisos asumidos"), filtro={"estado": "enviados"}, lista="compromisos"
        ),
        "asuntos": Columna(_("En total"), tasa=_asuntos),
        SIN: Columna(_("Sin atención"), eje=SIN),
    },
    casos=lambda periodo: Solicitud.objects.none(),
    hace=_hacer,
    dibuja=("solicitudes", "compromisos"),
    fechas=("desde", "hasta"),
)
