"""One solicitud: what hangs on it, its light, its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access, calendario, clock
from core.calendario import Unidad
from core.models import Historial, Usuario
from core.texto import ClaveOrden
from notifiers.models import Notificacion
from workflows.compromisos.models import Compromiso
from workflows.plazos.queries import semaforo
from workflows.plazos.states import AMARILLO, AZUL, GRIS, ROJO, Luz
from workflows.solicitudes import states
from workflows.solicitudes.models import AccesoPublico, Carta, Solicitud
from workflows.solicitudes.queries.listas import SE_ATIENDE, para_lista

# Where something may have been said on paper to whoever presented it.
CON_CARTA = (states.DERIVADA, states.CERRADA, states.DUPLICADA)
# Both clocks of an answer, that of the law and the shorter one of the house, in one word each.
RELOJES = {states.LEGAL: gettext_lazy("Legal"), states.META: gettext_lazy("Interno")}


@dataclass(frozen=True, slots=True)
class Atraso:
    """The term of the law has passed: since when, in words, and who knows."""

    vence_en: datetime
    razones: tuple[str, ...]
    avisados: list[str]


def una(user: Usuario, codigo: str) -> Solicitud:
    """One file with what its page shows; `Solicitud.DoesNotExist` if `user` may not see it.

    Where it was handed to is read apart, of the few that were: each table more makes PostgreSQL
    think longer than it reads.
    """
    found = para_lista(access.scope(Solicitud.objects.all(), user))
    return found.select_related("representa_a").get(codigo=codigo)


def encargos(user: Usuario, solicitud: Solicitud) -> QuerySet[Compromiso]:
    """What answers it, as far as `user` may see it."""
    return access.scope(solicitud.encargos().select_related("responsable"), user)


def unidas(user: Usuario, solicitud: Solicitud) -> QuerySet[Solicitud]:
    """Those that will have its answer, as far as `user` may see them."""
    return access.scope(solicitud.fusionadas.select_related("solicitante"), user).order_by("pk")


def reabiertos(solicitud: Solicitud) -> int:
    """How much of what answers it is open again, though it counts as attended to."""
    atendida = solicitud.decision in SE_ATIENDE and solicitud.estado in (
        states.ATENDIDA,
        states.CERRADA,
    )
    dada_por_hecha = atendida or solicitud.respuesta_derivada
    return solicitud.encargos_abiertos().count() if dada_por_hecha else 0


def quiere_novedades(solicitud: Solicitud) -> bool:
    """Whether whoever presented it is told of each step: unless it was said not to be wanted."""
    return not AccesoPublico.objects.filter(solicitud=solicitud, novedades=False).exists()


def tareas_de_la_unidad(solicitud: Solicitud) -> QuerySet[Compromiso]:
    """What the unit to which it was handed still has to do."""
    if solicitud.area_derivada_id is None:
        return Compromiso.objects.none()
    return solicitud.encargos_abiertos().filter(creado_en__gte=solicitud.decidida_en)


def atraso(solicitud: Solicitud) -> Atraso | None:
    """How late the answer is and who was told (S05); None while the law still gives time."""
    vence_en = solicitud.vence_en
    if solicitud.cerrado or vence_en is None or vence_en >= clock.now():
        return None
    if solicitud.detenida_en and not _se_detuvo_tarde(solicitud):
        return None
    avisados = Notificacion.objects.filter(
        expediente_id=solicitud.pk, clase="S05", usuario__isnull=False, creado_en__gte=vence_en
    )
    nombres = avisados.order_by(ClaveOrden("usuario__nombre")).values_list("usuario__nombre")
    return Atraso(vence_en, luz(solicitud).razones, [nombre for (nombre,) in nombres.distinct()])


def luz(solicitud: Solicitud) -> Luz:
    """Its light: by the legal term, which every query here annotates; answered, how that went."""
    if solicitud.estado == states.CERRADA:
        return _luz_de_la_respondida(solicitud)
    if solicitud.estado in states.CERRADOS:
        return semaforo(None, cerrado=True)
    if solicitud.detenida_en:
        return _luz_de_la_detenida(solicitud)
    if solicitud.vence_en is None and solicitud.por_responder:
        return Luz(AMARILLO, _("Por responder"), (_("Solo falta enviar la respuesta."),))
    if solicitud.vence_en is None:
        return Luz(GRIS, _("Sin plazo legal"))
    return semaforo(solicitud.vence_en)


def ya_lo_decidio(user: Usuario, solicitud: Solicitud, verbo: str) -> bool:
    """The last thing that happened to it is that `user` took this step."""
    ultima = Historial.objects.filter(expediente_id=solicitud.pk).order_by("-pk")[:1]
    return list(ultima.values_list("verbo", "usuario_id")) == [(verbo, user.pk)]


def completar_hasta(solicitud: Solicitud) -> date:
    """The day until which who asked could complete it, if that were asked today."""
    tipo = solicitud.tipo
    unidad = cast("Unidad", tipo.unidad_completar)
    return calendario.vigente().sumar(clock.today(), tipo.dias_completar, unidad).vence


def contestada_en(solicitud: Solicitud) -> datetime | None:
    """When it was answered, with which its clocks ended; None if it is open or ended otherwise."""
    return solicitud.respondida_en if solicitud.estado == states.CERRADA else None


def las_cartas(solicitud: Solicitud) -> list[Carta]:
    """What was said on paper to whoever presented it, and whether it could be printed."""
    if solicitud.estado not in CON_CARTA:
        return []
    return list(solicitud.cartas.select_related("adjunto").order_by("pk"))


def traslado_hasta(solicitud: Solicitud) -> date | None:
    """The last day the law gives to hand it to another authority; None if it says nothing."""
    dias = solicitud.tipo.dias_traslado
    if not dias:
        return None
    reabierta = reabierta_en(solicitud)
    desde = clock.local(reabierta).date() if reabierta else solicitud.fecha_recepcion
    return calendario.vigente().sumar(desde, dias, "habiles").vence


def reabierta_en(solicitud: Solicitud) -> datetime | None:
    """When it was last reopened; None if it never was."""
    reaperturas = Historial.objects.filter(expediente_id=solicitud.pk, verbo="reabrir")
    return reaperturas.values_list("momento", flat=True).first()


def _luz_de_la_respondida(solicitud: Solicitud) -> Luz:
    if solicitud.respondida_tarde:
        return Luz(GRIS, _("Tarde"), (_("Se respondió pasado el plazo legal."),))
    if solicitud.tipo.dias_legales:
        return Luz(AZUL, _("A tiempo"), (_("Se respondió dentro del plazo legal."),))
    return Luz(AZUL, _("Respondida"))


def _luz_de_la_detenida(solicitud: Solicitud) -> Luz:
    """Our clock stands: what was late when it stopped stays so, nothing else gets late."""
    falta = solicitud.estado == states.REQUIERE_INFORMACION
    if _se_detuvo_tarde(solicitud):
        tarde = _("Ya había vencido cuando se pidió lo que falta.")
        return Luz(
            ROJO,
            _("Atrasado"),
            (tarde if falta else _("Ya había vencido cuando se trasladó."),),
        )
    if falta:
        porque = _("El plazo no corre mientras llega lo que se pidió a quien la presentó.")
        return Luz(GRIS, _("En pausa"), (porque,))
    porque = _("El plazo no corre mientras contesta la institución a la que se trasladó.")
    return Luz(GRIS, _("En otras manos"), (porque,))


def _se_detuvo_tarde(solicitud: Solicitud) -> bool:
    vence, desde = solicitud.vence_en, solicitud.detenida_en
    return vence is not None and desde is not None and vence < desde
