"""What was returned is written on."""

from __future__ import annotations

import pytest

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.comunicacion.builders import Redaccion, se_niega, sin_cambios, ultima
from workflows.comunicacion import states


def test_it_is_a_draft_again(redaccion: Redaccion) -> None:
    pieza = redaccion.corregir(redaccion.hasta(states.DEVUELTA))

    assert pieza.estado == "borrador"
    assert ultima(pieza).verbo == "corregir"


def test_corrected_it_goes_the_same_way(redaccion: Redaccion) -> None:
    pieza = redaccion.corregir(redaccion.hasta(states.DEVUELTA))
    redaccion.editar(pieza, cuerpo="Abrió el lunes.")
    redaccion.enviar(pieza)

    assert redaccion.aprobar(pieza).estado == "aprobada"


@pytest.mark.parametrize("estado", ["borrador", "en_revision", "aprobada", "retirada"])
def test_only_what_was_returned_is_corrected(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.corregir(pieza)


def test_others_do_not(redaccion: Redaccion, rosa: Usuario) -> None:
    pieza = redaccion.hasta(states.DEVUELTA)

    with se_niega(pieza, "No le corresponde"):
        redaccion.corregir(pieza, actor=rosa)


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.DEVUELTA)

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        redaccion.corregir(pieza, version=1)
