"""S10: each step that who asked reads on the portal is told by mail, in words of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.models import Actor, Historial
from notifiers import mensajes
from notifiers.models import Entrega, Notificacion
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import presentar
from workflows.solicitudes import actions, publico, states
from workflows.solicitudes.models import Solicitud

Paso = Callable[[Despacho, Solicitud], object]

# Those whose mail is another one (the receipt, the answer, the news of being handed on, which the
# law wants), what the applicant does herself and sees done, and a verb that is written no more.
CON_OTRO_CORREO = {"registrar", "registrar_del_publico", "cerrar", "derivar"}
SIN_CORREO = {"adjuntar_del_publico", "desprogramar_delegada"}
PASOS: dict[str, tuple[str, Paso]] = {
    "analizar": (states.REGISTRADA, Despacho.analizar),
    "pedir_informacion": (states.EN_ANALISIS, Despacho.pedir_informacion),
    "completar": (states.REQUIERE_INFORMACION, Despacho.completar),
    "desistir": (states.REQUIERE_INFORMACION, Despacho.desistir),
    "elevar": (states.EN_ANALISIS, Despacho.elevar),
    "delegar": (states.EN_DECISION, Despacho.delegar),
    "aplazar": (states.EN_DECISION, Despacho.aplazar),
    "retomar": (states.APLAZADA, Despacho.retomar),
    "aceptar": (states.EN_DECISION, Despacho.aceptar),
    "rechazar": (states.EN_DECISION, Despacho.rechazar),
    "encargar": (states.ACEPTADA, Despacho.encargar),
    "devolver_derivada": (states.DERIVADA, Despacho.devolver),
    "respondio_la_unidad": (states.DERIVADA, Despacho.contestar),
    "programar": (states.ACEPTADA, Despacho.programar),
    "desprogramar": (states.PROGRAMADA, Despacho.desprogramar),
    "fusionar": (states.EN_ANALISIS, Despacho.fusionar),
    "separar": (states.DUPLICADA, Despacho.separar),
    "retirar": (states.EN_ANALISIS, Despacho.retirar),
    "atender": (states.ACEPTADA, Despacho.atender),
    "reabrir": (states.CERRADA, Despacho.reabrir),
}


def test_no_step_of_the_portal_is_left_out() -> None:
    """A sentence more there needs its mail here."""
    con_prueba = {*PASOS, "anotar_respuesta", *CON_OTRO_CORREO, *SIN_CORREO}

    assert con_prueba == set(publico.HITOS)


@pytest.mark.parametrize("verbo", PASOS)
def test_who_asked_is_written_to_about_each_step(verbo: str, despacho: Despacho) -> None:
    estado, paso = PASOS[verbo]
    solicitud = despacho.hasta(estado)

    paso(despacho, solicitud)

    assert _correos(solicitud, verbo) == 1


def test_what_an_institution_answered_is_told_too(despacho: Despacho) -> None:
    mides = Actor.objects.create(nombre="MIDES", tipo="institucion", email="mides@example.test")
    solicitud = despacho.derivar(despacho.hasta(states.EN_DECISION), area=None, institucion=mides)

    actions.anotar_respuesta(
        solicitud_id=solicitud.pk, actor=despacho.jefe, respuesta="Irán el lunes."
    )

    assert _correos(solicitud, "anotar_respuesta") == 1


def test_no_two_steps_are_told_in_the_same_words(despacho: Despacho) -> None:
    """None falls through to the words of another; the two answers of who had it are alike."""
    presentada = presentar().solicitud
    aviso = Notificacion.objects.create(
        clase="S10", expediente=presentada.expediente, actor=presentada.solicitante, datos={}
    )

    dicho = {}
    for verbo in PASOS:
        aviso.datos = {"verbo": verbo}
        mensaje = mensajes.componer(aviso)
        dicho[verbo] = (mensaje.titulo, mensaje.cuerpo)

    assert len({titulo for titulo, _cuerpo in dicho.values()}) == len(PASOS)
    assert len({cuerpo for _titulo, cuerpo in dicho.values()}) == len(PASOS)


def test_neither_the_reason_nor_who_has_it_to_do_leaves_before_the_answer(
    despacho: Despacho,
) -> None:
    solicitud = despacho.rechazar(despacho.hasta(states.EN_DECISION))
    cuerpo = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk")).cuerpo
    assert "Se decidió no atender lo que pide" in cuerpo
    assert solicitud.motivo not in cuerpo

    otra = despacho.hasta(states.ACEPTADA, titulo="Luminarias")
    despacho.encargar(otra)
    cuerpo = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk")).cuerpo
    assert despacho.responsable.nombre not in cuerpo


def _correos(solicitud: Solicitud, verbo: str) -> int:
    """Mails to who asked about the last time it was done."""
    assert Historial.objects.filter(expediente=solicitud.pk, verbo=verbo).exists()
    return Entrega.objects.filter(
        notificacion__expediente=solicitud.pk,
        notificacion__clase="S10",
        notificacion__actor=solicitud.solicitante_id,
        notificacion__datos__verbo=verbo,
    ).count()
