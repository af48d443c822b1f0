"""What was said of a case file is withdrawn or redacted, never rewritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from core.models import Comentario, ComentarioTexto, HistorialSuplencia, Seguidor
from tests.builders import en_dias, un_compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture
def comentario(rosa: Any, luis: Any, junta: Any) -> Comentario:
    caso = un_compromiso(rosa, luis, junta)
    comentario = Comentario.objects.create(expediente=caso, autor=rosa)
    ComentarioTexto.objects.create(comentario=comentario, texto="Juan Pérez llamó")
    return comentario


def test_a_comment_is_never_deleted_nor_given_to_another(comentario: Comentario, luis: Any) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Comentario.objects.filter(pk=comentario.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Comentario.objects.filter(pk=comentario.pk).update(autor=luis)


def test_it_is_withdrawn_once(comentario: Comentario) -> None:
    Comentario.objects.filter(pk=comentario.pk).update(retirado_en=clock.now())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Comentario.objects.filter(pk=comentario.pk).update(retirado_en=None)


def test_its_text_is_only_redacted_and_only_once(comentario: Comentario) -> None:
    escrito = comentario.escritos.get()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ComentarioTexto.objects.filter(pk=escrito.pk).update(texto="nadie llamó")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ComentarioTexto.objects.filter(pk=escrito.pk).delete()

    ComentarioTexto.objects.filter(pk=escrito.pk).update(texto="", redactado_en=clock.now())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ComentarioTexto.objects.filter(pk=escrito.pk).update(texto="x", redactado_en=clock.now())


def test_one_follows_a_case_once(rosa: Any, luis: Any, junta: Any) -> None:
    caso = un_compromiso(rosa, luis, junta)
    Seguidor.objects.create(expediente=caso, usuario=luis, visto=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Seguidor.objects.create(expediente=caso, usuario=luis, visto=1)


def test_what_was_agreed_of_a_substitute_stays_written(rosa: Any, luis: Any) -> None:
    entrada = HistorialSuplencia.objects.create(
        titular=rosa,
        suplente=luis,
        desde=en_dias(0),
        hasta=en_dias(2),
        verbo="nombrar",
        usuario=rosa,
    )

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistorialSuplencia.objects.filter(pk=entrada.pk).update(hasta=en_dias(9))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entrada.delete()
