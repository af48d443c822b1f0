"""A person says how to be told: each kind, or as usual again."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Usuario
from notifiers import preferencias
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db
URL = "/mis-avisos/"


def codigos(grupos: Any) -> set[str]:
    return {linea.kind.codigo for _nombre, lineas in grupos for linea in lineas}


def test_each_kind_has_its_choice_and_the_mandatory_ones_their_reason(
    entrar: Entrar, luis: Usuario
) -> None:
    response = entrar(luis).get(URL)
    page = response.text
    assert '<select name="T03"' in page
    assert '<select name="S04"' not in page
    assert "La ley da ese plazo" in page
    assert "No se puede apagar" in page
    form = response.context["form"]
    lineas = {*codigos(form.elegibles()), *codigos(form.ajenas())}
    lineas |= {linea.kind.codigo for linea in form.seguras()}
    assert lineas == {kind.codigo for kind in preferencias.elegibles()}
    assert not lineas & {"respuesta", "S09A", "S09D", "S10", "invitacion", "resumen"}


def test_what_is_chosen_is_kept_and_shown(entrar: Entrar, luis: Usuario) -> None:
    client = entrar(luis)
    response = client.post(URL, {"T03": "resumen", "S04": "aplicacion"}, follow=True)
    assert preferencias.de(luis) == {"T03": "resumen"}
    assert '<option value="resumen" selected>' in response.text


def test_what_cannot_be_chosen_is_refused(entrar: Entrar, luis: Usuario) -> None:
    preferencias.guardar(luis, {"T04": "resumen"})
    response = entrar(luis).post(URL, {"T03": "paloma"})
    assert response.status_code == 422
    assert preferencias.de(luis) == {"T04": "resumen"}


def test_everything_is_as_usual_again_and_back(entrar: Entrar, luis: Usuario) -> None:
    client = entrar(luis)
    client.post(URL, {"T03": "resumen"})
    page = client.post(f"{URL}restaurar/", follow=True)
    assert preferencias.de(luis) == {}
    *_antes, mensaje = page.context["messages"]
    client.post("/deshacer/", {"vale": mensaje.extra_tags})
    assert preferencias.de(luis) == {"T03": "resumen"}
    client.post(URL, {"T04": "correo"})
    page = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)
    assert "Ya no hay nada que deshacer." in page.text
    assert preferencias.de(luis) == {"T04": "correo"}


def test_it_is_ones_own(entrar: Entrar, luis: Usuario, rosa: Usuario) -> None:
    entrar(rosa).post(URL, {"T03": "aplicacion"})
    assert preferencias.de(luis) == {}


def test_what_does_not_come_to_a_person_is_folded_away_and_can_be_chosen(
    entrar: Entrar, luis: Usuario
) -> None:
    client = entrar(luis)
    form = client.get(URL).context["form"]
    assert {"T03", "M02", "S07R", "X01"} <= codigos(form.elegibles())
    assert {"S01", "M00", "C01", "C05", "ataque"} <= codigos(form.ajenas())
    client.post(URL, {"S01": "resumen"})
    assert preferencias.de(luis) == {"S01": "resumen"}
    assert "S01" in codigos(client.get(URL).context["form"].elegibles())


def test_the_digest_may_come_only_when_something_changed(entrar: Entrar, luis: Usuario) -> None:
    client = entrar(luis)
    assert "Cada día hábil, mientras algo espere por mí" in client.get(URL).text
    client.post(URL, {"resumen": "aplicacion"})
    assert preferencias.de(luis) == {"resumen": "aplicacion"}
    assert client.post(URL, {"resumen": "correo"}).status_code == 422
