"""What a message offers to take back: by the same person, for an hour, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from core.models import Usuario
from tests.webui.conftest import Entrar
from webui import deshacer
from webui.models import VistaGuardada

pytestmark = pytest.mark.django_db
NADA = "Ya no hay nada que deshacer."
DATOS = {
    "lista": "compromisos:lista",
    "nombre": "Una",
    "consulta": "q=agua",
    "lugar": 1,
    "inicial": False,
    "rol": "",
}


def vale(user: Usuario, nombre: str = "vista") -> str:
    return signing.dumps([nombre, user.pk, DATOS], salt=deshacer.SAL, compress=True)


@pytest.mark.parametrize("falso", ["", "x", "\0", "x" * 5000])
def test_what_was_not_given_out_undoes_nothing(entrar: Entrar, rosa: Usuario, falso: str) -> None:
    assert NADA in entrar(rosa).post("/deshacer/", {"vale": falso}, follow=True).text


def test_nobody_undoes_what_somebody_else_did(entrar: Entrar, rosa: Usuario, ines: Usuario) -> None:
    assert NADA in entrar(ines).post("/deshacer/", {"vale": vale(rosa)}, follow=True).text
    assert not VistaGuardada.objects.exists()


def test_what_nobody_can_undo_is_not(entrar: Entrar, rosa: Usuario) -> None:
    response = entrar(rosa).post("/deshacer/", {"vale": vale(rosa, "otra")}, follow=True)
    assert NADA in response.text


def test_after_an_hour_it_is_too_late(entrar: Entrar, rosa: Usuario) -> None:
    dado = vale(rosa)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert NADA in entrar(rosa).post("/deshacer/", {"vale": dado}, follow=True).text
    assert not VistaGuardada.objects.exists()


def test_it_goes_on_where_it_was_asked_for(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    for siguiente, destino in (("/metas/", "/metas/"), ("https://otra.test/", "/mi-dia/")):
        response = client.post("/deshacer/", {"vale": vale(rosa), "siguiente": siguiente})
        assert response.headers["Location"] == destino
