"""Another PIN for who lost it, or never had one; and whether each step is told."""

from __future__ import annotations

import pytest

from core.models import Actor, Historial
from notifiers.models import Notificacion
from tests.workflows.solicitudes.builders import Despacho, sin_cambios, ultima
from tests.workflows.solicitudes.portal import CORREO, PIN, correo_de, presentar
from workflows.solicitudes import actions, publico
from workflows.solicitudes.models import AccesoPublico

pytestmark = pytest.mark.django_db


def test_the_new_one_opens_it_and_the_old_one_does_not(despacho: Despacho) -> None:
    recibida = presentar()
    codigo = recibida.solicitud.codigo

    actions.pedir_pin(codigo=codigo, correo=CORREO)

    found = PIN.search(correo_de(recibida.solicitud, "S10P"))
    assert found
    assert publico.entrar(codigo, found[0]) is not None
    assert publico.entrar(codigo, recibida.pin) is None
    assert found[0] not in str(Notificacion.objects.get(clase="S10P").datos)


def test_it_is_written_down(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    actions.pedir_pin(codigo=solicitud.codigo, correo=CORREO)

    assert ultima(solicitud).verbo == "pedir_pin"


@pytest.mark.parametrize("correo", ["otra@vecina.test", ""])
def test_with_another_address_nothing_happens(despacho: Despacho, correo: str) -> None:
    solicitud = presentar().solicitud

    with sin_cambios(solicitud):
        actions.pedir_pin(codigo=solicitud.codigo, correo=correo)


def test_who_left_no_address_gets_none_by_leaving_it_empty(despacho: Despacho) -> None:
    solicitud = despacho.registrar(solicitante=Actor.objects.create(nombre="Dalys Mora"))

    with sin_cambios(solicitud):
        actions.pedir_pin(codigo=solicitud.codigo, correo="")


def test_who_was_written_down_at_the_counter_gets_a_first_one(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    actions.pedir_pin(codigo=solicitud.codigo, correo=despacho.solicitante.email)

    acceso = AccesoPublico.objects.get(solicitud=solicitud)
    assert (acceso.formulario, acceso.consentimiento) == (None, "")


def test_that_no_news_are_wanted_is_written_down_once(despacho: Despacho) -> None:
    solicitud = presentar().solicitud
    for _ in range(2):
        actions.pedir_novedades(solicitud_id=solicitud.pk, quiere=False)

    assert Historial.objects.filter(verbo="pedir_novedades").count() == 1


def test_then_the_steps_are_not_told_and_the_answer_is(despacho: Despacho) -> None:
    solicitud = presentar().solicitud
    actions.pedir_novedades(solicitud_id=solicitud.pk, quiere=False)

    despacho.analizar(solicitud)
    despacho.elevar(solicitud)
    despacho.derivar(solicitud)
    despacho.contestar(solicitud)
    despacho.cerrar(solicitud)

    suyos = Notificacion.objects.filter(actor__isnull=False).values_list("clase", flat=True)
    assert sorted(suyos) == ["S01", "S09A", "respuesta"]
