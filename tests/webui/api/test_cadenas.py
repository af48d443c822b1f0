"""One operation leads to the next: schemathesis follows the links that the API says it has.

What `test_contrato` takes back after each request stays here until its scenario ends: what was just
made is read, changed and moved on, in orders that nobody wrote down.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.generation.stateful import run_state_machine_as_test

from tests.webui.api.contrato import descrita, nombrar
from tests.webui.api.mundo import un_mundo
from tests.webui.api.programa import una_clave

# What does not fit is sent by `test_contrato`.
MAQUINA: Any = descrita(generation={"mode": "positive"}).as_state_machine()
CADENAS = 15
# Each chain is drawn alone, after the simplest of all, which hypothesis always tries first: what a
# step draws depends on what was answered (ids go on after a rollback), and of chains that are drawn
# together hypothesis demands that the same beginning goes on in the same way.
UNA_CADENA = settings(
    max_examples=2,
    stateful_step_count=12,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def seguir(cadena: type[Any]) -> None:
    for numero in range(CADENAS):
        run_state_machine_as_test(seed(numero)(cadena), settings=UNA_CADENA)


@pytest.mark.django_db
@pytest.mark.usefixtures("la_misma_conexion")
@pytest.mark.parametrize("nombre", ["rosa", "paula"])
@override_settings(API_POR_MINUTO=10**9, API_FALLOS=10**9)
def test_lo_que_sigue_tambien_cumple_lo_que_dice(nombre: str) -> None:
    mundo = un_mundo()
    _clave, secreto = una_clave(mundo.gente[nombre])
    suya = {"Authorization": f"Bearer {secreto}"}
    seguidos: Counter[int] = Counter()

    class Cadena(MAQUINA):
        """Somebody's requests, one after the other, taken back at the end."""

        def setup(self) -> None:
            self.todo = transaction.atomic()
            self.todo.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.todo.__exit__(None, None, None)

        def before_call(self, case: Any) -> None:
            nombrar(case, mundo)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": suya}

        def after_call(self, response: Any, case: Any) -> None:
            super().after_call(response, case)
            if "codigo" in case.path_parameters:
                seguidos[response.status_code] += 1

        def validate_response(self, response: Any, case: Any, **_otros: Any) -> None:
            case.validate_response(
                response,
                headers=suya,
                transport_kwargs={"headers": suya},
                recorder=self.recorder,
            )

    seguir(Cadena)
    # Links led to what is there, and to steps that were taken, and to some that were refused.
    assert seguidos[200]
    assert seguidos.keys() & {403, 409}
