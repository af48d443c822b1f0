"""What is told while the work lasts, and the reminders of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, transitions
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.compromisos import avisos, datos, relojes
from workflows.compromisos.models import Compromiso, Informe


@transaction.atomic
def informar(
    *,
    compromiso_id: int,
    actor: Usuario,
    texto: str,
    porcentaje: int,
    version: int | None = None,
) -> Compromiso:
    """The responsable tells what was done and how far it is, in steps up to 90 %.

    The rest is said by whoever verifies it. The next report is due in its turn.
    """
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("texto", texto, _("Cuente qué se ha hecho."))
    datos.exigir_porcentaje(porcentaje)
    para = compromiso.proximo_informe
    entrada = transitions.run(
        compromiso, "informar", actor=actor, texto=texto.strip(), porcentaje=porcentaje
    )
    Informe.objects.create(
        compromiso=compromiso, autor=actor, texto=texto.strip(), porcentaje=porcentaje, para=para
    )
    relojes.esperar_informes(compromiso)
    avisos.informado(compromiso, entrada)
    return compromiso


@transaction.atomic
def revisar(
    *, compromiso_id: int, actor: Usuario, informe_id: int, version: int | None = None
) -> Compromiso:
    """Whoever follows it has read a report, which nobody reads twice."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    informe = compromiso.informes.select_for_update().filter(pk=informe_id).first()
    if informe is None or informe.revisado_en is not None:
        raise NotAllowed("revisar", _("Ese informe ya está revisado."))
    informe.revisado_por, informe.revisado_en = actor, clock.now()
    informe.save(update_fields=["revisado_por", "revisado_en"])
    transitions.record(compromiso, "revisar", actor=actor)
    return compromiso


@transaction.atomic
def reiterar(
    *, compromiso_id: int, actor: Usuario, mensaje: str, version: int | None = None
) -> Compromiso:
    """A formal reminder, counted; from the third on the titular reads of it in his digest."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("mensaje", mensaje, _("Escriba qué se le recuerda."))
    entrada = transitions.run(compromiso, "reiterar", actor=actor, texto=mensaje)
    avisos.reclamado(compromiso, entrada, mensaje)
    avisos.reiterado(compromiso, entrada)
    return compromiso
