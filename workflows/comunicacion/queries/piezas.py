"""Reads of pieces: the list, one file, what waits for whom, and the light of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from channels.models import Publicacion
from core import access
from core.arboles import que_tocan
from core.models import Lugar, Municipio, Participacion, Tema, Usuario
from core.texto import ClaveOrden, contiene
from workflows.comunicacion import states
from workflows.comunicacion.models import ESCRITORES, Pieza
from workflows.comunicacion.queries.problemas import que_paso
from workflows.comunicacion.queries.salidas import (
    EN_CAMINO,
    necesita_gente,
    piezas_con_problemas,
)
from workflows.plazos.queries import con_vencimiento, semaforo
from workflows.plazos.states import AMARILLO, AZUL, GRIS, ROJO, VERDE, Luz

Estado = Publicacion.Estado

ORDENES: dict[str, tuple[str | ClaveOrden | OrderBy, ...]] = {
    "cambio": ("actualizado_en", "pk"),
    "-cambio": ("-actualizado_en", "-pk"),
    "codigo": ("codigo",),
    "-codigo": ("-codigo",),
    "titulo": (ClaveOrden("titulo"), "pk"),
    "-titulo": (ClaveOrden("titulo").desc(), "-pk"),
    "autor": ("creado_por__nombre_orden", "-actualizado_en", "-pk"),
    "-autor": ("-creado_por__nombre_orden", "-actualizado_en", "-pk"),
    "cuando": (F("publicar_en").asc(nulls_last=True), "pk"),
    "-cuando": (F("publicar_en").desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a list is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""  # a state, or "abiertas", "problemas"
    mias: bool = False  # written by the person who looks
    canal: str = ""
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None


def lista(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Pieza]:
    """What `user` may see, narrowed and sorted: the last changed first."""
    found = access.scope(Pieza.objects.all(), user)
    found = que_tocan(found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar)
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo")
    if filtro.mias:
        found = found.filter(_escritas_por(user))
    if filtro.canal:
        found = found.filter(canales__contains=[filtro.canal])
    found = found.filter(_por_estado(filtro.estado))
    return _con_todo(found).order_by(*ORDENES.get(orden, ORDENES["-cambio"]))


def una(user: Usuario, codigo: str) -> Pieza:
    """One file with what its page shows; `Pieza.DoesNotExist` if `user` may not see it."""
    return _con_todo(access.scope(Pieza.objects.all(), user)).get(codigo=codigo)


def luz(pieza: Pieza) -> Luz:
    """Its light: by the time to approve it, then by what became of its publications."""
    if pieza.estado == states.EN_REVISION:
        return semaforo(getattr(pieza, "vence_en", None))
    if pieza.estado == states.DEVUELTA:
        return Luz(AMARILLO, _("Por corregir"), (_("Fue devuelta con observaciones."),))
    if pieza.estado == states.BORRADOR:
        return Luz(GRIS, _("Sin enviar"))
    razones = _razones(pieza)
    if pieza.estado == states.RETIRADA:
        sigue = razones[ROJO]
        return Luz(ROJO, _("Sigue a la vista"), sigue) if sigue else semaforo(None, cerrado=True)
    for color, palabra in (
        (ROJO, _("No salió en todos")),
        (AMARILLO, _("Espera")),
        (VERDE, _("Por salir")),
    ):
        if razones[color]:
            return Luz(color, palabra, razones[color])
    return Luz(AZUL, _("Publicada"))


def esperan_a(user: Usuario) -> QuerySet[Pieza]:
    """What waits for this person: to be written, to be approved, or its failed publications."""
    separadas = Municipio.actual().separar_funciones

    def de(persona: Usuario) -> Q:
        # Who wrote in the place of somebody else does not go on when that is over.
        suyas = ESCRITORES if "prensa" in persona.roles else ("autor",)
        espera = _escritas_por(persona, papeles=suyas) & Q(estado__in=states.POR_ESCRIBIR)
        if persona.roles & {"titular", "prensa"}:
            ajenas = ~_escritas_por(persona, user) if separadas else Q()
            espera |= Q(estado=states.EN_REVISION) & ajenas
        if "prensa" in persona.roles:
            espera |= Q(pk__in=con_problemas, estado__in=states.CERRADOS)
        return espera

    # Few, and known beforehand: the database need not look at every piece there ever was.
    de_prensa = any("prensa" in persona.roles for persona in access.identities(user))
    con_problemas = list(piezas_con_problemas()) if de_prensa else []
    found = _con_todo(access.waiting(Pieza.objects.all(), user, de))
    return found.order_by(F("vence_en").asc(nulls_last=True), "actualizado_en", "pk")


def leer(pks: Collection[int]) -> QuerySet[Pieza]:
    """Those whose access was checked when their keys were read."""
    return _con_todo(Pieza.objects.filter(pk__in=pks))


def aprobadores(pieza: Pieza) -> list[Usuario]:
    """The people who may approve it: the titular, and whoever of prensa did not write it."""
    posibles = Usuario.objects.filter(groups__name__in=["titular", "prensa"], is_active=True)
    separadas = Municipio.actual().separar_funciones
    return [
        uno
        for uno in posibles.order_by("nombre").distinct()
        if not (separadas and pieza.escrita_por(uno))
    ]


def _con_todo(found: QuerySet[Pieza]) -> QuerySet[Pieza]:
    publicadas = Publicacion.objects.select_related("cuenta").order_by("pk")
    found = found.select_related("creado_por", "editada_por", "imagen")
    found = found.prefetch_related(Prefetch("publicaciones", publicadas))
    return con_vencimiento(found, states.APROBAR)


def _por_estado(estado: str) -> Q:
    if estado == "abiertas":
        return Q(estado__in=states.ABIERTOS)
    if estado == "problemas":
        return Q(pk__in=piezas_con_problemas())
    return Q(estado=estado) if estado else Q()


def _escritas_por(*personas: Usuario, papeles: Sequence[str] = ESCRITORES) -> Q:
    firmas = Participacion.objects.filter(
        expediente_id=OuterRef("pk"), usuario__in=personas, papel__in=papeles
    )
    return Q(Exists(firmas))


def _razones(pieza: Pieza) -> dict[str, tuple[str, ...]]:
    """What each of its channels is at, by the colour of its light."""
    razones: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for publicacion in pieza.publicaciones.all():
        razones[_color(publicacion)] += (f"{publicacion.canal_nombre}: {_razon(publicacion)}",)
    return razones


def _color(publicacion: Publicacion) -> str:
    if necesita_gente(publicacion):
        return ROJO
    if publicacion.estado in (Estado.RETENIDA, Estado.DESCONOCIDA):
        return AMARILLO
    return VERDE if publicacion.estado in EN_CAMINO else GRIS


def _razon(publicacion: Publicacion) -> str:
    return que_paso(publicacion) or str(Estado(publicacion.estado).label)
