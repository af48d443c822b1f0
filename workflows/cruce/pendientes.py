"""Mi dia: what waits for a person, each thing with why it is there. One ordered list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from heapq import nsmallest
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, clock
from core.cuantos import Primeros
from core.models import Caso, Expediente, Municipio, Usuario
from workflows.compromisos import queries as compromisos
from workflows.comunicacion import queries as comunicacion
from workflows.metas import queries as metas
from workflows.plazos.states import GRAVEDAD, Luz
from workflows.solicitudes import queries as solicitudes

Text = str | Promise
HOY = "hoy"
PRORROGAS = "prorrogas"
POR_GRUPO = 5  # shown of a kind; what cannot pass today is shown whole, up to EN_HOY
EN_HOY = 12
ENTERO = 200  # of the one group that is asked for alone


@dataclass(frozen=True, slots=True)
class Fuente:
    """Where a process says what waits for a person, the light of each, and the field it is due.

    `leer` takes keys that `esperan_a` gave.
    """

    esperan_a: Callable[[Usuario], QuerySet[Any]]
    leer: Callable[[Collection[int]], QuerySet[Any]]
    luz: Callable[[Any], Luz]
    vence: str = ""


FUENTES: Mapping[str, Fuente] = {
    "solicitud": Fuente(solicitudes.esperan_a, solicitudes.leer, solicitudes.luz, "vence_en"),
    "compromiso": Fuente(compromisos.esperan_a, compromisos.leer, compromisos.luz, "fecha_vigente"),
    "meta": Fuente(metas.que_esperan_a, metas.leer, metas.luz),
    "meta_intermedia": Fuente(
        metas.intermedias_que_esperan_a,
        metas.leer_intermedias,
        metas.luz_intermedia,
        "fecha_vigente",
    ),
    "pieza": Fuente(comunicacion.esperan_a, comunicacion.leer, comunicacion.luz, "vence_en"),
}


@dataclass(frozen=True, slots=True)
class Aparte:
    """What of a process waits for something else than its state says: its group, and why."""

    clave: str
    titulo: Text
    porque: Text


APARTE: Mapping[str, Aparte] = {
    "compromiso": Aparte(
        PRORROGAS, _("Prórrogas por responder"), _("Piden más tiempo y esperan respuesta.")
    ),
    "solicitud": Aparte(
        "sin_decidir",
        _("Invitaciones cuya fecha pasó"),
        _("Nadie la decidió a tiempo; falta decírselo a quien invitó."),
    ),
}
# (clase, estado) -> (the group it stands in, why it is there).
RAZONES: Mapping[tuple[str, str], tuple[Text, Text]] = {
    ("solicitud", "registrada"): (
        _("Solicitudes por analizar"),
        _("Nadie la ha analizado todavía."),
    ),
    ("solicitud", "en_analisis"): (
        _("Solicitudes en análisis"),
        _("Falta preparar la recomendación."),
    ),
    ("solicitud", "en_decision"): (
        _("Esperan su decisión"),
        _("Tiene recomendación; falta decidir."),
    ),
    ("solicitud", "aceptada"): (_("Aceptadas sin encargar"), _("Falta encargar quién la cumple.")),
    ("solicitud", "delegada"): (
        _("Delegadas sin atender"),
        _("Se delegó; falta encargarla, ponerle fecha o atenderla."),
    ),
    ("solicitud", "programada"): (
        _("Pasó su fecha"),
        _("Estaba programada; falta decir si se atendió."),
    ),
    ("solicitud", "rechazada"): (
        _("Respuestas por enviar"),
        _("Falta explicarlo a quien la pidió."),
    ),
    ("solicitud", "derivada"): (
        _("Respuestas por enviar"),
        _("Ya contestó a quien se derivó; falta responder."),
    ),
    ("solicitud", "atendida"): (_("Respuestas por enviar"), _("Ya se cumplió; falta responder.")),
    ("compromiso", "borrador"): (_("Borradores por enviar"), _("Falta enviarlo a su responsable.")),
    ("compromiso", "asignada"): (_("Por aceptar"), _("Se lo asignaron y no lo ha aceptado.")),
    ("compromiso", "objetada"): (
        _("Por reasignar"),
        _("Lo objetaron: falta ponerlo en otras manos."),
    ),
    ("compromiso", "en_gestion"): (_("En sus manos"), _("Usted quedó en cumplirlo.")),
    ("compromiso", "por_verificar"): (_("Esperan su visto bueno"), _("Lo reportaron cumplido.")),
    ("meta", "borrador"): (_("Metas por programar"), _("Está en borrador; falta programarla.")),
    ("meta", "en_programacion"): (_("Metas por programar"), _("Falta terminar su programación.")),
    ("meta", "en_revision"): (_("Metas por revisar"), _("Espera su visto técnico.")),
    ("meta", "visada"): (_("Metas por aprobar"), _("Tiene visto técnico; falta aprobarla.")),
    ("meta", "en_ejecucion"): (_("Metas por actualizar"), _("No se ha actualizado en este ciclo.")),
    ("meta_intermedia", "programada"): (
        _("Metas intermedias"),
        _("Está por empezar o por vencer."),
    ),
    ("meta_intermedia", "en_ejecucion"): (_("Metas intermedias"), _("Usted responde por ella.")),
    ("meta_intermedia", "reportada"): (_("Esperan su visto bueno"), _("La reportaron cumplida.")),
    ("pieza", "borrador"): (_("Piezas en borrador"), _("Falta enviarla a revisión.")),
    ("pieza", "devuelta"): (_("Piezas devueltas"), _("Se la devolvieron con observaciones.")),
    ("pieza", "en_revision"): (_("Piezas por aprobar"), _("Espera su aprobación.")),
    ("pieza", "aprobada"): (_("Publicaciones con problemas"), _("No salió en algún canal.")),
    ("pieza", "retirada"): (
        _("Publicaciones con problemas"),
        _("Se retiró, y en algún canal sigue a la vista."),
    ),
}


# The same, where the words speak to the person: what who stands in reads of the other.
RAZONES_DE_OTRO: Mapping[tuple[str, str], Text] = {
    ("compromiso", "asignada"): _("Se lo asignaron a %(persona)s y falta aceptarlo."),
    ("compromiso", "en_gestion"): _("%(persona)s quedó en cumplirlo."),
    ("meta_intermedia", "en_ejecucion"): _("%(persona)s responde por ella."),
    ("pieza", "devuelta"): _("Se la devolvieron a %(persona)s con observaciones."),
}


@dataclass(frozen=True, slots=True)
class Asunto:
    """One thing that waits: what, why, how urgent, and in whose place (None: one's own)."""

    caso: Caso
    porque: Text
    luz: Luz
    vence: date | None
    por: Usuario | None = None


@dataclass(frozen=True, slots=True)
class Grupo:
    """Things of a kind; the first group of a day is what cannot wait."""

    clave: str
    titulo: Text
    asuntos: list[Asunto]
    total: int

    @property
    def faltan(self) -> int:
        """How many more there are."""
        return self.total - len(self.asuntos)


@dataclass(frozen=True, slots=True)
class Monton:
    """Those of a process that wait for the same: how many, and which, the first due first.

    `por_id`: in whose place they wait for this person; None: her own. `vencen`: when each of `pks`
    is due, of what has such a date.
    """

    clase: str
    estado: str
    urge: bool
    aparte: bool
    por_id: int | None
    total: int
    pks: list[int]
    vencen: list[date | datetime | None] = field(default_factory=list)

    @property
    def titulo(self) -> Text:
        """The group they stand in, unless they cannot pass today."""
        if self.aparte:
            return APARTE[self.clase].titulo
        return RAZONES[self.clase, self.estado][0]

    @property
    def clave(self) -> str:
        """What that group is called in an address."""
        if self.urge:
            return HOY
        return APARTE[self.clase].clave if self.aparte else _clave(self.clase, self.estado)

    def primeros(self, *, entero: bool) -> list[int]:
        """Those to read. Without a date the gravest is not known before."""
        cuantos = _cuantos(self.clave, entero=entero)
        return self.pks[: cuantos if FUENTES[self.clase].vence else max(cuantos, EN_HOY)]

    def fechados(self) -> Iterator[tuple[date, str, int]]:
        """The day each is due, its process and its key."""
        for pk, vence in zip(self.pks, self.vencen, strict=True):
            yield _dia(vence) or date.max, self.clase, pk


def mi_dia(user: Usuario, solo: str = "", esperan: Sequence[Monton] | None = None) -> list[Grupo]:
    """Everything that waits for `user`: first what cannot pass today, then by kind.

    Of each group what is most urgent and how many there are; `solo` asks for one group, whole.
    `esperan`: what was counted already.
    """
    contados = montones(user, solo) if esperan is None else esperan
    suyos = [monton for monton in contados if solo in ("", monton.clave)]
    asuntos = _asuntos(user, suyos, entero=bool(solo))
    titulos = {monton.clave: monton.titulo for monton in suyos} | {HOY: _("No puede pasar de hoy")}
    totales: Counter[str] = Counter()
    for monton in suyos:
        totales[monton.clave] += monton.total
    return [
        _grupo(Grupo(clave, titulos[clave], asuntos[clave], total), entero=bool(solo))
        for clave, total in sorted(totales.items(), key=lambda uno: uno[0] != HOY)
    ]


def montones(user: Usuario, solo: str = "") -> list[Monton]:
    """What waits for `user`, counted by what it waits for; one query for each process.

    With as many of each as `mi_dia` shows.
    """
    cuantas = ENTERO if solo else EN_HOY
    return [monton for clase in FUENTES for monton in _de(clase, user, cuantas)]


def cuentas(user: Usuario) -> dict[str, int]:
    """How many things of each process wait for `user`: the numbers of the menu."""
    return _por_proceso(
        (clase, fuente.esperan_a(user).count()) for clase, fuente in FUENTES.items()
    )


def contar(esperan: Iterable[Monton]) -> dict[str, int]:
    """The same of what was counted already."""
    return _por_proceso((monton.clase, monton.total) for monton in esperan)


def _por_proceso(cuantos: Iterable[tuple[str, int]]) -> dict[str, int]:
    found = dict.fromkeys(FUENTES, 0)
    for clase, total in cuantos:
        found[clase] += total
    found["meta"] += found.pop("meta_intermedia")
    return found


def _de(clase: str, user: Usuario, cuantas: int) -> list[Monton]:
    vence = FUENTES[clase].vence
    orden: list[Any] = [F(vence).asc(nulls_last=True), "pk"] if vence else ["pk"]
    filas = (
        FUENTES[clase]
        .esperan_a(user)
        .order_by()
        .annotate(urge=_si(_urge(vence)), aparte=_si(_aparte(clase, user)))
        .values_list("estado", "urge", "aparte", "por_id")
        .annotate(cuantos=Count("pk"), cuales=Primeros("pk", cuantas, orden))
        .order_by("estado", "urge", "aparte", "por_id")
    )
    if vence:
        filas = filas.annotate(vencen=Primeros(vence, cuantas, orden))
    return [Monton(clase, *fila) for fila in filas]


def _asuntos(user: Usuario, esperan: Sequence[Monton], *, entero: bool) -> dict[str, list[Asunto]]:
    """The first of each group, in no order; one query for each process of which there is any."""
    personas: dict[int | None, Usuario] = {uno.pk: uno for uno in access.identities(user)}
    found: dict[str, list[Asunto]] = defaultdict(list)
    de_hoy = _de_hoy(esperan, entero=entero)
    for clase, suyos in groupby(esperan, key=lambda monton: monton.clase):
        primeros = {
            pk: monton
            for monton in suyos
            for pk in monton.primeros(entero=entero)
            if not monton.urge or (clase, pk) in de_hoy
        }
        for caso in FUENTES[clase].leer(primeros) if primeros else ():
            monton = primeros[caso.pk]
            found[monton.clave].append(_asunto(caso, monton, personas.get(monton.por_id)))
    # Their steps ask for it.
    Expediente.leer_papeles([asunto.caso for asuntos in found.values() for asunto in asuntos])
    return found


def _de_hoy(esperan: Iterable[Monton], *, entero: bool) -> set[tuple[str, int]]:
    """What of all processes was due first, as much as is shown of what cannot pass today."""
    urgen = (uno for monton in esperan if monton.urge for uno in monton.fechados())
    return {(clase, pk) for _dia, clase, pk in nsmallest(_cuantos(HOY, entero=entero), urgen)}


def _cuantos(clave: str, *, entero: bool) -> int:
    return ENTERO if entero else EN_HOY if clave == HOY else POR_GRUPO


def _si(condition: Q | None) -> Case | Value:
    return Case(When(condition, then=True), default=False) if condition else Value(value=False)


def _urge(campo: str) -> Q | None:
    """It is due today or was before; a moment counts until the municipality's midnight."""
    if campo != "vence_en":
        return Q(**{f"{campo}__lte": clock.today()}) if campo else None
    manana = clock.today() + timedelta(days=1)
    return Q(vence_en__lt=datetime.combine(manana, time(), Municipio.actual().zona))


def _aparte(clase: str, user: Usuario) -> Q | None:
    """A request for more time waits for whoever did not ask it; what has been, for its answer."""
    if clase == "solicitud":
        return solicitudes.sin_decidir_a_tiempo()
    if clase != "compromiso":
        return None
    # For who stands in for nobody `por_id` is nothing but NULL, of no type that PostgreSQL knows.
    para = Coalesce(Cast("por_id", BigIntegerField()), Value(user.pk))
    return Q(prorroga_para__isnull=False) & ~Q(responsable_id=para)


def _porque(caso: Any, monton: Monton, por: Usuario | None) -> Text:
    """Why it is there; of what waits for another, in words about that person."""
    if monton.aparte:
        return APARTE[monton.clase].porque
    if por and (monton.clase, caso.estado) in RAZONES_DE_OTRO:
        return RAZONES_DE_OTRO[monton.clase, caso.estado] % {"persona": por.nombre}
    return RAZONES[monton.clase, caso.estado][1]


@cache
def _clave(clase: str, estado: str) -> str:
    """What a group is called in an address, whatever the language: its first kind."""
    with translation.override(None):
        titulo = str(RAZONES[clase, estado][0])
        return next(
            f"{otra}.{otro}" for (otra, otro), (suyo, _p) in RAZONES.items() if str(suyo) == titulo
        )


def _vence(caso: Any) -> date | None:
    return _dia(getattr(caso, FUENTES[caso.CLASE].vence, None))


def _dia(vence: date | None) -> date | None:
    """The municipality's day of a date or an instant."""
    return clock.local(vence).date() if isinstance(vence, datetime) else vence


def _grupo(grupo: Grupo, *, entero: bool) -> Grupo:
    """Its gravest first, and no more than are shown of it."""
    orden = sorted(
        grupo.asuntos, key=lambda uno: (-GRAVEDAD.index(uno.luz.color), uno.vence or date.max)
    )
    return replace(grupo, asuntos=orden[: _cuantos(grupo.clave, entero=entero)])


def _asunto(caso: Any, monton: Monton, por: Usuario | None) -> Asunto:
    return Asunto(
        caso, _porque(caso, monton, por), FUENTES[monton.clase].luz(caso), _vence(caso), por
    )
