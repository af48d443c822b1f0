"""The form that makes a compromiso."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from notifiers.models import Notificacion
from tests.webui.conftest import Entrar, Navegar
from workflows.compromisos.models import Compromiso
from workflows.metas.actions import intermedias, metas
from workflows.metas.models import Meta, MetaIntermedia

NUEVO = "/compromisos/nuevo/"


@pytest.fixture
def datos(luis: Usuario, junta: Actor, el_roble: Lugar) -> dict[str, Any]:
    otro = Lugar.objects.create(nombre="Las Lomas", nivel="corregimiento")
    return {
        "tipo": "compromiso",
        "titulo": "Entregar los planos del acueducto",
        "a_quien": junta.pk,
        "responsable": luis.pk,
        "fecha": str(clock.today() + timedelta(days=10)),
        "lugares": [el_roble.pk, otro.pk],
        "prioridad": "3",
        "nivel_reserva": "1",
        "requiere_verificacion": "on",
    }


def test_it_is_made_and_sent(entrar: Entrar, rosa: Usuario, datos: dict[str, Any]) -> None:
    response = entrar(rosa).post(NUEVO, datos)

    compromiso = Compromiso.objects.get()
    assert response.headers["Location"] == f"/compromisos/{compromiso.codigo}/"
    assert (compromiso.estado, compromiso.prioridad) == ("asignada", 3)
    assert compromiso.lugares.count() == 2


def test_it_may_be_kept_as_a_draft(entrar: Entrar, rosa: Usuario, datos: dict[str, Any]) -> None:
    response = entrar(rosa).post(NUEVO, {**datos, "borrador": "1"}, follow=True)

    assert Compromiso.objects.get().estado == "borrador"
    assert "Guardado como borrador: todavía no lo sabe nadie." in response.content.decode()


def test_the_button_of_the_draft_makes_one_and_no_notice(
    navegar: Navegar, rosa: Usuario, luis: Usuario
) -> None:
    page = navegar(rosa, telefono=True)
    page.goto(NUEVO)
    page.get_by_label("Tarea: es un trabajo interno").check()
    page.get_by_label("Qué se va a hacer").fill("Medir la acera de la escuela")
    page.get_by_label("Responsable").select_option(str(luis.pk))
    page.get_by_role("button", name="Guardar como borrador").click()

    expect(page.get_by_role("button", name="Enviar al responsable")).to_be_visible()
    assert Compromiso.objects.get().estado == "borrador"
    assert not Notificacion.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"a_quien": ""}, "a_quien"),
        ({"a_quien": "999999"}, "a_quien"),
        ({"responsable": "99999999999999999999"}, "responsable"),
        ({"fecha": "2020-01-01"}, "fecha"),
        ({"prioridad": "7"}, "prioridad"),
        ({"publico": "on"}, "publico"),
        ({"requiere_verificacion": ""}, "requiere_verificacion"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    rosa: Usuario,
    datos: dict[str, Any],
    cambios: dict[str, str],
    campo: str,
) -> None:
    response = entrar(rosa).post(NUEVO, {**datos, "descripcion": "Como se habló.", **cambios})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]
    assert "Como se habló." in response.content.decode()
    elegidos = response.context["form"]["lugares"].value()
    assert [str(uno) for uno in elegidos] == [str(uno) for uno in datos["lugares"]]
    assert not Compromiso.objects.exists()


def test_an_empty_form_says_all_that_it_lacks(entrar: Entrar, rosa: Usuario) -> None:
    response = entrar(rosa).post(NUEVO, {})

    assert response.status_code == 422
    assert {"titulo", "responsable", "fecha"} <= set(response.context["form"].errors)


def test_who_programs_nothing_has_no_form(entrar: Entrar, luis: Usuario) -> None:
    assert entrar(luis).get(NUEVO).status_code == 403
    assert entrar(luis).post(NUEVO, {}).status_code == 403


@pytest.fixture
def meta(gabriel: Usuario, carmen: Usuario, agua: Tema) -> Meta:
    return metas.crear(
        actor=gabriel,
        titulo="Agua las 24 horas",
        gerente=gabriel,
        responsable_institucional=carmen,
        temas=[agua],
        nivel_reserva=0,
    )


@pytest.fixture
def mi(meta: Meta, gabriel: Usuario) -> MetaIntermedia:
    return intermedias.crear(meta_id=meta.pk, actor=gabriel, titulo="Diseño aprobado", peso=20)


def test_it_is_born_of_a_meta_from_the_page_of_the_meta(
    entrar: Entrar, gabriel: Usuario, meta: Meta, datos: dict[str, Any], agua: Tema
) -> None:
    client = entrar(gabriel)
    pagina = f"/metas/{meta.codigo}/"
    nacer = f"{NUEVO}?origen={meta.codigo}"
    assert f'href="{nacer}"' in client.get(pagina).content.decode()

    formulario = client.get(nacer)
    assert f"Nace de {meta.codigo} Agua las 24 horas" in formulario.content.decode()
    form = formulario.context["form"]
    assert (form["temas"].value(), form["nivel_reserva"].value()) == ([agua.pk], 0)
    client.post(nacer, datos)

    compromiso = Compromiso.objects.get()
    assert (compromiso.origen, compromiso.programador) == ("meta", gabriel)
    assert compromiso.codigo in client.get(pagina).content.decode()
    assert meta.codigo in client.get(f"/compromisos/{compromiso.codigo}/").content.decode()


def test_it_is_born_of_a_part_of_a_meta(
    entrar: Entrar, carmen: Usuario, mi: MetaIntermedia, datos: dict[str, Any]
) -> None:
    client = entrar(carmen)
    pagina = f"/metas-intermedias/{mi.codigo}/"
    nacer = f"{NUEVO}?origen={mi.codigo}"
    assert f'href="{nacer}"' in client.get(pagina).content.decode()

    client.post(nacer, datos)

    assert Compromiso.objects.get().codigo in client.get(pagina).content.decode()


def test_what_is_closed_meanwhile_is_no_origin_and_what_was_typed_stays(
    entrar: Entrar, gabriel: Usuario, mi: MetaIntermedia, datos: dict[str, Any]
) -> None:
    intermedias.quitar(mi_id=mi.pk, actor=gabriel, motivo="No hace falta.")
    client = entrar(gabriel)

    response = client.post(f"{NUEVO}?origen={mi.codigo}", datos)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "La meta de la que nace ya está cerrada."
    ]
    assert datos["titulo"] in response.content.decode()
    pagina = client.get(f"/metas-intermedias/{mi.codigo}/").content.decode()
    assert "?origen=" not in pagina


def test_who_gives_out_nothing_is_not_offered_it(entrar: Entrar, omar: Usuario, meta: Meta) -> None:
    assert NUEVO not in entrar(omar).get(f"/metas/{meta.codigo}/").content.decode()


def test_an_origin_one_may_not_see_is_not_found(
    entrar: Entrar, ines: Usuario, mi: MetaIntermedia, datos: dict[str, Any]
) -> None:
    for codigo in (mi.codigo, "MET-1999-00001", "CMP-2026-00001", "x" * 500):
        assert entrar(ines).get(f"{NUEVO}?origen={codigo}").status_code == 404
        assert entrar(ines).post(f"{NUEVO}?origen={codigo}", datos).status_code == 404
    assert not Compromiso.objects.exists()


def test_somebody_outside_answers_for_it(
    entrar: Entrar, rosa: Usuario, junta: Actor, datos: dict[str, Any]
) -> None:
    response = entrar(rosa).post(
        NUEVO, datos | {"responsable": "", "externo": junta.pk}, follow=True
    )

    assert Compromiso.objects.get().responsable.actor == junta
    assert "Junta Comunal El Roble, de afuera" in response.content.decode()
    assert "Responde desde afuera" in response.content.decode()


@pytest.mark.parametrize(
    ("quien", "dice"),
    [
        ({"responsable": ""}, "Diga quién responde."),
        ({"externo": "junta"}, "Elija a uno solo: de la casa o de afuera."),
    ],
)
def test_one_answers_for_it_and_one_only(
    entrar: Entrar,
    rosa: Usuario,
    junta: Actor,
    datos: dict[str, Any],
    quien: dict[str, str],
    dice: str,
) -> None:
    pedido = {campo: junta.pk if valor == "junta" else valor for campo, valor in quien.items()}

    response = entrar(rosa).post(NUEVO, datos | pedido)

    assert response.status_code == 422
    assert dice in response.content.decode()
    assert not Compromiso.objects.exists()


def test_who_has_no_address_cannot_answer_from_outside(
    entrar: Entrar, rosa: Usuario, datos: dict[str, Any]
) -> None:
    mudo = Actor.objects.create(nombre="Comité", tipo="grupo")

    response = entrar(rosa).post(NUEVO, datos | {"responsable": "", "externo": mudo.pk})

    assert response.status_code == 422
    assert "Comité no tiene un correo" in response.content.decode()
