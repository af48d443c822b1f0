"""Mi dia: what waits for a person, each thing with why it is there. One ordered list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, clock
from core.models import Caso, Municipio, Participacion, Usuario
from workflows.compromisos import queries as compromisos
from workflows.comunicacion import queries as comunicacion
from workflows.metas import queries as metas
from workflows.plazos.states import GRAVEDAD, Luz
from workflows.solicitudes import queries as solicitudes

Text = str | Promise
HOY = "hoy"
PRORROGAS = "prorrogas"
POR_GRUPO = 8  # shown of a kind; what cannot pass today is shown whole, up to EN_HOY
EN_HOY = 40
ENTERO = 200  # of the one group that is asked for alone


@dataclass(frozen=True, slots=True)
class Fuente:
    """Where a process says what waits for a person, the light of each, and the field it is due."""

    esperan_a: Callable[[Usuario], QuerySet[Any]]
    luz: Callable[[Any], Luz]
    vence: str = ""


FUENTES: Mapping[str, Fuente] = {
    "solicitud": Fuente(solicitudes.esperan_a, solicitudes.luz, "vence_en"),
    "compromiso": Fuente(compromisos.esperan_a, compromisos.luz, "fecha_vigente"),
    "meta": Fuente(metas.que_esperan_a, metas.luz),
    "meta_intermedia": Fuente(
        metas.intermedias_que_esperan_a, metas.luz_intermedia, "fecha_vigente"
    ),
    "pieza": Fuente(comunicacion.esperan_a, comunicacion.luz, "vence_en"),
}

PRORROGAS_POR_RESPONDER = _("Prórrogas por responder")
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
    ("solicitud", "rechazada"): (
        _("Respuestas por enviar"),
        _("Falta explicarlo a quien la pidió."),
    ),
    ("solicitud", "atendida"): (_("Respuestas por enviar"), _("Ya se cumplió; falta responder.")),
    ("compromiso", "borrador"): (_("Borradores por enviar"), _("Falta enviarlo a su responsable.")),
    ("compromiso", "asignada"): (_("Por aceptar"), _("Se lo asignaron y no lo ha aceptado.")),
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


def mi_dia(user: Usuario, solo: str = "") -> list[Grupo]:
    """Everything that waits for `user`: first what cannot pass today, then by kind.

    Of each group what is most urgent and how many there are; `solo` asks for one group, whole.
    """
    grupos: dict[str, _Monton] = {}
    personas = {uno.pk: uno for uno in access.identities(user)}
    for clase, fuente in FUENTES.items():
        for caso in _de(clase, user, ENTERO if solo else EN_HOY):
            por = personas.get(caso.por_id)
            titulo, porque = _razon(caso, por)
            clave = HOY if caso.urge else _clave(titulo)
            monton = grupos.setdefault(clave, _Monton(titulo))
            monton.asuntos.append(Asunto(caso, porque, fuente.luz(caso), _vence(caso), por))
            monton.totales[clase, caso.estado, caso.aparte] = caso.total
    found = [
        _grupo(clave, monton, entero=bool(solo))
        for clave, monton in sorted(grupos.items(), key=lambda uno: uno[0] != HOY)
        if solo in ("", clave)
    ]
    _con_papeles([asunto.caso for grupo in found for asunto in grupo.asuntos])
    return found


def cuentas(user: Usuario) -> dict[str, int]:
    """How many things of each process wait for `user`: the numbers of the menu."""
    found = {clase: fuente.esperan_a(user).count() for clase, fuente in FUENTES.items()}
    found["meta"] += found.pop("meta_intermedia")
    return found


@dataclass(frozen=True, slots=True)
class _Monton:
    """What was found of a group, and how much more there is in each of its parts."""

    titulo: Text
    asuntos: list[Asunto] = field(default_factory=list)
    totales: dict[tuple[str, str, bool], int] = field(default_factory=dict)


def _de(clase: str, user: Usuario, cuantos: int) -> QuerySet[Any]:
    """The first of each kind, in one query; `total` says how many of the kind there are."""
    fuente = FUENTES[clase]
    tipo = ("urge", "estado", "aparte")
    orden: list[Any] = [F(fuente.vence).asc(nulls_last=True), "pk"] if fuente.vence else ["pk"]
    found: QuerySet[Any] = (
        fuente.esperan_a(user)
        .annotate(urge=_si(_urge(fuente.vence)), aparte=_si(_aparte(clase, user)))
        .annotate(total=Window(Count("pk"), partition_by=tipo))
        .annotate(puesto=Window(RowNumber(), partition_by=tipo, order_by=orden))
        .filter(puesto__lte=cuantos)
    )
    return found


def _si(condition: Q | None) -> Case | Value:
    return Case(When(condition, then=True), default=False) if condition else Value(value=False)


def _urge(campo: str) -> Q | None:
    """It is due today or was before; a moment counts until the municipality's midnight."""
    if campo != "vence_en":
        return Q(**{f"{campo}__lte": clock.today()}) if campo else None
    manana = clock.today() + timedelta(days=1)
    return Q(vence_en__lt=datetime.combine(manana, time(), Municipio.actual().zona))


def _aparte(clase: str, user: Usuario) -> Q | None:
    """A request for more time waits for whoever did not ask it."""
    if clase != "compromiso":
        return None
    # For who stands in for nobody `por_id` is nothing but NULL, of no type that PostgreSQL knows.
    para = Coalesce(Cast("por_id", BigIntegerField()), Value(user.pk))
    return Q(prorroga_para__isnull=False) & ~Q(responsable_id=para)


def _razon(caso: Any, por: Usuario | None) -> tuple[Text, Text]:
    """The group it stands in and why; of what waits for another, in words about that person."""
    if caso.aparte:
        return PRORROGAS_POR_RESPONDER, _("Piden más tiempo y esperan respuesta.")
    grupo, porque = RAZONES[caso.CLASE, caso.estado]
    if por and (caso.CLASE, caso.estado) in RAZONES_DE_OTRO:
        porque = RAZONES_DE_OTRO[caso.CLASE, caso.estado] % {"persona": por.nombre}
    return grupo, porque


def _clave(titulo: Text) -> str:
    """What a group is called in an address, whatever the language: its first kind."""
    for (clase, estado), (otro, _porque) in RAZONES.items():
        if str(otro) == str(titulo):
            return f"{clase}.{estado}"
    return PRORROGAS


def _vence(caso: Any) -> date | None:
    vence: date | None = getattr(caso, FUENTES[caso.CLASE].vence, None)
    return clock.local(vence).date() if isinstance(vence, datetime) else vence


def _grupo(clave: str, monton: _Monton, *, entero: bool) -> Grupo:
    orden = sorted(
        monton.asuntos,
        key=lambda uno: (-GRAVEDAD.index(uno.luz.color), uno.vence or date.max),
    )
    cuantos = ENTERO if entero else EN_HOY if clave == HOY else POR_GRUPO
    titulo = _("No puede pasar de hoy") if clave == HOY else monton.titulo
    return Grupo(clave, titulo, orden[:cuantos], sum(monton.totales.values()))


def _con_papeles(casos: list[Any]) -> None:
    """Read at once who is what to each: their steps ask for it."""
    papeles: dict[int, set[tuple[str, int]]] = defaultdict(set)
    filas = Participacion.objects.filter(expediente__in=[caso.pk for caso in casos])
    for pk, papel, usuario in filas.values_list("expediente_id", "papel", "usuario_id"):
        papeles[pk].add((papel, usuario))
    for caso in casos:
        caso.papeles = frozenset(papeles[caso.pk])
