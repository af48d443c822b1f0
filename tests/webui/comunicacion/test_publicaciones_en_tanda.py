"""What failed on a bad day is tried again at once, each publication through its action."""

from __future__ import annotations

from typing import Any

import pytest

from channels.models import Publicacion
from core.models import Historial, Usuario
from ops.sandbox.client import Sandbox
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, salida
from webui.models import Tanda
from workflows.comunicacion.models import Pieza

LISTA = "/publicaciones/"
EN_TANDA = f"{LISTA}en-tanda/"


@pytest.fixture
def fallidas(redaccion: Redaccion, sandbox: Sandbox) -> list[Publicacion]:
    """Three that X did not take."""
    sandbox.fault("x", "bad_media", times=None)
    return [salida(redaccion.publicar(**con_imagen()), "twitter") for _una in range(3)]


def reintentar(client: Any, *elegidas: Publicacion, **datos: Any) -> Any:
    base = {"elegido": [str(una.pk) for una in elegidas], "verbo": "reintentar"}
    return client.post(EN_TANDA, base | datos, follow=True)


def test_the_list_lets_its_rows_be_chosen(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion]
) -> None:
    page = entrar(paula).get(LISTA).text
    una = fallidas[0]
    assert f'name="elegido" value="{una.pk}" form="tanda"' in page
    assert f"Elegir {una.expediente.codigo} · X" in page


def test_they_are_all_on_their_way_again(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion]
) -> None:
    client = entrar(paula)
    assert reintentar(client, *fallidas).context["cuantos"] == 3
    response = reintentar(client, *fallidas, dar="1")
    assert "3 hechos" in response.text
    assert f"{fallidas[0].expediente.codigo} · X" in response.text
    for una in fallidas:
        una.refresh_from_db()
        assert una.estado == "pendiente"
    assert Historial.objects.filter(verbo="reintentar", usuario=paula).count() == 3


def test_what_is_out_is_refused_and_says_why(
    entrar: Entrar, paula: Usuario, redaccion: Redaccion, fallidas: list[Publicacion]
) -> None:
    pieza = Pieza.objects.get(pk=fallidas[0].expediente_id)
    en_el_portal = salida(pieza, "web")
    response = reintentar(entrar(paula), fallidas[0], en_el_portal, dar="1")
    una = Tanda.objects.get()
    assert una.hechos == [str(fallidas[0].pk)]
    assert una.negados == [
        [str(en_el_portal.pk), "La publicación ya no está en ese estado. Vuelva a mirarla."]
    ]
    assert f"{en_el_portal.expediente.codigo} · Portal" in response.text


def test_all_that_the_filter_leaves_are_chosen_at_once(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion]
) -> None:
    datos = {"todos": "1", "consulta": "estado=fallida", "verbo": "reintentar"}
    response = entrar(paula).post(EN_TANDA, datos)
    assert response.context["cuantos"] == 3


def test_to_decide_is_a_thing_of_each(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion]
) -> None:
    datos = {"elegido": [str(fallidas[0].pk)], "verbo": "decidir"}
    assert entrar(paula).post(EN_TANDA, datos).status_code == 404


@pytest.mark.parametrize("raro", ["abc", "²", "999999999", "-1"])
def test_a_number_of_none_is_out_of_reach(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion], raro: str
) -> None:
    datos = {"elegido": [raro, str(fallidas[0].pk)], "verbo": "reintentar", "dar": "1"}
    entrar(paula).post(EN_TANDA, datos)
    una = Tanda.objects.get()
    assert una.hechos == [str(fallidas[0].pk)]
    assert una.negados == [[raro, "Ya no está a su alcance."]]


def test_who_may_not_is_offered_nothing(
    entrar: Entrar, tomas: Usuario, fallidas: list[Publicacion]
) -> None:
    datos = {"elegido": [str(una.pk) for una in fallidas]}
    response = entrar(tomas).post(EN_TANDA, datos)
    assert response.context["opciones"] == []


def test_three_chosen_cost_what_one_does(
    entrar: Entrar, paula: Usuario, fallidas: list[Publicacion]
) -> None:
    client = entrar(paula)
    todas = [str(una.pk) for una in fallidas]
    una = cuantas(lambda: client.post(EN_TANDA, {"elegido": todas[:1]}))
    assert cuantas(lambda: client.post(EN_TANDA, {"elegido": todas})) == una
