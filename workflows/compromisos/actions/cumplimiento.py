"""It is done, says one; another says so, too, or sends it back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, outbox, transitions
from core.adjuntos import Contenido
from core.models import Adjunto, Usuario
from workflows.compromisos import avisos, datos, familia, relojes
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


@transaction.atomic
def reportar_cumplida(
    *,
    compromiso_id: int,
    actor: Usuario,
    informe: str,
    evidencias: Iterable[Contenido] = (),
    enlace: str = "",
    version: int | None = None,
) -> Compromiso:
    """The responsable says it is done and shows it: a file or a link, or the parts it had."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    evidencias = list(evidencias)
    datos.exigir("informe", informe, _("Cuente qué se hizo."))
    datos.exigir(
        "evidencias",
        evidencias or enlace or compromiso.derivadas.exists(),
        _("Adjunte una evidencia o pegue un enlace."),
    )
    datos.exigir_enlace(enlace)
    entrada = transitions.run(
        compromiso, "reportar_cumplida", actor=actor, texto=informe, informe=informe, enlace=enlace
    )
    for evidencia in evidencias:
        adjuntos.guardar(compromiso, evidencia, actor=actor, clase=Adjunto.Clase.EVIDENCIA)
    relojes.esperar_verificacion(compromiso)
    avisos.por_verificar(compromiso, entrada)
    return compromiso


@transaction.atomic
def cumplir(
    *, compromiso_id: int, actor: Usuario, informe: str, version: int | None = None
) -> Compromiso:
    """Close a simple tarea that nobody has to verify."""
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    datos.exigir("informe", informe, _("Cuente qué se hizo."))
    transitions.run(compromiso, "cumplir", actor=actor, texto=informe, informe=informe)
    plazos.cerrar(compromiso)
    familia.se_cerro(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def aprobar(*, compromiso_id: int, actor: Usuario, version: int | None = None) -> Compromiso:
    """Somebody other than the responsable verifies it: it is cumplido."""
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    datos.exigir_ajeno(compromiso, "aprobar", actor)
    transitions.run(compromiso, "aprobar", actor=actor)
    plazos.cerrar(compromiso)
    familia.se_cerro(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def aprobar_parcial(
    *, compromiso_id: int, actor: Usuario, faltante: str, version: int | None = None
) -> Compromiso:
    """Who verifies it takes what was done for enough, and says what will stay undone."""
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    datos.exigir("faltante", faltante, _("Diga qué quedó sin hacer."))
    datos.exigir_ajeno(compromiso, "aprobar_parcial", actor)
    entrada = transitions.run(
        compromiso, "aprobar_parcial", actor=actor, texto=faltante, faltante=faltante
    )
    plazos.cerrar(compromiso)
    avisos.cumplido_en_parte(compromiso, entrada)
    familia.se_cerro(compromiso)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def devolver(
    *, compromiso_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Compromiso:
    """Back to the responsable, with the reason; its date runs again."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué lo devuelve."))
    entrada = transitions.run(compromiso, "devolver", actor=actor, texto=motivo)
    relojes.volver_a_correr(compromiso)
    avisos.reclamado(compromiso, entrada, motivo)
    return compromiso
