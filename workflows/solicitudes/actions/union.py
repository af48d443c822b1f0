"""The same was asked twice: one is answered, and its answer goes to all who asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario, Vinculo
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, relojes, states
from workflows.solicitudes.actions import carta
from workflows.solicitudes.models import Solicitud


@transaction.atomic
def fusionar(
    *, solicitud_id: int, actor: Usuario, principal_id: int, version: int | None = None
) -> Solicitud:
    """Join it to the one that will be answered: what waits on it ends, who asked is told.

    Those that were joined to it move along, so that every one points at what is open.
    `Solicitud.DoesNotExist` if `actor` may not see one of both.
    """
    _en_orden(solicitud_id, principal_id)
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    transitions.allow(solicitud, "fusionar", actor)
    principal = transitions.lock(Solicitud, principal_id, actor=actor)
    datos.exigir_principal(solicitud, principal)
    unidas = list(solicitud.fusionadas.select_for_update(no_key=True).order_by("pk"))
    entrada = transitions.run(
        solicitud,
        "fusionar",
        actor=actor,
        datos={"principal": principal.codigo},
        principal=principal,
    )
    plazos.cerrar(solicitud)
    Vinculo.objects.get_or_create(de=solicitud, a=principal, clase=Vinculo.Clase.RELACION)
    _llevar(unidas, principal, actor)
    transitions.record(
        principal, "recibir_fusionada", actor=actor, datos={"solicitud": solicitud.codigo}
    )
    avisos.fusionada(solicitud, entrada)
    return solicitud


@transaction.atomic
def separar(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """It was not the same, or the other one ends without an answer: it waits to be analysed again.

    The law never stopped counting its days.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se separa."))
    de = solicitud.principal
    entrada = transitions.run(
        solicitud, "separar", actor=actor, texto=motivo, datos={"principal": de and de.codigo}
    )
    carta.olvidar(solicitud)
    Vinculo.objects.filter(de=solicitud, a=de, clase=Vinculo.Clase.RELACION).delete()
    relojes.poner_en_marcha(solicitud, desde=relojes.comienzo(solicitud))
    plazos.abrir(solicitud, states.ANALISIS)
    avisos.separada(solicitud, entrada, motivo)
    return solicitud


def separar_las_unidas(principal: Solicitud) -> None:
    """The one that would be answered ends without an answer: each of the others waits again."""
    sistema = Usuario.objects.sistema()
    motivo = _("%(codigo)s terminó sin respuesta.") % {"codigo": principal.codigo}
    for pk in principal.fusionadas.order_by("pk").values_list("pk", flat=True):
        separar(solicitud_id=pk, actor=sistema, motivo=motivo)


def _en_orden(*pks: int) -> None:
    """Lock them always in the same order: two people who join them crosswise do not both wait."""
    list(Solicitud.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))


def _llevar(unidas: Iterable[Solicitud], principal: Solicitud, actor: Usuario) -> None:
    for unida in unidas:
        unida.principal = principal
        transitions.record(
            unida, "cambiar_principal", actor=actor, datos={"principal": principal.codigo}
        )
