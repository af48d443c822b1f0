"""Who answers for a compromiso from outside: the link of their mails, and mails that came back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from core import transitions
from core.models import Historial, Usuario
from core.transitions import NotAllowed
from notifiers import pases
from notifiers import queue as notifiers
from notifiers.models import Entrega
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

# Kinds of notice: the link, and that a mail with it did not arrive.
ENLACE, DEVUELTO = "T01E", "T11"
LOTE = 200


@transaction.atomic
def enviar_enlace(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Mail its responsable outside another link; those mailed before open nothing any more."""
    compromiso = _bloquear(compromiso_id, "enviar_enlace", actor, version)
    pases.revocar(compromiso, compromiso.responsable)
    entrada = transitions.record(compromiso, "enviar_enlace", actor=actor)
    notifiers.notify(
        ENLACE,
        expediente=compromiso,
        clave=f"{ENLACE}:{entrada.pk}",
        usuarios=[compromiso.responsable],
        datos={
            "verbo": entrada.verbo,
            "quien": entrada.quien,
            "vence": compromiso.fecha_vigente.isoformat(),
        },
    )
    return compromiso


@transaction.atomic
def revocar_enlace(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Take back the links that were mailed to its responsable outside."""
    compromiso = _bloquear(compromiso_id, "revocar_enlace", actor, version)
    pases.revocar(compromiso, compromiso.responsable)
    transitions.record(compromiso, "revocar_enlace", actor=actor)
    return compromiso


def avisar_devueltos() -> int:
    """T11: tell the programador, in the bell, of each mail to somebody outside that came back."""
    devueltos = list(_devueltos()[:LOTE])
    for entrega in devueltos:
        _anotar(entrega)
    return len(devueltos)


@transaction.atomic
def _anotar(entrega: Entrega) -> None:
    sistema = Usuario.objects.sistema()
    expediente_id = entrega.notificacion.expediente_id
    compromiso = transitions.lock(Compromiso, expediente_id, actor=sistema)  # type: ignore[arg-type]
    if not _devueltos().filter(pk=entrega.pk).exists():
        return  # another worker was quicker
    datos = {"entrega": str(entrega.pk)}
    entrada = transitions.record(
        compromiso, "correo_devuelto", actor=sistema, texto=entrega.error, datos=datos
    )
    notifiers.notify(
        DEVUELTO,
        expediente=compromiso,
        clave=f"{DEVUELTO}:{entrega.pk}",
        usuarios=[compromiso.programador],
        datos={
            "verbo": entrada.verbo,
            "quien": entrega.notificacion.destinatario.nombre,
            "motivo": entrega.error,
        },
        medio=notifiers.APLICACION,
    )


def _devueltos() -> QuerySet[Entrega]:
    """Mails to somebody outside that did not arrive, will not be tried again, and nobody knows."""
    contado = Historial.objects.alias(entrega=KT("datos__entrega")).filter(
        expediente_id=OuterRef("notificacion__expediente_id"),
        verbo="correo_devuelto",
        entrega=Cast(OuterRef("pk"), TextField()),
    )
    return Entrega.objects.filter(
        ~Exists(contado),
        estado__in=(Entrega.Estado.FALLIDA, Entrega.Estado.DESCARTADA),
        notificacion__usuario__actor__isnull=False,
        notificacion__expediente__clase=Compromiso.CLASE,
        notificacion__expediente__compromiso__estado__in=states.ABIERTOS,
    ).select_related("notificacion__usuario")


def _bloquear(pk: int, verbo: str, actor: Usuario, version: int | None) -> Compromiso:
    compromiso = transitions.lock(Compromiso, pk, actor=actor, version=version)
    if not compromiso.responsable.es_externo:
        raise NotAllowed(verbo, _("Su responsable tiene cuenta: entra con ella."))
    return compromiso
