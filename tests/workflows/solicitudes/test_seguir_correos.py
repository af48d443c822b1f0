"""A mail to the applicant does not arrive: the office is told, once."""

from __future__ import annotations

import pytest

from notifiers import claims, mensajes
from notifiers.base import Outcome
from notifiers.models import Entrega, Notificacion
from tests.workflows.solicitudes.builders import Despacho, avisados, sin_cambios, ultima
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud

MOTIVO = "El servidor dice que esa dirección no existe."


def fracasa(clase: str, *, permanente: bool = True) -> Entrega:
    """The mail of this kind to the applicant is tried, and refused."""
    for entrega in claims.reclamar("correo", 100):
        if entrega.notificacion.actor and entrega.notificacion.clase == clase:
            claims.asentar([entrega], Outcome(permanente=permanente, error=MOTIVO))
    return Entrega.objects.get(notificacion__clase=clase, notificacion__actor__isnull=False)


def test_the_answer_that_came_back_is_told_once_in_the_bell_and_by_mail(
    despacho: Despacho,
) -> None:
    cerrada = despacho.hasta(states.CERRADA)
    fracasa("respuesta")

    actions.seguir()
    with sin_cambios(cerrada):
        actions.seguir()

    assert avisados(cerrada, "S10F") == {"Rosa Medina", "Luis Ábrego"}
    assert Entrega.objects.filter(notificacion__clase="S10F", medio="correo").count() == 2


def test_the_notice_says_what_came_back_why_and_leads_to_the_request(despacho: Despacho) -> None:
    cerrada = despacho.hasta(states.CERRADA)
    fracasa("respuesta")
    actions.seguir()

    mensaje = mensajes.componer(Notificacion.objects.get(clase="S10F", usuario=despacho.jefe))
    assert mensaje.asunto == f"La respuesta no llegó: {cerrada.titulo} ({cerrada.codigo})"
    assert MOTIVO in mensaje.cuerpo
    assert mensaje.enlace.endswith(f"/e/{cerrada.codigo}/")


def test_the_receipt_that_came_back_is_told_to_the_jefe_alone_while_nobody_answers_it(
    despacho: Despacho,
) -> None:
    registrada = despacho.registrar()
    fracasa("S01")
    actions.seguir()

    assert avisados(registrada, "S10F") == {"Rosa Medina"}
    aviso = Notificacion.objects.get(clase="S10F")
    assert aviso.titulo.startswith("El acuse de recibo no llegó")


def test_the_history_says_it_and_the_state_stays(despacho: Despacho) -> None:
    cerrada = despacho.hasta(states.CERRADA)
    fracasa("respuesta")
    actions.seguir()

    entrada = ultima(cerrada)
    assert (entrada.verbo, entrada.escrito.texto) == ("correo_devuelto", MOTIVO)
    assert Solicitud.objects.get().estado == "cerrada"


def test_one_that_will_be_tried_again_is_no_news(despacho: Despacho) -> None:
    cerrada = despacho.hasta(states.CERRADA)
    fracasa("respuesta", permanente=False)

    with sin_cambios(cerrada):
        actions.seguir()


@pytest.mark.parametrize("clase", ["S01R", "S07R"])
def test_a_mail_to_the_office_is_none_of_its_business(clase: str, despacho: Despacho) -> None:
    cerrada = despacho.hasta(states.CERRADA)
    suyas = Entrega.objects.filter(notificacion__clase=clase, notificacion__usuario__isnull=False)
    assert suyas.update(estado=Entrega.Estado.FALLIDA)

    with sin_cambios(cerrada):
        actions.seguir()


def test_that_its_being_handed_on_did_not_arrive_is_told_too(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    fracasa("S09A")

    actions.seguir()

    assert avisados(derivada, "S10F") == {"Rosa Medina", "Luis Ábrego"}
    aviso = Notificacion.objects.filter(clase="S10F").latest("pk")
    assert aviso.titulo.startswith("No se pudo avisar a quien la presentó")
