"""Whoever follows a compromiso says on its page that a report was read."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.webui.compromisos.test_pasos import dicho, url
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


@pytest.fixture
def informado(oficina: Oficina) -> Compromiso:
    """Its responsable told once how it goes."""
    return oficina.informar(oficina.hasta(states.EN_GESTION))


def revisar(compromiso: Compromiso) -> str:
    informe = compromiso.informes.get()
    return f"{url(compromiso)}informes/{informe.pk}/"


def test_it_is_said_with_one_button_and_by_whom_is_shown(
    entrar: Entrar, oficina: Oficina, informado: Compromiso
) -> None:
    client = entrar(oficina.programador)
    assert f'action="{revisar(informado)}"' in client.get(url(informado)).content.decode()

    hecho = client.post(revisar(informado))

    assert hecho.headers["Location"] == f"{url(informado)}#informes"
    assert dicho(hecho) == ["Revisado."]
    despues = client.get(url(informado)).content.decode()
    assert "revisado por Rosa Medina" in despues
    assert revisar(informado) not in despues


def test_twice_says_that_it_was(entrar: Entrar, oficina: Oficina, informado: Compromiso) -> None:
    client = entrar(oficina.programador)
    client.post(revisar(informado))

    assert dicho(client.post(revisar(informado)))[-1] == "Ese informe ya está revisado."


def test_who_wrote_it_is_not_offered_it_and_may_not(
    entrar: Entrar, oficina: Oficina, informado: Compromiso
) -> None:
    client = entrar(oficina.responsable)

    assert revisar(informado) not in client.get(url(informado)).content.decode()
    client.post(revisar(informado))
    assert informado.informes.get().revisado_en is None


def test_who_may_not_see_it_finds_nothing(
    entrar: Entrar, informado: Compromiso, marta: Usuario
) -> None:
    assert entrar(marta).post(revisar(informado)).status_code == 404
