"""It goes back to who wrote it, with what to change."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    avisados,
    avisos,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import states


def test_who_wrote_it_reads_what_to_change(redaccion: Redaccion) -> None:
    pieza = redaccion.devolver(redaccion.hasta(states.EN_REVISION))

    assert pieza.estado == "devuelta"
    assert ultima(pieza).escrito.texto == "Falta decir desde cuándo."
    assert abiertos(pieza) == set()
    assert avisados(pieza, "C03") == {"Paula Quintero"}
    [aviso] = avisos(pieza, "C03")
    assert aviso.titulo == f"Corrija y vuelva a enviar: {pieza.titulo}"
    assert aviso.datos["motivo"] == "Falta decir desde cuándo."


def test_whoever_edited_it_last_is_told_too(redaccion: Redaccion, luis: Usuario) -> None:
    pieza = redaccion.crear(actor=luis)
    redaccion.editar(pieza, titulo="Abrió el muelle")
    redaccion.enviar(pieza)
    redaccion.devolver(pieza)

    assert avisados(pieza, "C03") == {"Paula Quintero", "Luis Ábrego"}


def test_it_needs_observations(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with sin_cambios(pieza), pytest.raises(ValidationError) as error:
        redaccion.devolver(pieza, observaciones="  ")
    assert error.value.message_dict == {"observaciones": ["Escriba qué hay que cambiar."]}


def test_who_wrote_it_does_not(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with se_niega(pieza, "Quien la escribe no la aprueba"):
        redaccion.devolver(pieza, actor=redaccion.autora)


def test_others_do_not(redaccion: Redaccion, elena: Usuario) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with se_niega(pieza, "No le corresponde"):
        redaccion.devolver(pieza, actor=elena)


@pytest.mark.parametrize("estado", ["borrador", "devuelta", "aprobada", "retirada"])
def test_only_what_is_in_review_is_returned(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.devolver(pieza)


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        redaccion.devolver(pieza, version=1)
