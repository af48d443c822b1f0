"""What is decided on a card, with scripts and without, and what the page is answered."""

from __future__ import annotations

from typing import Any

import pytest

from core import clock
from core.models import Suplencia
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import dicho, texto, url
from tests.webui.solicitudes.tarjetas import DECISIONES, de, retenida
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud


def test_whoever_stands_in_for_the_titular_decides_in_that_name(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    hoy = clock.today()
    Suplencia.objects.create(
        titular=despacho.titular, suplente=despacho.asistente, desde=hoy, hasta=hoy
    )
    client = entrar(despacho.asistente)

    assert "Por Tomás Vega, a quien suple" in texto(client.get(DECISIONES))
    client.post(de(pedida, "aceptar"), {"version": pedida.version})

    pedida.refresh_from_db()
    assert pedida.estado == states.ACEPTADA


def test_accepting_without_scripts_says_so_and_goes_on(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = entrar(despacho.titular).post(de(pedida, "aceptar"), {"version": pedida.version})

    pedida.refresh_from_db()
    assert (response.status_code, response.headers["Location"]) == (302, DECISIONES)
    assert dicho(response) == [f"{pedida.codigo}: Aceptada."]
    assert pedida.estado == states.ACEPTADA


def test_the_script_is_answered_without_a_page(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = retenida(entrar(despacho.titular), pedida, "aceptar")

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, states.ACEPTADA)
    assert not dicho(response)


def test_what_is_sent_twice_is_done_once(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    datos = {"motivo_codigo": "agenda"}

    primera = retenida(client, pedida, "rechazar", **datos)
    segunda = retenida(client, pedida, "rechazar", **datos)

    assert (primera.status_code, segunda.status_code) == (204, 204)
    assert pedida.historial.filter(verbo="rechazar").count() == 1


@pytest.mark.parametrize(
    ("datos", "falta"),
    [({}, "motivo_codigo"), ({"motivo_codigo": "otro"}, "motivo"), ({"motivo_codigo": "²"}, "")],
)
def test_what_is_missing_brings_the_card_back_with_its_sheet_open(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str], falta: str
) -> None:
    response = retenida(entrar(despacho.titular), pedida, "rechazar", **datos)

    pagina = texto(response)
    assert response.status_code == 422
    assert f'data-card="{pedida.codigo}"' in pagina
    assert "data-sheet open" in pagina
    assert f"id_{pedida.codigo}_rechazar_{falta or 'motivo_codigo'}" in pagina
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION


@pytest.mark.parametrize(
    ("datos", "dia"),
    [
        ({"cuando": "14"}, "2026-09-23"),
        ({"cuando": "30"}, "2026-10-09"),
        ({"cuando": "otro", "fecha": "2026-09-15"}, "2026-09-15"),
    ],
)
def test_it_is_postponed_by_as_much_as_one_says(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str], dia: str
) -> None:
    response = retenida(entrar(despacho.titular), pedida, "aplazar", **datos)

    pedida.refresh_from_db()
    assert response.status_code == 204
    assert (pedida.estado, str(pedida.aplazada_hasta)) == (states.APLAZADA, dia)


@pytest.mark.parametrize("datos", [{"cuando": "otro"}, {"cuando": "otro", "fecha": "2026-09-01"}])
def test_another_day_is_one_that_comes(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str]
) -> None:
    response = retenida(entrar(despacho.titular), pedida, "aplazar", **datos)

    assert response.status_code == 422
    assert f'id="id_{pedida.codigo}_aplazar_fecha_error"' in texto(response)


def test_it_is_delegated_to_somebody_of_the_house(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    retenida(entrar(despacho.titular), pedida, "delegar", delegado=str(despacho.responsable.pk))

    pedida.refresh_from_db()
    assert (pedida.estado, pedida.delegado) == (states.DELEGADA, despacho.responsable)


def test_it_is_delegated_to_nobody_in_vain(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    assert retenida(entrar(despacho.titular), pedida, "delegar").status_code == 422


def test_the_same_mistake_without_scripts_comes_back_as_a_page(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    despacho.hasta(states.EN_DECISION, titulo="Otra")

    response = entrar(despacho.titular).post(
        de(pedida, "rechazar"), {"version": pedida.version, "motivo_codigo": "otro"}
    )

    assert response.status_code == 422
    assert [una.caso for una in response.context["tarjetas"]] == [pedida]
    assert "Explique el motivo." in texto(response)


def test_a_card_that_changed_meanwhile_comes_back_as_it_is_now(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    Solicitud.objects.filter(pk=pedida.pk).update(version=pedida.version + 1, titulo="Con bomba")

    response = retenida(client, pedida, "aceptar")

    assert response.status_code == 409
    assert "Alguien la cambió mientras usted decidía." in texto(response)
    assert "Con bomba" in texto(response)
    assert f'data-version="{pedida.version + 1}"' in texto(response)
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION


@pytest.mark.parametrize("con_scripts", [True, False])
def test_what_somebody_else_decided_says_so_and_leads_to_it(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, con_scripts: bool
) -> None:
    despacho.derivar(pedida)
    client = entrar(despacho.titular)

    if con_scripts:
        response = retenida(client, pedida, "aceptar")
    else:
        response = client.post(de(pedida, "aceptar"), {"version": pedida.version})

    assert response.status_code == 409
    assert "Su decisión no se tomó: ya no espera por usted." in texto(response)
    assert "Derivada" in texto(response)
    assert url(pedida) in texto(response)


@pytest.mark.parametrize("verbo", ["cerrar", "analizar", "nada"])
def test_no_other_verb_is_taken_from_a_card(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, verbo: str
) -> None:
    assert entrar(despacho.titular).post(de(pedida, verbo)).status_code == 404


def test_what_one_may_not_see_is_not_there(
    entrar: Entrar, despacho: Despacho, marta: Any, pedida: Solicitud
) -> None:
    assert entrar(marta).post(de(pedida, "aceptar")).status_code == 404


def test_who_may_not_decide_is_refused(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = retenida(entrar(despacho.asistente), pedida, "aceptar")

    assert response.status_code == 409
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION
