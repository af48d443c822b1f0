"""A meta is proposed: what it needs to exist, who may, and what waits until later."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Area, Historial, Usuario
from core.transitions import NotAllowed
from tests.workflows.metas.builders import Gobierno, abiertos, en_dias, ultima
from workflows.metas.models import Meta

pytestmark = pytest.mark.django_db


def test_it_is_a_draft_with_its_code_and_its_people(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.crear(suplente=marta)

    assert (meta.estado, meta.codigo[:4], meta.clase) == ("borrador", "MET-", "meta")
    assert meta.papeles == {
        ("autor", gobierno.gerente.pk),
        ("gerente", gobierno.gerente.pk),
        ("suplente", marta.pk),
        ("institucional", gobierno.institucional.pk),
    }
    assert list(meta.temas.all()) == [gobierno.tema]
    assert list(meta.lugares.all()) == [gobierno.lugar]
    assert (ultima(meta).verbo, ultima(meta).usuario) == ("crear", gobierno.gerente)
    assert abiertos(meta) == set()


def test_it_keeps_what_was_typed(gobierno: Gobierno, obras: Area) -> None:
    meta = gobierno.crear(
        tipo="resultado",
        descripcion_ciudadana="Agua todo el día.",
        problema="Hay agua cuatro horas.",
        resultado_esperado="Agua 24 horas.",
        beneficiarios=2400,
        dependencia=obras,
        presupuesto=Decimal("125000.50"),
        publica=True,
        nivel_reserva=0,
    )

    meta.refresh_from_db()
    assert (meta.tipo, meta.beneficiarios, meta.dependencia) == ("resultado", 2400, obras)
    assert meta.presupuesto == Decimal("125000.50")
    assert meta.publica


def test_almost_everything_may_come_later(gobierno: Gobierno) -> None:
    meta = gobierno.crear(
        actor=gobierno.institucional,
        gerente=None,
        inicio=None,
        fin_vigente=None,
        temas=(),
        lugares=(),
    )

    assert (meta.estado, meta.gerente) == ("borrador", None)


@pytest.mark.parametrize("quien", ["gabriel", "carmen", "elena"])
def test_who_runs_follows_or_coordinates_metas_proposes_them(
    quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    assert gobierno.crear(actor=request.getfixturevalue(quien)).pk


@pytest.mark.parametrize("quien", ["tomas", "rosa", "ines", "luis", "paula", "omar", "sofia"])
def test_nobody_else_does(quien: str, gobierno: Gobierno, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="No le corresponde"):
        gobierno.crear(actor=request.getfixturevalue(quien))
    assert not Meta.objects.exists()


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("titulo", " "),
        ("titulo", "x" * 201),
        ("tipo", "otra"),
        ("beneficiarios", -1),
        ("presupuesto", Decimal(-1)),
        ("presupuesto", Decimal("1e15")),
        ("nivel_reserva", 5),
        ("publica", True),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    campo: str, valor: Any, gobierno: Gobierno
) -> None:
    with pytest.raises(ValidationError) as error:
        gobierno.crear(**{campo: valor})

    assert set(error.value.message_dict) == {campo}
    assert not Historial.objects.exists()


def test_it_does_not_end_before_it_starts(gobierno: Gobierno) -> None:
    with pytest.raises(ValidationError, match="Termina antes de empezar"):
        gobierno.crear(inicio=en_dias(3), fin_vigente=en_dias(2))


def test_the_suplente_is_somebody_else(gobierno: Gobierno) -> None:
    with pytest.raises(ValidationError, match="no puede ser el mismo gerente"):
        gobierno.crear(suplente=gobierno.gerente)


def test_who_has_left_is_given_nothing(gobierno: Gobierno, marta: Usuario) -> None:
    marta.is_active = False

    with pytest.raises(ValidationError, match="ya no tiene cuenta"):
        gobierno.crear(suplente=marta)
