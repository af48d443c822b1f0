"""The gerente's five minutes a week."""

from __future__ import annotations

import pytest

from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import dicho, errores, url
from tests.workflows.metas.builders import Gobierno, Persona, sin_cambios
from workflows.metas import states
from workflows.metas.models import Meta, ReporteMeta

ESCRITO = {"hecho": "Se entregó el diseño.", "sigue": "Publicar la licitación."}


@pytest.fixture
def meta(gobierno: Gobierno) -> Meta:
    return gobierno.hasta(states.EN_EJECUCION)


def test_what_was_done_comes_first_and_is_kept(
    entrar: Entrar, gobierno: Gobierno, meta: Meta
) -> None:
    client = entrar(gobierno.gerente)
    form = client.get(url(meta, "actualizar")).context["form"]
    assert [campo.name for campo in form.visible_fields()] == [
        "hecho",
        "sigue",
        "necesita",
        "sin_cambios",
    ]

    response = client.post(url(meta, "actualizar"), {**ESCRITO, "version": meta.version})

    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    assert dicho(response) == ["Actualizada en este ciclo."]
    assert ReporteMeta.objects.get(meta=meta).hecho == "Se entregó el diseño."


def test_nothing_new_is_an_update_too(entrar: Entrar, gobierno: Gobierno, meta: Meta) -> None:
    entrar(gobierno.gerente).post(url(meta, "actualizar"), {"sin_cambios": "on"})

    assert ReporteMeta.objects.get(meta=meta).sin_cambios


@pytest.mark.parametrize(
    ("falta", "motivo"),
    [
        ("hecho", "Cuente qué se hizo, o marque «sin cambios»."),
        ("sigue", "Cuente qué sigue."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, falta: str, motivo: str
) -> None:
    escrito = {**ESCRITO, "necesita": "Que firme el ministerio.", falta: " "}

    with sin_cambios(meta):
        response = entrar(gobierno.gerente).post(url(meta, "actualizar"), escrito)

    assert (response.status_code, errores(response)) == (422, {falta: [motivo]})
    pagina = response.content.decode()
    assert "Que firme el ministerio." in pagina
    assert pagina.index(f'name="{falta}"') < pagina.index("Que firme el ministerio.")


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    entrar: Entrar, gobierno: Gobierno, meta: Meta
) -> None:
    gobierno.relevar(meta, gerente=gobierno.responsable)
    client = entrar(gobierno.responsable)

    response = client.post(url(meta, "actualizar"), {**ESCRITO, "version": meta.version - 1})

    assert response.status_code == 409
    for parte in ("Carmen Ruiz", "Se entregó el diseño."):
        assert parte in response.content.decode()
    otra_vez = {**ESCRITO, "version": response.context["form"]["version"].value()}
    assert client.post(url(meta, "actualizar"), otra_vez).status_code == 302


def test_only_its_gerente_and_only_while_it_runs(
    entrar: Entrar, gobierno: Gobierno, persona: Persona, meta: Meta
) -> None:
    for quien in ("carmen", "tomas", "luis"):
        response = entrar(persona(quien)).post(url(meta, "actualizar"), ESCRITO)
        assert response.status_code == 409
        assert "No le corresponde a usted." in response.content.decode()
    for otra in gobierno.por(states.VISADA, states.APROBADA):
        response = entrar(gobierno.gerente).post(url(otra, "actualizar"), ESCRITO)
        assert (response.status_code, "No se puede: está en" in response.content.decode()) == (
            409,
            True,
        )
    assert not ReporteMeta.objects.exists()
