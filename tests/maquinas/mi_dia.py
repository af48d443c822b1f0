"""What Mi día asks of a person: each thing with the verbs of which she must have one."""

from __future__ import annotations

from collections.abc import Iterator

from core.models import Caso, Usuario
from workflows.cruce.pendientes import FUENTES, mi_dia

PRORROGA = ("resolver_prorroga",)
# (clase, estado) -> the verbs that would do what the list asks for.
ESPERA: dict[tuple[str, str], tuple[str, ...]] = {
    ("solicitud", "registrada"): ("analizar",),
    # Its responsable prepares the answer, and hands the jefe what he has.
    ("solicitud", "en_analisis"): ("elevar", "adjuntar"),
    ("solicitud", "en_decision"): ("aceptar", "rechazar"),
    ("solicitud", "aceptada"): ("encargar", "atender"),
    ("solicitud", "delegada"): ("encargar", "atender"),
    ("solicitud", "programada"): ("atender", "programar"),
    ("solicitud", "rechazada"): ("cerrar",),
    ("solicitud", "derivada"): ("cerrar",),
    ("solicitud", "atendida"): ("cerrar",),
    ("compromiso", "borrador"): ("enviar", "editar"),
    ("compromiso", "asignada"): ("aceptar", *PRORROGA),
    ("compromiso", "objetada"): ("reasignar",),
    # While parts of it are open its responsable only tells how it goes.
    ("compromiso", "en_gestion"): ("reportar_cumplida", "cumplir", "informar", *PRORROGA),
    ("compromiso", "por_verificar"): ("aprobar", "devolver"),
    ("meta", "borrador"): ("programar", "editar"),
    ("meta", "en_programacion"): ("enviar_a_revision", "editar"),
    ("meta", "en_revision"): ("visar",),
    ("meta", "visada"): ("aprobar",),
    ("meta", "en_ejecucion"): ("actualizar",),
    ("meta_intermedia", "programada"): ("iniciar", "reportar"),
    ("meta_intermedia", "en_ejecucion"): ("reportar",),
    ("meta_intermedia", "reportada"): ("validar",),
    ("pieza", "borrador"): ("enviar", "editar"),
    ("pieza", "devuelta"): ("corregir",),
    ("pieza", "en_revision"): ("aprobar",),
    ("pieza", "aprobada"): ("reintentar", "decidir"),
    ("pieza", "retirada"): ("reintentar", "decidir"),
}


def espera(caso: Caso, user: Usuario) -> bool:
    """Whether the case waits for the person."""
    return FUENTES[caso.CLASE].esperan_a(user).filter(pk=caso.pk).values("pk").exists()


def lo_que_se_le_ofrece(user: Usuario) -> Iterator[tuple[Caso, tuple[str, ...]]]:
    """Each case on the person's page, with the verbs it is there for."""
    for grupo in mi_dia(user):
        for asunto in grupo.asuntos:
            yield asunto.caso, ESPERA[asunto.caso.CLASE, str(asunto.caso.estado)]
