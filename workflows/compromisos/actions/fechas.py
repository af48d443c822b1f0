"""Its date: more time asked for and given, another one, the clock stopped and let run on."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario
from workflows.compromisos import avisos, datos, relojes, states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


@transaction.atomic
def pedir_prorroga(
    *, compromiso_id: int, actor: Usuario, para: date, motivo: str, version: int | None = None
) -> Compromiso:
    """The responsable asks for a later date; the present one stands until it is answered."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué la pide."))
    datos.exigir(
        "para", para > compromiso.fecha_vigente, _("Pida una fecha posterior a la actual.")
    )
    datos.exigir_fecha(para, campo="para")
    entrada = transitions.run(
        compromiso,
        "pedir_prorroga",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(compromiso.fecha_vigente), str(para)]},
        para=para,
    )
    relojes.esperar_prorroga(compromiso)
    avisos.prorroga_pedida(compromiso, entrada, motivo)
    return compromiso


@transaction.atomic
def resolver_prorroga(
    *,
    compromiso_id: int,
    actor: Usuario,
    concedida: bool,
    motivo: str = "",
    version: int | None = None,
) -> Compromiso:
    """Grant the later date that was asked for, or refuse it with a reason."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", concedida or motivo, _("Diga por qué no se concede."))
    antes, pedida = compromiso.fecha_vigente, compromiso.prorroga_para
    if concedida and pedida:
        datos.exigir_fecha(pedida, campo="concedida")
    entrada = transitions.run(
        compromiso,
        "resolver_prorroga",
        actor=actor,
        texto=motivo,
        datos={"concedida": concedida, "fecha": [str(antes), str(pedida)] if concedida else []},
        concedida=concedida,
    )
    plazos.cerrar(compromiso, states.PRORROGA)
    if concedida:
        relojes.mover(compromiso)
        avisos.muy_movido(compromiso, entrada)
    avisos.prorroga_resuelta(compromiso, entrada, motivo, concedida=concedida)
    return compromiso


@transaction.atomic
def reprogramar(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """Give it a new date; the original one is kept and the change is counted."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se mueve la fecha."))
    datos.exigir_fecha(fecha)
    datos.exigir("fecha", fecha != compromiso.fecha_vigente, _("Es la fecha que ya tiene."))
    antes = compromiso.fecha_vigente
    entrada = transitions.run(
        compromiso,
        "reprogramar",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]},
        fecha=fecha,
    )
    plazos.cerrar(compromiso, states.PRORROGA)
    relojes.mover(compromiso)
    avisos.movido(compromiso, entrada, motivo)
    avisos.muy_movido(compromiso, entrada)
    return compromiso


@transaction.atomic
def suspender(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """It stands still, with the reason: its clock is paused and nobody is reminded."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se suspende."))
    entrada = transitions.run(compromiso, "suspender", actor=actor, texto=motivo)
    relojes.parar(compromiso)
    avisos.parado(compromiso, entrada, motivo)
    return compromiso


@transaction.atomic
def reanudar(
    *,
    compromiso_id: int,
    actor: Usuario,
    fecha: date | None = None,
    motivo: str = "",
    version: int | None = None,
) -> Compromiso:
    """It goes on, for the date it had or for another `fecha`, which is counted as one more move.

    A date that passed while it stood still needs another.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    antes, fecha = compromiso.fecha_vigente, fecha or compromiso.fecha_vigente
    datos.exigir_fecha(fecha)
    datos.exigir("motivo", fecha == antes or motivo, _("Diga por qué se mueve la fecha."))
    entrada = transitions.run(
        compromiso,
        "reanudar",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]} if fecha != antes else {},
        fecha=fecha,
    )
    relojes.seguir(compromiso)
    avisos.parado(compromiso, entrada, motivo)
    if fecha != antes:
        avisos.muy_movido(compromiso, entrada)
    return compromiso
