"""Unsent text is its author's, the newest stays, and none of it for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from core import borradores
from core.models import Borrador, Usuario

pytestmark = pytest.mark.django_db
RUTA = "/solicitudes/nueva/"


def hace(**tiempo: float) -> None:
    """All of them were written so long ago."""
    Borrador.objects.update(actualizado_en=Now() - timedelta(**tiempo))


def test_the_newest_text_of_a_form_stays(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno", ["acta.pdf"])
    borradores.guardar(rosa.pk, RUTA, "titulo=Dos")
    found = borradores.de(rosa, RUTA)
    assert found is not None
    assert (found.datos, found.archivos) == ("titulo=Dos", [])


def test_it_is_of_that_person_and_that_form(rosa: Usuario, ines: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    assert borradores.de(ines, RUTA) is None
    assert borradores.de(rosa, "/metas/nueva/") is None


def test_what_was_sent_is_gone(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    borradores.borrar(rosa, RUTA)
    assert not Borrador.objects.exists()


def test_what_was_discarded_can_be_taken_back(rosa: Usuario, ines: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    assert not borradores.descartar(ines, RUTA)
    assert borradores.descartar(rosa, RUTA)
    assert borradores.de(rosa, RUTA) is None
    assert not borradores.descartar(rosa, RUTA)
    assert not borradores.reponer(ines, RUTA)
    assert borradores.reponer(rosa, RUTA)
    assert borradores.de(rosa, RUTA) is not None


def test_writing_again_gives_back_what_is_written(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    borradores.descartar(rosa, RUTA)
    borradores.guardar(rosa.pk, RUTA, "titulo=Dos")
    assert borradores.de(rosa, RUTA) is not None


def test_what_is_too_much_is_not_kept(rosa: Usuario) -> None:
    assert not borradores.guardar(rosa.pk, RUTA, "x" * 100_001)
    assert not borradores.guardar(rosa.pk, "/" * 301, "x")
    assert not Borrador.objects.exists()


def test_what_is_old_is_not_given_back_and_is_pruned(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    hace(days=6)
    assert borradores.podar() == 0
    hace(days=7, minutes=1)
    assert borradores.de(rosa, RUTA) is None
    assert borradores.podar() == 1


def test_what_was_discarded_is_pruned_a_day_later(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, RUTA, "titulo=Uno")
    borradores.descartar(rosa, RUTA)
    assert borradores.podar() == 0
    Borrador.objects.update(descartado_en=Now() - timedelta(days=1, minutes=1))
    assert borradores.podar() == 1
