"""The history cannot be changed, not even by a mistake of ours."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.models import Historial, HistorialAcceso, HistorialTexto
from tests.builders import un_compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrada(rosa, luis, junta) -> Historial:
    return un_compromiso(rosa, luis, junta).historial.get(verbo="crear")


def test_an_entry_is_neither_updated_nor_deleted(entrada: Historial) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Historial.objects.filter(pk=entrada.pk).update(verbo="otro")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Historial.objects.filter(pk=entrada.pk).delete()


def test_a_text_is_only_redacted_and_only_once(entrada: Historial) -> None:
    texto = HistorialTexto.objects.create(entrada=entrada, texto="Juan Pérez llamó")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistorialTexto.objects.filter(pk=texto.pk).update(texto="nadie llamó")

    HistorialTexto.objects.filter(pk=texto.pk).update(texto="", redactado_en=clock.now())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistorialTexto.objects.filter(pk=texto.pk).update(texto="x", redactado_en=clock.now())


def test_what_happened_to_an_account_is_neither_updated_nor_deleted(luis) -> None:
    HistorialAcceso.objects.create(usuario=luis, hecho="entro")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistorialAcceso.objects.update(hecho="clave")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistorialAcceso.objects.all().delete()
