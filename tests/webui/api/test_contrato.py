"""The API keeps to its own description: schemathesis sends what fits it, and what does not.

What fits is sent to every operation as each person of the cast, about case files that exist; what
does not fit, whoever asks, is divided among them. `make api` sends much more (API_EJEMPLOS).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from tests.cast import CAST
from tests.webui.api.contrato import descrita, situar
from tests.webui.api.mundo import Mundo, un_mundo
from tests.webui.api.programa import una_clave

EJEMPLOS = int(os.environ.get("API_EJEMPLOS", "1"))
# Of what does not fit there are more ways.
POCOS = 4
SCHEMA = descrita()


def operaciones() -> Iterator[Any]:
    for resultado in SCHEMA.get_all_operations():
        assert isinstance(resultado, Ok)
        yield resultado.ok()


@pytest.mark.django_db
@pytest.mark.usefixtures("la_misma_conexion")
@pytest.mark.parametrize("nombre", CAST)
@override_settings(API_POR_MINUTO=10**9, API_FALLOS=10**9)
def test_cumple_lo_que_dice(nombre: str) -> None:
    mundo = un_mundo()
    _clave, secreto = una_clave(mundo.gente[nombre])
    prueba = Prueba(mundo, secreto)
    turno = list(CAST).index(nombre)
    for numero, operacion in enumerate(operaciones()):
        prueba.de(operacion, GenerationMode.POSITIVE, EJEMPLOS)
        if EJEMPLOS > 1 or numero % len(CAST) == turno:
            prueba.de(operacion, GenerationMode.NEGATIVE, max(EJEMPLOS, POCOS))
    assert prueba.faltas == []
    # Everybody reads something of what there is, and is refused something.
    assert prueba.estados[200] >= len(mundo.codigos)
    assert prueba.estados.keys() & {403, 404, 409}


class Prueba:
    """What is sent, how often it was answered with what, and what was wrong with an answer."""

    def __init__(self, mundo: Mundo, secreto: str) -> None:
        self.mundo, self.secreto = mundo, secreto
        self.azar = random.Random(0)  # noqa: S311 - the same every time
        self.estados: Counter[int] = Counter()
        self.faltas: list[str] = []

    def de(self, operacion: Any, modo: GenerationMode, ejemplos: int) -> None:
        """Send some requests of one operation, each undone, so that none prepares the next."""

        @seed(0)
        @settings(
            max_examples=ejemplos,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operacion.as_strategy(generation_mode=modo))
        def una(case: Any) -> None:
            if modo == GenerationMode.POSITIVE:
                situar(case, self.mundo, self.azar)
            self.enviar(case)

        una()

    def enviar(self, case: Any) -> None:
        suya = {"Authorization": f"Bearer {self.secreto}"}
        with transaction.atomic():
            response = case.call(headers=suya)
            self.estados[response.status_code] += 1
            try:
                # It also asks again with another key, and with none.
                case.validate_response(response, headers=suya, transport_kwargs={"headers": suya})
            except FailureGroup as grupo:
                self.faltas.append(str(grupo))
            transaction.set_rollback(True)
