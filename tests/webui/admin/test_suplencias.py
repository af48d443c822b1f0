"""Substitutes in the administration: for others, never in one's own favour."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from core.models import Suplencia, Usuario
from notifiers.models import Notificacion
from tests.builders import en_dias
from tests.webui.conftest import Entrar

NUEVA = "admin:core_suplencia_add"
LISTA = "admin:core_suplencia_changelist"


def datos(titular: Usuario, suplente: Usuario, **mas: Any) -> dict[str, Any]:
    return {
        "titular": titular.pk,
        "suplente": suplente.pk,
        "desde": str(en_dias(0)),
        "hasta": str(en_dias(3)),
        **mas,
    }


def test_one_is_named_for_somebody_else_and_both_are_told(
    entrar: Entrar, sofia: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    response = entrar(sofia).post(reverse(NUEVA), datos(tomas, rosa))

    assert response.status_code == 302
    assert Suplencia.objects.get().suplente == rosa
    assert set(Notificacion.objects.values_list("usuario__nombre", flat=True)) == {
        "Tomás Vega",
        "Rosa Medina",
    }


def test_nobody_appoints_oneself(
    entrar: Entrar, sofia: Usuario, elena: Usuario, tomas: Usuario
) -> None:
    for user in (sofia, elena):
        response = entrar(user).post(reverse(NUEVA), datos(tomas, user))
        assert response.context["adminform"].form.errors["suplente"] == [
            "Usted no puede nombrarse suplente de otra persona."
        ]
    assert not Suplencia.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "campo"), [({"hasta": "2020-01-01"}, "hasta"), ({"suplente": ""}, "suplente")]
)
def test_what_is_wrong_stands_beside_its_field(
    entrar: Entrar,
    sofia: Usuario,
    tomas: Usuario,
    rosa: Usuario,
    cambios: dict[str, str],
    campo: str,
) -> None:
    response = entrar(sofia).post(reverse(NUEVA), {**datos(tomas, rosa), **cambios})

    assert campo in response.context["adminform"].form.errors


def test_it_is_neither_changed_nor_deleted(
    entrar: Entrar, sofia: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    suplencia = Suplencia.objects.create(
        titular=tomas, suplente=rosa, desde=en_dias(0), hasta=en_dias(3)
    )
    client = entrar(sofia)
    for que in ("change", "delete"):
        url = reverse(f"admin:core_suplencia_{que}", args=[suplencia.pk])
        assert client.post(url, datos(tomas, sofia, post="yes")).status_code == 403
    suplencia.refresh_from_db()
    assert suplencia.suplente == rosa


def test_it_is_ended_and_both_are_told(
    entrar: Entrar, sofia: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    client = entrar(sofia)
    client.post(reverse(NUEVA), datos(tomas, rosa))
    client.post(
        reverse(LISTA),
        {"action": "terminar", "_selected_action": [Suplencia.objects.get().pk]},
    )

    assert not Suplencia.objects.vigentes().exists()
    assert Notificacion.objects.filter(datos__verbo="terminar").count() == 2
