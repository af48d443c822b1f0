"""dar_pin: another PIN for who comes to the counter without it."""

from __future__ import annotations

import pytest

from core.models import Usuario
from notifiers.models import Notificacion
from tests.workflows.solicitudes.builders import Despacho, se_niega, ultima
from tests.workflows.solicitudes.portal import correo_de, presentar
from workflows.solicitudes import actions, pines, publico
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


def dar(solicitud: Solicitud, actor: Usuario) -> str:
    return actions.dar_pin(solicitud_id=solicitud.pk, actor=actor).pin


def test_the_new_one_opens_it_and_the_old_one_does_not(despacho: Despacho) -> None:
    recibida = presentar()

    pin = dar(recibida.solicitud, despacho.asistente)

    assert publico.entrar(recibida.solicitud.codigo, pin) is not None
    assert publico.entrar(recibida.solicitud.codigo, recibida.pin) is None


def test_its_history_says_who_gave_it_and_not_which(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    pin = dar(solicitud, despacho.asistente)

    entrada = ultima(solicitud)
    assert (entrada.verbo, entrada.usuario) == ("dar_pin", despacho.asistente)
    assert pin not in str(entrada.datos)


def test_it_goes_by_mail_too_and_no_row_shows_it(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    pin = dar(solicitud, despacho.jefe)

    correo = correo_de(solicitud, "S10P")
    assert pines.decir(pin) in correo
    assert "Se dio en nuestra ventanilla" in correo
    assert pin not in str(Notificacion.objects.get(clase="S10P").datos)


def test_who_left_no_address_has_it_from_the_counter_alone(despacho: Despacho) -> None:
    despacho.solicitante.email = ""
    despacho.solicitante.save()
    solicitud = despacho.registrar()

    pin = dar(solicitud, despacho.asistente)

    assert not Notificacion.objects.filter(clase="S10P").exists()
    assert publico.entrar(solicitud.codigo, pin) is not None


@pytest.mark.parametrize("quien", ["titular", "responsable"])
def test_who_does_not_attend_to_the_public_gives_none(despacho: Despacho, quien: str) -> None:
    solicitud = despacho.hasta("en_analisis")

    with se_niega(solicitud, "No le corresponde"):
        dar(solicitud, getattr(despacho, quien))


def test_who_may_not_see_it_gives_none(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.registrar()

    with pytest.raises(Solicitud.DoesNotExist):
        dar(solicitud, marta)
