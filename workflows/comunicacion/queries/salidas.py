"""Reads of publications: what is on its way, what is out, what needs a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from channels.models import Publicacion
from channels.settling import BACKOFF
from core import access
from core.models import Usuario
from core.texto import ClaveOrden, contiene
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza
from workflows.plazos.models import Plazo
from workflows.plazos.states import ABIERTO

Estado = Publicacion.Estado
# When it came out, or will.
CUANDO = Coalesce("publicada_en", "programada_para")

ORDENES: Mapping[str, tuple[str | ClaveOrden | OrderBy, ...]] = {
    "-creada": ("-creada_en", "-pk"),
    "titulo": (ClaveOrden("expediente__titulo"), "pk"),
    "-titulo": (ClaveOrden("expediente__titulo").desc(), "-pk"),
    "canal": ("canal", "-creada_en", "-pk"),
    "-canal": ("-canal", "-creada_en", "-pk"),
    "cuando": (CUANDO.asc(nulls_last=True), "pk"),
    "-cuando": (CUANDO.desc(nulls_last=True), "-pk"),
}
EN_CAMINO = (Estado.PENDIENTE, Estado.PROGRAMADA, Estado.RETENIDA, Estado.PUBLICANDO)
# A withdrawal that failed this often is left to a person.
MAX_FALLOS = len(BACKOFF)
_SIN_QUITAR = Q(estado=Estado.PUBLICADA, retiro_pedido_en__isnull=False, fallos__gt=MAX_FALLOS)
CON_PROBLEMAS = Q(estado__in=[Estado.FALLIDA, Estado.POR_DECIDIR]) | _SIN_QUITAR


@dataclass(frozen=True, slots=True)
class FiltroPublicaciones:
    """What a list is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""  # a state, or "en_camino", "problemas"
    canal: str = ""
    pieza: str = ""  # its code


def publicaciones(
    user: Usuario, filtro: FiltroPublicaciones = FiltroPublicaciones(), orden: str = ""
) -> QuerySet[Publicacion]:
    """Those of the pieces `user` may see, with their attempts; the newest first unless `orden`."""
    piezas = access.scope(Pieza.objects.all(), user)
    if filtro.q:
        piezas = contiene(piezas, filtro.q, "titulo", "codigo")
    if filtro.pieza:
        piezas = piezas.filter(codigo=filtro.pieza)
    found = _con_todo(Publicacion.objects.filter(expediente__in=piezas.values("pk")))
    if filtro.canal:
        found = found.filter(canal=filtro.canal)
    found = found.filter(_por_estado(filtro.estado))
    return found.order_by(*ORDENES.get(orden, ORDENES["-creada"]))


def piezas_de(publicaciones: Iterable[Publicacion]) -> dict[int, Pieza]:
    """The piece of each, by its id."""
    return Pieza.objects.in_bulk({una.expediente_id for una in publicaciones})


def proximas(user: Usuario) -> QuerySet[Publicacion]:
    """What is on its way out, the next first."""
    return publicaciones(user, FiltroPublicaciones(estado="en_camino")).order_by(
        "disponible_en", "pk"
    )


def con_problemas_de(pieza: Pieza) -> QuerySet[Publicacion]:
    """Those of a piece that need a person."""
    return Publicacion.objects.filter(CON_PROBLEMAS, expediente_id=pieza.pk)


def piezas_con_problemas() -> QuerySet[Plazo, int]:
    """The ids of the pieces that need a person: their deadline runs as long as they do."""
    abiertos = Plazo.objects.filter(clase=states.ATENDER, estado=ABIERTO)
    return abiertos.values_list("expediente_id", flat=True)


def necesita_gente(publicacion: Publicacion) -> bool:
    """It failed, nobody knows whether it is out, or it could not be taken away."""
    return se_decide(publicacion) or se_reintenta(publicacion)


def se_decide(publicacion: Publicacion) -> bool:
    """Nobody knows whether it is out, and reading back did not tell: an official says it."""
    return publicacion.estado == Estado.POR_DECIDIR


def se_reintenta(publicacion: Publicacion) -> bool:
    """It failed, to go out or to be taken away, and only a person tries it again."""
    return publicacion.estado == Estado.FALLIDA or sin_quitar(publicacion)


def sin_quitar(publicacion: Publicacion) -> bool:
    """It was withdrawn, and its network did not let us take it away."""
    return (
        publicacion.estado == Estado.PUBLICADA
        and publicacion.retiro_pedido_en is not None
        and publicacion.fallos > MAX_FALLOS
    )


def otra_en_duda(publicacion: Publicacion) -> bool:
    """Nobody knows whether an earlier version of the same piece is out at the same channel."""
    dudosas = [Estado.PUBLICANDO, Estado.DESCONOCIDA, Estado.POR_DECIDIR]
    mismas = Publicacion.objects.filter(
        expediente_id=publicacion.expediente_id, canal=publicacion.canal, estado__in=dudosas
    )
    return mismas.exclude(pk=publicacion.pk).exists()


def todas_fuera(pieza: Pieza) -> bool:
    """Each channel of the approved version has it."""
    return Publicacion.objects.filter(
        expediente_id=pieza.pk, huella__in=pieza.huellas.values(), estado=Estado.PUBLICADA
    ).count() == len(pieza.huellas)


def _con_todo(found: QuerySet[Publicacion]) -> QuerySet[Publicacion]:
    return found.select_related("cuenta", "expediente", "imagen", "decidida_por").prefetch_related(
        "bitacora"
    )


def _por_estado(estado: str) -> Q:
    if estado == "en_camino":
        return Q(estado__in=EN_CAMINO)
    if estado == "problemas":
        return CON_PROBLEMAS
    return Q(estado=estado) if estado else Q()
