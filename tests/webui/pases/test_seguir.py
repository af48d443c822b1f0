"""What the page of a step just taken from a mail leads on to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from core import clock
from core.models import Usuario
from tests.momentos import MIERCOLES
from tests.webui.pases.conftest import Enlaces
from tests.workflows.compromisos.builders import TARDE, Oficina, ultima
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]

DESPUES = ["Reportar cumplido", "Informar del avance", "Pedir prórroga"]


def ofrecidos(pagina: str) -> dict[str, str]:
    """The steps that a page leads on to, by their name."""
    hallados = re.findall(r'<a class="btn" href="(/pase/[^"]+)">([^<]+)</a>', pagina)
    return {nombre: direccion for direccion, nombre in hallados}


def aceptado(oficina: Oficina, enlaces: Enlaces, client: Client) -> tuple[Compromiso, str]:
    """One that was accepted from the mail, and the link that did it."""
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    client.post(enlace)
    return compromiso, enlace


def test_what_can_be_done_next_is_a_touch_away(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, enlace = aceptado(oficina, enlaces, client)
    pasos = ofrecidos(client.get(enlace).content.decode())
    assert list(pasos) == DESPUES

    client.post(pasos["Pedir prórroga"], {"para": TARDE.isoformat(), "motivo": "Llueve."})

    assert Compromiso.objects.get(pk=compromiso.pk).prorroga_para == TARDE
    assert ultima(compromiso).usuario == oficina.responsable


def test_opening_them_all_changes_nothing(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, enlace = aceptado(oficina, enlaces, client)
    version = Compromiso.objects.get(pk=compromiso.pk).version

    for direccion in ofrecidos(client.get(enlace).content.decode()).values():
        assert client.get(direccion).status_code == 200

    assert Compromiso.objects.get(pk=compromiso.pk).version == version


def test_a_step_that_was_taken_is_not_offered_again(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    _compromiso, enlace = aceptado(oficina, enlaces, client)
    informar = ofrecidos(client.get(enlace).content.decode())["Informar del avance"]

    hecho = client.post(informar, {"porcentaje": "25", "texto": "Se empezó."}, follow=True)

    assert list(ofrecidos(hecho.content.decode())) == ["Reportar cumplido", "Pedir prórroga"]


def test_nor_is_what_cannot_be_done_any_more(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, enlace = aceptado(oficina, enlaces, client)
    oficina.cancelar(Compromiso.objects.get(pk=compromiso.pk))

    pagina = client.get(enlace).content.decode()

    assert ofrecidos(pagina) == {}
    assert "El enlace ya no sirve" in pagina


def test_after_an_hour_the_address_gives_nothing_more(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    _compromiso, enlace = aceptado(oficina, enlaces, client)

    for minutos, cuantos in ((59, 3), (61, 0)):
        with clock.moved_to(MIERCOLES + timedelta(minutes=minutos)):
            assert len(ofrecidos(client.get(enlace).content.decode())) == cuantos


def test_nor_to_whom_it_was_taken_from(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso, enlace = aceptado(oficina, enlaces, client)
    compromiso.participaciones.filter(usuario=oficina.responsable).delete()

    assert ofrecidos(client.get(enlace).content.decode()) == {}


def test_nor_to_whom_a_mail_is_not_enough_for(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, enlace = aceptado(oficina, enlaces, client)

    with override_settings(SEGUNDO_FACTOR=["funcionario"]):
        assert ofrecidos(client.get(enlace).content.decode()) == {}

    oficina.editar(Compromiso.objects.get(pk=compromiso.pk), nivel_reserva=3)
    assert ofrecidos(client.get(enlace).content.decode()) == {}


def test_nor_to_who_has_left(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    _compromiso, enlace = aceptado(oficina, enlaces, client)
    Usuario.objects.filter(pk=oficina.responsable.pk).update(is_active=False)

    assert ofrecidos(client.get(enlace).content.decode()) == {}


def test_a_mail_carries_the_same_for_later(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, _enlace = aceptado(oficina, enlaces, client)
    del_correo = enlaces(oficina.responsable, compromiso, "T01A")
    assert list(del_correo) == DESPUES

    client.post(del_correo["Informar del avance"], {"porcentaje": "25", "texto": "Se empezó."})

    vigente = Compromiso.objects.get(pk=compromiso.pk)
    assert (vigente.estado, vigente.porcentaje) == (states.EN_GESTION, 25)
