"""Another address for what is told of a request."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from core.models import Actor
from notifiers import deliver, enlaces, render
from notifiers.models import Entrega
from tests.workflows.solicitudes.builders import Despacho, se_niega, ultima
from tests.workflows.solicitudes.portal import CORREO, correo_de, presentar, sistema
from workflows.solicitudes import actions
from workflows.solicitudes.actions.publico import Quien
from workflows.solicitudes.models import Solicitud

NUEVO = "nueva@vecina.test"
pytestmark = pytest.mark.django_db


def pedir(solicitud: Solicitud, correo: str = NUEVO) -> Solicitud:
    return actions.pedir_correo(solicitud_id=solicitud.pk, correo=correo)


def confirmar(solicitud: Solicitud, correo: str = NUEVO) -> Solicitud:
    return actions.cambiar_correo(solicitud_id=solicitud.pk, correo=correo)


def cambiar(solicitud: Solicitud, correo: str = NUEVO) -> Solicitud:
    pedir(solicitud, correo)
    return confirmar(solicitud, correo)


def vale_de(solicitud: Solicitud) -> str:
    """What stands in the link of the last mail that asks to confirm an address."""
    found = re.search(r"/mi-solicitud/correo/(.+)/", correo_de(solicitud, "S10N"))
    assert found
    return found[1]


def test_until_it_is_confirmed_nothing_changes(despacho: Despacho) -> None:
    solicitud = pedir(presentar().solicitud)

    assert Actor.objects.get(pk=solicitud.solicitante_id).email == CORREO
    assert ultima(solicitud).verbo == "pedir_correo"
    assert not Entrega.objects.filter(notificacion__clase="S10C").exists()


def test_the_link_goes_to_the_new_address_alone(despacho: Despacho) -> None:
    solicitud = pedir(presentar().solicitud)

    paquete = deliver.empaquetar([Entrega.objects.get(notificacion__clase="S10N")])

    assert paquete is not None
    assert paquete.envio.direccion == NUEVO
    assert enlaces.confirmado(vale_de(solicitud)) == (solicitud.pk, NUEVO)
    assert "Agua potable" not in paquete.envio.mensaje.cuerpo
    for escrito in (render.texto(paquete.envio.mensaje), render.html(paquete.envio.mensaje)):
        assert "Confirmar este correo" in escrito
        assert re.search(r"/mi-solicitud/correo/[^/]+/", escrito)


def test_who_left_no_address_gets_the_link_too(despacho: Despacho) -> None:
    solicitud = pedir(presentar(quien=Quien("Dalys Mora", telefono="6000-0000")).solicitud)

    assert NUEVO in Entrega.objects.get(notificacion__clase="S10N").notificacion.datos.values()
    assert confirmar(solicitud).solicitante.email == NUEVO


def test_a_link_works_once_and_only_the_last_one(despacho: Despacho) -> None:
    solicitud = presentar().solicitud
    pedir(solicitud, "primera@vecina.test")
    pedir(solicitud)

    with se_niega(solicitud, "Este enlace ya no sirve"):
        confirmar(solicitud, "primera@vecina.test")
    confirmar(solicitud)
    with se_niega(solicitud, "Este enlace ya no sirve"):
        confirmar(solicitud)


def test_a_link_that_is_too_old_or_none_of_ours_confirms_nothing(
    despacho: Despacho, monkeypatch: pytest.MonkeyPatch
) -> None:
    vale = vale_de(pedir(presentar().solicitud))

    assert enlaces.confirmado(f"{vale}x") is None
    assert enlaces.confirmado("x") is None
    monkeypatch.setattr(enlaces, "CONFIRMABLE", -1)
    assert enlaces.confirmado(vale) is None


def test_what_comes_goes_there_and_it_is_written_down(despacho: Despacho) -> None:
    solicitud = cambiar(presentar().solicitud)

    assert solicitud.solicitante.email == NUEVO
    assert (ultima(solicitud).verbo, ultima(solicitud).usuario) == ("cambiar_correo", sistema())
    assert "Desde ahora le escribimos a esta dirección" in correo_de(solicitud, "S10")


def test_the_address_before_learns_of_it_and_not_of_the_other(despacho: Despacho) -> None:
    solicitud = cambiar(presentar().solicitud)

    aviso = Entrega.objects.get(notificacion__clase="S10C").notificacion
    assert aviso.datos == {"direccion": CORREO}
    assert NUEVO not in correo_de(solicitud, "S10C")


def test_who_has_nothing_else_is_the_same_person_with_another_address(despacho: Despacho) -> None:
    solicitud = presentar().solicitud
    quien = solicitud.solicitante_id

    assert cambiar(solicitud).solicitante_id == quien


def test_the_address_of_somebody_with_other_cases_stays_in_those(despacho: Despacho) -> None:
    otra, solicitud = presentar().solicitud, presentar().solicitud

    cambiada = cambiar(solicitud)

    assert cambiada.solicitante != otra.solicitante
    assert Actor.objects.get(pk=otra.solicitante_id).email == CORREO
    assert cambiada.solicitante in cambiada.actores.all()


def test_the_address_of_an_institution_is_not_changed_from_outside(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    cambiar(solicitud)

    despacho.solicitante.refresh_from_db()
    assert despacho.solicitante.email == "junta@elroble.test"


@pytest.mark.parametrize("correo", [CORREO, "no-es", "a@b.test\nBcc: c@d.test", ""])
def test_one_that_is_none_or_the_same_is_refused(despacho: Despacho, correo: str) -> None:
    solicitud = presentar().solicitud
    with pytest.raises(ValidationError):
        pedir(solicitud, correo)

    assert Actor.objects.get(pk=solicitud.solicitante_id).email == CORREO


def test_of_a_closed_one_it_is_too_late(despacho: Despacho) -> None:
    solicitud = despacho.hasta("cerrada")

    with se_niega(solicitud, "Ya está cerrada"):
        pedir(solicitud)


def test_closed_before_it_was_confirmed_it_is_too_late(despacho: Despacho) -> None:
    solicitud = pedir(despacho.hasta("atendida"))
    despacho.cerrar(solicitud)

    with se_niega(solicitud, "Ya está cerrada"):
        confirmar(solicitud)
