"""The administrator sees what did not arrive, and tries it again; nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Expediente, Usuario
from notifiers.models import Entrega
from tests.notifiers.builders import avisar

pytestmark = pytest.mark.django_db

LISTA = "admin:notifiers_entrega_changelist"


@pytest.fixture
def fallida(expediente: Expediente, luis: Usuario) -> Entrega:
    (entrega,) = avisar(expediente, luis, motivo="Un texto que no se enseña")
    Entrega.objects.update(
        estado="fallida",
        error="El servidor de correo rechazó la dirección.",
        detalle="SMTPRecipientsRefused: 550 no such user",
        intentos=1,
        permanente=True,
    )
    return entrega


def test_the_failures_are_listed_with_code_and_name_but_no_title(
    client: Client, sofia: Usuario, fallida: Entrega
) -> None:
    client.force_login(sofia)

    pagina = client.get(reverse(LISTA), {"estado__exact": "fallida"}).content.decode()
    ficha = client.get(
        reverse("admin:notifiers_entrega_change", args=[fallida.pk])
    ).content.decode()

    for parte in ("CMP-2026-00057", "Luis Ábrego", "rechazó la dirección"):
        assert parte in pagina
    assert "550 no such user" in ficha
    assert not any(texto in pagina + ficha for texto in ("planos", "no se enseña"))


def test_a_failure_can_be_tried_again(client: Client, sofia: Usuario, fallida: Entrega) -> None:
    client.force_login(sofia)

    respuesta = client.post(
        reverse(LISTA), {"action": "reintentar", "_selected_action": [fallida.pk]}, follow=True
    )

    fallida.refresh_from_db()
    assert (fallida.estado, fallida.intentos) == ("pendiente", 0)
    assert "1 entrega vuelve a intentarse." in respuesta.content.decode()


@pytest.mark.parametrize("pagina", ["add", "change", "delete"])
def test_nobody_writes_rows_by_hand(
    client: Client, sofia: Usuario, fallida: Entrega, pagina: str
) -> None:
    client.force_login(sofia)
    args = [] if pagina == "add" else [fallida.pk]

    respuesta = client.post(reverse(f"admin:notifiers_entrega_{pagina}", args=args), {"x": "1"})

    assert respuesta.status_code == 403


def test_others_do_not_enter(client: Client, rosa: Usuario, fallida: Entrega) -> None:
    client.force_login(rosa)

    assert client.get(reverse(LISTA)).status_code == 302
