"""Rows of which there is one each: read again after a while, and kept to one by the database."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import FilaUnica, Municipio
from core.models.unica import REREAD_SECONDS

pytestmark = pytest.mark.django_db
UNICAS = FilaUnica.__subclasses__()


@pytest.fixture(autouse=True)
def como_al_principio() -> Iterator[None]:
    """What was read of rows that a test takes back is forgotten."""
    for modelo in UNICAS:
        modelo.olvidar()
    yield
    for modelo in UNICAS:
        modelo.olvidar()


def test_there_are_some() -> None:
    assert {modelo._meta.label for modelo in UNICAS} >= {
        "core.Municipio",
        "metas.Umbrales",
        "compromisos.Umbrales",
    }


@pytest.mark.parametrize("modelo", UNICAS, ids=lambda modelo: modelo._meta.label)
def test_the_database_keeps_it_to_one(modelo: type[FilaUnica]) -> None:
    """With the constraint `una_fila`: a second one is refused."""
    otra = modelo()
    otra.pk = 2
    with pytest.raises(IntegrityError, match="_una_fila"), transaction.atomic():
        otra.save(force_insert=True)
    assert modelo._default_manager.get().pk == 1


@pytest.mark.parametrize("modelo", UNICAS, ids=lambda modelo: modelo._meta.label)
def test_it_is_read_once_for_all_who_ask_and_again_after_it_was_saved(
    modelo: type[FilaUnica],
) -> None:
    for _vez in range(2):
        with CaptureQueriesContext(connection) as leidas:
            assert modelo.actual() is modelo.actual()
        assert len(leidas) == 1
        modelo.actual().save()


def test_what_another_process_wrote_is_seen_after_two_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    antes = Municipio.actual().nombre
    Municipio.objects.update(nombre="Puerto Nuevo")
    assert Municipio.actual().nombre == antes

    ahora = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: ahora + REREAD_SECONDS + 0.1)
    assert Municipio.actual().nombre == "Puerto Nuevo"


def test_each_has_its_own() -> None:
    assert [type(modelo.actual()) for modelo in UNICAS] == UNICAS
