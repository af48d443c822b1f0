"""The letters of a type."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import cartas, states


def test_every_mark_is_filled(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    assert cartas.redactar("{codigo} · {asunto} · {solicitante} · {fecha}", solicitud) == (
        f"{solicitud.codigo} · Agua potable para El Roble · Junta Comunal El Roble · "
        "9 de septiembre de 2026"
    )


def test_the_date_is_in_the_language_of_the_municipality_whoever_registers_it(
    despacho: Despacho,
) -> None:
    with translation.override("en"):
        solicitud = despacho.registrar()
        carta = cartas.redactar("{fecha}", solicitud)

    assert carta == "9 de septiembre de 2026"


def test_what_people_wrote_is_not_read_as_a_mark(despacho: Despacho) -> None:
    solicitud = despacho.registrar(titulo="Los {codigo} del {solicitante.__class__}")

    assert cartas.redactar("{asunto}", solicitud) == "Los {codigo} del {solicitante.__class__}"


def test_a_mark_of_what_is_known_later_stays_until_then(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)
    plantilla = "{destino}: {motivo}"
    assert cartas.redactar(plantilla, solicitud) == plantilla
    assert cartas.sin_llenar(f"{plantilla} {plantilla}") == ["{destino}", "{motivo}"]

    rechazada = despacho.rechazar(solicitud)
    derivada = despacho.hasta(states.DERIVADA)

    assert cartas.redactar("{motivo}", rechazada) == "El acueducto es del instituto nacional."
    assert cartas.redactar("{destino}", derivada) == "Obras"


def test_a_mark_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValidationError) as refusal:
        cartas.revisar("Estimada {nombre}: {codigo}")

    assert refusal.value.messages[0] == (
        "No existe la marca {nombre}. "
        "Puede usar: {asunto}, {codigo}, {contestacion}, {destino}, {detalle}, {fecha}, "
        "{motivo}, {municipio}, {solicitante}."
    )


def test_a_letter_without_marks_is_fine() -> None:
    cartas.revisar("Gracias por escribirnos.")
