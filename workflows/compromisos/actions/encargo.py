"""Whose it is: handed over, taken on, refused, given to somebody else."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import externos, transitions
from core.models import Actor, Usuario
from workflows.compromisos import avisos, datos, familia, relojes, states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


@transaction.atomic
def enviar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Hand it to its responsable: both deadlines open and T01 tells him."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    entrada = transitions.run(compromiso, "enviar", actor=actor)
    relojes.poner_vencimiento(compromiso)
    relojes.esperar_aceptacion(compromiso)
    avisos.asignado(compromiso, entrada)
    avisos.copiado(compromiso, entrada, compromiso.quienes("copia"))
    return compromiso


@transaction.atomic
def aceptar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """The responsable takes it on; from the mail, and a mail says what can be done from now on."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    entrada = transitions.run(compromiso, "aceptar", actor=actor)
    plazos.cerrar(compromiso, states.ACEPTAR)
    relojes.esperar_informes(compromiso)
    avisos.aceptado(compromiso, entrada)
    return compromiso


@transaction.atomic
def objetar(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """The responsable says why it is not his to do.

    Until it is given to somebody else its date is the programador's.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué no le toca."))
    entrada = transitions.run(compromiso, "objetar", actor=actor, texto=motivo)
    plazos.cerrar(compromiso, states.ACEPTAR, states.PRORROGA)
    plazos.repartir(compromiso, "responsable", compromiso.programador)
    relojes.esperar_reasignacion(compromiso)
    avisos.objetado(compromiso, entrada, motivo)
    return compromiso


@transaction.atomic
def reasignar(
    *,
    compromiso_id: int,
    actor: Usuario,
    responsable: Usuario | Actor,
    motivo: str,
    version: int | None = None,
) -> Compromiso:
    """Give it to somebody else, who begins anew: to be accepted, at 0 %.

    Who had it goes on seeing it, and is told.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué pasa a otra persona."))
    nuevo = externos.persona(responsable)
    datos.exigir_otro_responsable(compromiso, nuevo)
    anterior = compromiso.responsable
    entrada = transitions.run(
        compromiso,
        "reasignar",
        actor=actor,
        texto=motivo,
        datos={"responsable": []},
        responsable=nuevo,
    )
    datos.relevar(compromiso, anterior)
    familia.repartir(compromiso)
    familia.hacer_participar(compromiso)
    relojes.empezar_de_nuevo(compromiso)
    avisos.relevado(compromiso, entrada, anterior, motivo)
    avisos.asignado(compromiso, entrada)
    return compromiso
