"""Temas and lugares in the administration: the same actions, the same history."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from core.models import HistorialCatalogo, Lugar, Tema, Usuario
from tests.webui.conftest import Entrar


def test_a_theme_is_made_by_its_action(entrar: Entrar, sofia: Usuario) -> None:
    response = entrar(sofia).post(reverse("admin:core_tema_add"), {"nombre": "Aseo"})

    assert response.status_code == 302
    assert HistorialCatalogo.objects.get(tema=Tema.objects.get()).usuario == sofia


def test_a_place_is_changed_by_its_action(entrar: Entrar, elena: Usuario, el_roble: Lugar) -> None:
    url = reverse("admin:core_lugar_change", args=[el_roble.pk])
    entrar(elena).post(url, {"nombre": "El Roble", "nivel": "distrito"})

    el_roble.refresh_from_db()
    assert (el_roble.nivel, el_roble.version) == ("distrito", 2)
    assert HistorialCatalogo.objects.get(lugar=el_roble).campos == ["nivel"]


def test_a_place_is_never_inside_itself(entrar: Entrar, elena: Usuario, el_roble: Lugar) -> None:
    url = reverse("admin:core_lugar_change", args=[el_roble.pk])
    response = entrar(elena).post(url, {"nombre": "El Roble", "superior": el_roble.pk})

    assert "superior" in response.context["adminform"].form.errors


def test_they_are_not_deleted(entrar: Entrar, elena: Usuario, agua: Tema) -> None:
    url = reverse("admin:core_tema_delete", args=[agua.pk])
    assert entrar(elena).post(url, {"post": "yes"}).status_code == 403


def test_people_of_the_town_are_not_there() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:core_actor_changelist")
