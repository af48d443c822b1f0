"""The link of whoever answers from outside: sent again, or taken back, from the case's page."""

from __future__ import annotations

import pytest

from core.models import Actor
from tests.workflows.compromisos.builders import Oficina, avisados, ultima

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def test_it_is_sent_again_and_taken_back(oficina: Oficina, junta: Actor, entrar) -> None:
    compromiso = oficina.crear(responsable=junta)
    rosa, pagina = entrar(oficina.programador), f"/compromisos/{compromiso.codigo}/"

    leida = rosa.get(pagina).content.decode()
    enviada = rosa.post(f"{pagina}enlace/enviar/", follow=True)
    assert "junta@elroble.test" in leida
    assert "Le enviamos un enlace nuevo." in enviada.content.decode()
    assert avisados(compromiso, "T01E") == {junta.nombre}

    retirada = rosa.post(f"{pagina}enlace/retirar/", follow=True)
    assert "ya no abren nada" in retirada.content.decode()
    assert ultima(compromiso).verbo == "revocar_enlace"


def test_the_control_leads_to_what_somebody_outside_has(
    oficina: Oficina, junta: Actor, entrar
) -> None:
    suyo, ajeno = oficina.crear(responsable=junta), oficina.crear()
    rosa = entrar(oficina.programador)

    lista = rosa.get(f"/compromisos/?responsable={suyo.responsable_id}").content.decode()

    assert (
        f"responsable={suyo.responsable_id}" in rosa.get("/compromisos/control/").content.decode()
    )
    assert suyo.codigo in lista
    assert ajeno.codigo not in lista


def test_of_who_has_an_account_it_says_that(oficina: Oficina, entrar) -> None:
    compromiso = oficina.crear()
    rosa, pagina = entrar(oficina.programador), f"/compromisos/{compromiso.codigo}/"

    assert "Responde desde afuera" not in rosa.get(pagina).content.decode()
    respuesta = rosa.post(f"{pagina}enlace/enviar/", follow=True)
    assert "Su responsable tiene cuenta" in respuesta.content.decode()


@pytest.mark.parametrize("que", ["enviar", "retirar"])
def test_who_does_not_follow_it_may_not(
    oficina: Oficina, junta: Actor, omar, marta, entrar, que: str
) -> None:
    compromiso = oficina.crear(responsable=junta)
    url = f"/compromisos/{compromiso.codigo}/enlace/{que}/"

    assert entrar(omar).post(url).status_code == 403
    assert entrar(marta).post(url).status_code == 404
    assert entrar(omar).get(url).status_code == 405
