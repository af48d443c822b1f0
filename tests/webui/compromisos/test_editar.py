"""The form that corrects a compromiso."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import TARDE, VENCE, Oficina, en
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


def url(compromiso: Compromiso, verbo: str = "editar") -> str:
    return f"/compromisos/{compromiso.codigo}/" + (f"{verbo}/" if verbo else "")


def lleno(client: Any, compromiso: Compromiso, **cambios: Any) -> dict[str, Any]:
    """What the browser would send back of the form as it is shown."""
    form = client.get(url(compromiso)).context["form"]
    valores = {campo.name: campo.value() for campo in form}
    enviados = {name: valor for name, valor in valores.items() if valor not in (None, False)}
    return enviados | cambios


def test_it_comes_filled_in_and_goes_back_to_its_page(
    oficina: Oficina, entrar: Entrar, agua: Tema, el_roble: Lugar
) -> None:
    compromiso = oficina.crear(temas=[agua], lugares=[el_roble])
    client = entrar(oficina.programador)
    assert url(compromiso) in client.get(url(compromiso, "")).content.decode()

    datos = lleno(client, compromiso, titulo="Entregar los planos sellados", prioridad="4")
    response = client.post(url(compromiso), datos)

    assert (response.status_code, response.headers["Location"]) == (302, url(compromiso, ""))
    compromiso.refresh_from_db()
    assert (compromiso.titulo, compromiso.prioridad) == ("Entregar los planos sellados", 4)
    assert (compromiso.temas.get(), compromiso.lugares.get()) == (agua, el_roble)
    assert list(compromiso.actores.all()) == [oficina.a_quien]
    assert compromiso.version == 3


def test_what_was_agreed_is_asked_for_only_in_a_draft(oficina: Oficina, entrar: Entrar) -> None:
    client = entrar(oficina.programador)
    acordado = {"a_quien", "responsable", "monitor", "fecha", "requiere_verificacion"}

    borrador = client.get(url(oficina.crear(enviado=False))).context["form"]
    enviado = client.get(url(oficina.crear())).context["form"]

    assert acordado < set(borrador.fields)
    assert not acordado & set(enviado.fields)


def test_a_draft_whose_date_passed_says_so_gets_another_and_is_sent(
    oficina: Oficina, entrar: Entrar
) -> None:
    borrador = oficina.crear(enviado=False)
    client = entrar(oficina.programador)
    with clock.moved_to(en(12)):
        pagina = client.get(url(borrador, "")).content.decode()
        assert "La fecha ya pasó: edítelo y póngale otra." in pagina
        assert client.post(url(borrador, "enviar")).status_code == 409

        nueva = clock.today() + timedelta(days=9)
        client.post(url(borrador), lleno(client, borrador, fecha=str(nueva)))
        client.post(url(borrador, "enviar"))

    borrador.refresh_from_db()
    assert borrador.estado == states.ASIGNADA
    assert borrador.fecha_compromiso_original == nueva


def test_a_promise_made_to_the_wrong_one_leaves_him(oficina: Oficina, entrar: Entrar) -> None:
    borrador = oficina.crear(enviado=False)
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    client = entrar(oficina.programador)

    client.post(url(borrador), lleno(client, borrador, a_quien=escuela.pk))

    assert list(borrador.actores.all()) == [escuela]


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"a_quien": ""}, "a_quien"),
        ({"responsable": "99999999999999999999"}, "responsable"),
        ({"fecha": "2020-01-01"}, "fecha"),
        ({"fecha": "mañana"}, "fecha"),
        ({"prioridad": "7"}, "prioridad"),
        ({"publico": "on"}, "publico"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    oficina: Oficina, entrar: Entrar, cambios: dict[str, str], campo: str
) -> None:
    borrador = oficina.crear(enviado=False)
    client = entrar(oficina.programador)

    datos = lleno(client, borrador, descripcion="Como se habló.", **cambios)
    response = client.post(url(borrador), datos)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]
    assert "Como se habló." in response.content.decode()
    assert Compromiso.objects.get().version == 1


def test_an_empty_form_says_what_it_lacks(oficina: Oficina, entrar: Entrar) -> None:
    response = entrar(oficina.programador).post(url(oficina.crear()), {})

    assert response.status_code == 422
    assert {"titulo", "version"} <= set(response.context["form"].errors)


def test_a_stale_form_shows_which_fields_somebody_changed(
    oficina: Oficina, entrar: Entrar, tomas: Usuario
) -> None:
    compromiso = oficina.crear()
    client = entrar(oficina.programador)
    datos = lleno(client, compromiso, descripcion="Como se habló.")
    oficina.editar(compromiso, actor=tomas, titulo="Planos del acueducto", prioridad=4)

    response = client.post(url(compromiso), datos)

    assert response.status_code == 409
    cambios = {uno.etiqueta: uno for uno in response.context["conflicto"].cambios}
    assert set(cambios) == {"Título", "Prioridad"}
    assert cambios["Título"].ahora == "Planos del acueducto"
    assert (cambios["Prioridad"].antes, cambios["Prioridad"].ahora) == ("normal", "máxima")
    assert "Como se habló." in response.content.decode()
    compromiso.refresh_from_db()
    assert compromiso.descripcion == ""

    otra_vez = datos | {"version": response.context["form"]["version"].value()}
    assert client.post(url(compromiso), otra_vez).status_code == 302


def test_a_stale_form_shows_a_step_that_changed_no_field(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.crear()
    client = entrar(oficina.programador)
    datos = lleno(client, compromiso)
    oficina.reiterar(compromiso)

    (cambio,) = client.post(url(compromiso), datos).context["conflicto"].cambios

    assert cambio.ahora == "lo reiteró"


def test_its_history_tells_in_words_what_was_changed(oficina: Oficina, entrar: Entrar) -> None:
    borrador = oficina.crear(enviado=False)
    oficina.editar(
        borrador, descripcion="Sellados.", prioridad=3, fecha=TARDE, nivel_reserva=0, publico=True
    )

    entradas = entrar(oficina.programador).get(url(borrador, "")).context["entradas"]

    (corregido,) = [uno.cambios for uno in entradas if uno.que.startswith("lo corrigió")]
    assert {(str(uno.etiqueta), uno.antes, uno.ahora) for uno in corregido} == {
        ("Descripción", "", ""),
        ("Prioridad", "normal", "alta"),
        ("Fecha", "18 de septiembre", "25 de septiembre"),
        ("Reserva", "1 · interna", "0 · pública"),
        ("Público", "no", "sí"),
    }


def test_its_page_shows_both_dates_once_it_was_moved(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.reprogramar(oficina.crear())

    response = entrar(oficina.programador).get(url(compromiso, ""))

    datos = {uno.etiqueta: uno.valor for uno in response.context["datos"]}
    assert (datos["Para cuándo"], datos["Fecha original"]) == (TARDE, VENCE)


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_who_does_not_direct_it_has_no_form(oficina: Oficina, entrar: Entrar, metodo: str) -> None:
    compromiso = oficina.crear()

    client = entrar(oficina.responsable)
    assert getattr(client, metodo)(url(compromiso)).status_code == 403
    assert url(compromiso) not in client.get(url(compromiso, "")).content.decode()


def test_what_is_closed_has_no_form(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.hasta(states.CUMPLIDA)

    assert entrar(oficina.programador).get(url(compromiso)).status_code == 403


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, entrar: Entrar, marta: Usuario) -> None:
    compromiso = oficina.crear()

    assert entrar(marta).get(url(compromiso)).status_code == 404
    assert entrar(marta).post(url(compromiso), {"titulo": "x"}).status_code == 404
