"""Mi dia: what waits for a person, each thing with why it is there. One ordered list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, clock
from core.models import Caso, Usuario
from workflows.compromisos import queries as compromisos
from workflows.comunicacion import queries as comunicacion
from workflows.metas import queries as metas
from workflows.plazos.states import GRAVEDAD, Luz
from workflows.solicitudes import queries as solicitudes

Text = str | Promise
HOY = "hoy"
POR_GRUPO = 8  # shown of a kind; what cannot pass today is shown whole, up to EN_HOY
EN_HOY = 40


@dataclass(frozen=True, slots=True)
class Fuente:
    """Where a process says what waits for a person, and the light of each."""

    esperan_a: Callable[[Usuario], QuerySet[Any]]
    luz: Callable[[Any], Luz]


FUENTES: Mapping[str, Fuente] = {
    "solicitud": Fuente(solicitudes.esperan_a, solicitudes.luz),
    "compromiso": Fuente(compromisos.esperan_a, compromisos.luz),
    "meta": Fuente(metas.que_esperan_a, metas.luz),
    "meta_intermedia": Fuente(metas.intermedias_que_esperan_a, metas.luz_intermedia),
    "pieza": Fuente(comunicacion.esperan_a, comunicacion.luz),
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


def mi_dia(user: Usuario) -> list[Grupo]:
    """Everything that waits for `user`: first what cannot pass today, then by kind."""
    asuntos = [(str(grupo), asunto) for clase in FUENTES for grupo, asunto in _de(clase, user)]
    hoy = [asunto for _g, asunto in asuntos if _urge(asunto)]
    grupos: dict[str, list[Asunto]] = {}
    for grupo, asunto in asuntos:
        if not _urge(asunto):
            grupos.setdefault(grupo, []).append(asunto)
    found = [_grupo(grupo, grupo, todos) for grupo, todos in grupos.items()]
    return [_grupo(HOY, _("No puede pasar de hoy"), hoy), *found] if hoy else found


def cuentas(user: Usuario) -> dict[str, int]:
    """How many things of each process wait for `user`: the numbers of the menu."""
    found = {clase: fuente.esperan_a(user).count() for clase, fuente in FUENTES.items()}
    found["meta"] += found.pop("meta_intermedia")
    return found


def _de(clase: str, user: Usuario) -> Iterable[tuple[Text, Asunto]]:
    fuente, personas = FUENTES[clase], {uno.pk: uno for uno in access.identities(user)}
    for caso in fuente.esperan_a(user)[: EN_HOY * 4]:
        por = personas.get(caso.por_id)
        grupo, porque = _razon(caso, user, por)
        yield grupo, Asunto(caso, porque, fuente.luz(caso), _vence(caso), por)


def _razon(caso: Any, user: Usuario, por: Usuario | None) -> tuple[Text, Text]:
    """The group it stands in and why; a request for more time waits for whoever did not ask it."""
    if getattr(caso, "prorroga_para", None) and caso.responsable_id != (por or user).pk:
        return _("Prórrogas por responder"), _("Piden más tiempo y esperan respuesta.")
    grupo, porque = RAZONES[caso.CLASE, caso.estado]
    if por and (caso.CLASE, caso.estado) in RAZONES_DE_OTRO:
        porque = RAZONES_DE_OTRO[caso.CLASE, caso.estado] % {"persona": por.nombre}
    return grupo, porque


def _vence(caso: Any) -> date | None:
    vence: date | None = getattr(caso, "vence_en", None) or getattr(caso, "fecha_vigente", None)
    return clock.local(vence).date() if isinstance(vence, datetime) else vence


def _urge(asunto: Asunto) -> bool:
    return asunto.vence is not None and asunto.vence <= clock.today()


def _grupo(clave: str, titulo: Text, asuntos: list[Asunto]) -> Grupo:
    orden = sorted(
        asuntos,
        key=lambda uno: (-GRAVEDAD.index(uno.luz.color), uno.vence or date.max),
    )
    cuantos = EN_HOY if clave == HOY else POR_GRUPO
    return Grupo(clave, titulo, orden[:cuantos], len(orden))
