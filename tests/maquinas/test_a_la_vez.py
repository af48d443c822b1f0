"""Everybody at once at one case, and the clock with them: as if they had come one by one.

In threads with connections of their own, and in processes of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.sandbox.client import Sandbox
from tests.channels.builders import an_account
from tests.maquinas.carrera import Correr, carrera, en_hilos, en_procesos
from tests.maquinas.gente import contratar
from tests.maquinas.perfil import sembrada, tandas
from tests.maquinas.test_compromiso import VidaDeUnCompromiso
from tests.maquinas.test_meta import VidaDeUnaMeta
from tests.maquinas.test_meta_intermedia import VidaDeUnaParte
from tests.maquinas.test_pieza import VidaDeUnaPieza
from tests.maquinas.test_solicitud import VidaDeUnaSolicitud
from tests.maquinas.vida import Vida

pytestmark = pytest.mark.django_db(transaction=True)

CARRERAS, CARRERAS_DE_PROCESOS = 6, 3
PLAZOS = ("workflows.plazos.actions:barrer", "notifiers.deliver:entregar")
RELOJES: dict[type[Vida], tuple[str, ...]] = {
    VidaDeUnCompromiso: PLAZOS,
    VidaDeUnaSolicitud: (
        *PLAZOS,
        "workflows.solicitudes.actions:seguir",
        "workflows.solicitudes.actions:mover_las_que_toca",
    ),
    VidaDeUnaMeta: (*PLAZOS, "workflows.metas.actions:iniciar_las_que_toca"),
    VidaDeUnaParte: (*PLAZOS, "workflows.metas.actions:iniciar_las_que_toca"),
    VidaDeUnaPieza: (
        *PLAZOS,
        "tasks.publish:publicar",
        "tasks.publish:recuperar",
        "workflows.comunicacion.actions:quitar",
    ),
}
# How each life begins.
NACER = {
    "compromiso": "prometer",
    "solicitud": "registrar",
    "meta": "proponer",
    "meta_intermedia": "planear",
    "pieza": "escribir",
}


@contextmanager
def a_la_vista(_vida: Vida) -> Iterator[None]:
    """What is written is there for all to see."""
    yield


@pytest.mark.parametrize("vida", list(RELOJES), ids=lambda vida: vida.MODELO.CLASE)
def test_threads_at_once_do_what_they_could_have_done_one_by_one(
    vida: type[Vida], todo: dict[str, object]
) -> None:
    with en_hilos() as correr:
        correr_carreras(type("Esta", (vida,), todo), correr, CARRERAS)


def test_processes_at_once_do_what_they_could_have_done_one_by_one(
    todo: dict[str, object],
) -> None:
    with en_procesos() as correr:
        for vida in RELOJES:
            correr_carreras(type("Esta", (vida,), todo), correr, CARRERAS_DE_PROCESOS)


@pytest.fixture
def todo(sandbox: Sandbox) -> dict[str, object]:
    """What a life needs that is not thrown away: people, networks, and all to be seen by all."""
    an_account("facebook")
    an_account("twitter")
    return {"ids": contratar(), "dados": Counter(), "sandbox": sandbox, "aparte": a_la_vista}


def correr_carreras(vida: type[Vida], correr: Correr, cuantas: int) -> None:
    """So many lives, each with a case of its own."""

    def correr_una(datos: st.DataObject) -> None:
        una = vida()
        try:
            getattr(una, NACER[vida.MODELO.CLASE])(datos)
            carrera(una, datos, RELOJES[vida.__bases__[0]], correr)
        finally:
            una.teardown()

    for numero, tanda in tandas(cuantas):
        sembrada(tanda(given(st.data())(correr_una)), numero)()
