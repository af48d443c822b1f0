"""Lists of compromisos: what each is called, what narrows it, how it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, calendario, clock
from core.arboles import que_tocan
from core.models import Area, Lugar, Municipio, Participacion, Tema, Usuario
from core.texto import contiene
from notifiers import inbox
from workflows.compromisos import recortes, states
from workflows.compromisos.models import Compromiso

ORDENES: Mapping[str, tuple[Any, ...]] = {
    "fecha": ("fecha_vigente", "pk"),
    "-fecha": ("-fecha_vigente", "-pk"),
    "codigo": ("codigo",),
    "-codigo": ("-codigo",),
    "prioridad": ("prioridad", "fecha_vigente", "pk"),
    "-prioridad": ("-prioridad", "fecha_vigente", "pk"),
    "responsable": ("responsable__nombre_orden", "fecha_vigente", "pk"),
    "-responsable": ("-responsable__nombre_orden", "fecha_vigente", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a list is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""  # a state, or one of `ESTADOS`
    luz: str = ""  # "atrasado", "por_vencer", "vencido"
    tipo: str = ""
    cuales: str = ""  # one of `LISTAS`
    mios: str = ""  # a papel of the person who looks: responsable, programador, monitor
    responsable: int | None = None
    programador: int | None = None
    padre: str = ""  # the code of what it is part of
    cerrado_desde: date | None = None
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None
    justo: str = ""  # "tema" or "lugar": that one itself, not what it contains
    area: Area | None = None  # of its responsable
    nadie: str = ""  # one of `faltas.NADIE`
    desde: date | None = None  # written down
    hasta: date | None = None
    vence_desde: date | None = None
    vence_hasta: date | None = None
    movidos: bool = False  # its date was moved
    calidad: str = ""  # one of `recortes.CALIDAD`
    quieto: int | None = None  # nobody has moved it for so many days


@dataclass(frozen=True, slots=True)
class Propia:
    """A list as people think of it: its name, and what of a person is in it."""

    titulo: str | Promise
    de: Callable[[Usuario], Q]


EN_MARCHA = Q(estado__in=tuple(uno for uno in states.ABIERTOS if uno != states.BORRADOR))
TERMINADOS = Q(estado__in=(*states.CUMPLIDOS, states.CANCELADA))


def _copias(user: Usuario) -> Q:
    return Q(
        Exists(
            Participacion.objects.filter(expediente_id=OuterRef("pk"), usuario=user, papel="copia")
        )
    )


def _sin_leer(user: Usuario) -> Q:
    return Q(pk__in=inbox.con_mensajes(user))


LISTAS: Mapping[str, Propia] = {
    "pendientes": Propia(
        _("Pendientes"), lambda user: Q(responsable=user, estado__in=states.EN_CURSO)
    ),
    "vencidas": Propia(_("Vencidas"), lambda user: Q(responsable=user) & por_luz("atrasado")),
    "por_vencer": Propia(_("Por vencer"), lambda user: Q(responsable=user) & por_luz("por_vencer")),
    "cumplidas": Propia(
        _("Cumplidas"), lambda user: Q(responsable=user, estado__in=states.CUMPLIDOS)
    ),
    "recien": Propia(
        _("Recién asignadas"), lambda user: Q(responsable=user, estado=states.ASIGNADA)
    ),
    "programe": Propia(_("En curso que programé"), lambda user: Q(programador=user) & EN_MARCHA),
    "sigo": Propia(_("En curso que sigo"), lambda user: Q(monitor=user) & EN_MARCHA),
    "programe_cerradas": Propia(
        _("Cerradas que programé"), lambda user: Q(programador=user) & TERMINADOS
    ),
    "sigo_cerradas": Propia(_("Cerradas que sigo"), lambda user: Q(monitor=user) & TERMINADOS),
    "copias": Propia(_("Copias"), _copias),
    "mensajes": Propia(_("Con mensajes sin leer"), _sin_leer),
    "de_otro": Propia(_("De otro funcionario"), lambda user: ~Q(responsable=user) & EN_MARCHA),
}


def lista(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Compromiso]:
    """What `user` may see, narrowed and sorted; what is still open first unless `orden` says."""
    found = access.scope(Compromiso.objects.all(), user)
    found = que_tocan(
        found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar, justo=filtro.justo
    )
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo")
    found = found.filter(_por_estado(filtro.estado), por_luz(filtro.luz), recortes.recortar(filtro))
    if filtro.mios in {"responsable", "programador", "monitor"}:
        found = found.filter(**{filtro.mios: user})
    if filtro.cuales in LISTAS:
        found = found.filter(LISTAS[filtro.cuales].de(user))
    found = found.filter(_lo_dicho(filtro))
    return found.select_related("responsable", "a_quien").order_by(
        *ORDENES.get(orden, (F("cerrado_en").desc(nulls_first=True), *ORDENES["fecha"]))
    )


def _lo_dicho(filtro: Filtro) -> Q:
    """What of it is a value of a column."""
    columnas = {
        "tipo": filtro.tipo,
        "responsable": filtro.responsable,
        "programador": filtro.programador,
        "padre__codigo": filtro.padre,
    }
    dicho = Q(**{columna: valor for columna, valor in columnas.items() if valor})
    return dicho & cerrados_desde(filtro.cerrado_desde) if filtro.cerrado_desde else dicho


def atrasados(user: Usuario) -> QuerySet[Compromiso]:
    """Late ones `user` may see."""
    return lista(user, Filtro(luz="atrasado"))


def hasta_por_vencer() -> date:
    """The last date that shows yellow today."""
    dias = Municipio.actual().dias_por_vencer
    return calendario.vigente().sumar(clock.today(), dias, "habiles").vence


def cerrados_desde(dia: date) -> Q:
    """Closed on that day of the municipality or later."""
    return Q(cerrado_en__gte=datetime.combine(dia, time(), Municipio.actual().zona))


def a_tiempo(fecha: str = "fecha_vigente") -> Q:
    """Done by the end of that day; the one it was promised for when it was closed, unless said."""
    dia = TruncDate("cerrado_en", tzinfo=Municipio.actual().zona)
    # Its state first: the day of what is open is not worked out.
    return Q(estado=states.CUMPLIDA) & Q(LessThanOrEqual(dia, F(fecha)))


ESTADOS: Mapping[str, Callable[[], Q]] = {
    "abiertos": lambda: Q(estado__in=states.ABIERTOS),
    "enviados": lambda: ~Q(estado__in=(states.BORRADOR, states.BORRADA)),
    "en_marcha": lambda: EN_MARCHA,
    "cerrados": lambda: TERMINADOS,
    "cumplidos": lambda: Q(estado__in=states.CUMPLIDOS),
    "a_tiempo": a_tiempo,
    "a_destiempo": lambda: Q(estado__in=states.CUMPLIDOS) & ~a_tiempo(),
}


def _por_estado(estado: str) -> Q:
    if estado in ESTADOS:
        return ESTADOS[estado]()
    return Q(estado=estado) if estado else ~Q(estado=states.BORRADA)


def por_luz(color: str) -> Q:
    hoy = clock.today()
    if color == "atrasado":
        return Q(estado__in=states.CORREN, fecha_vigente__lt=hoy)
    if color == "vencido":
        return Q(estado__in=(*states.CORREN, states.POR_VERIFICAR), fecha_vigente__lt=hoy)
    if color == "por_vencer":
        return Q(
            estado__in=states.CORREN,
            fecha_vigente__gte=hoy,
            fecha_vigente__lte=hasta_por_vencer(),
        )
    return Q()
