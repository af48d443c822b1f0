"""The steps a person is offered, with the reason of each that is refused."""

from __future__ import annotations

from core import transitions
from core.models import Expediente, Usuario
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza


def permitidos(pieza: Pieza, user: Usuario) -> set[str]:
    return {step.verb for step in transitions.steps(pieza, user) if step.allowed}


def test_the_steps_of_each_state(redaccion: Redaccion) -> None:
    ofrecidos = {
        estado: (
            permitidos(redaccion.hasta(estado), redaccion.autora),
            permitidos(redaccion.hasta(estado), redaccion.editor),
        )
        for estado, _nombre in states.ESTADOS
    }

    assert ofrecidos == {
        "borrador": ({"enviar", "editar"}, {"enviar", "editar"}),
        "en_revision": (set(), {"aprobar", "devolver"}),
        "devuelta": ({"corregir"}, {"corregir"}),
        "aprobada": ({"editar", "retirar"}, {"editar", "retirar"}),
        "retirada": (set(), set()),
    }


def test_every_step_of_the_history_has_words() -> None:
    verbos = {verbo for verbo, _nombre, _datos in transitions.verbs(Pieza)}

    assert set(states.HECHOS) >= verbos | {"crear", "decidir", "reintentar"}


def test_the_process_is_known_to_the_house() -> None:
    assert Expediente.clases()["pieza"] is Pieza
    assert set(states.ABIERTOS) | set(states.CERRADOS) == {estado for estado, _n in states.ESTADOS}
