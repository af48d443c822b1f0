"""The API keeps to its own description: schemathesis sends what fits it, and what does not.

What fits is sent to every operation as each person of the cast, about case files that exist; what
does not fit, whoever asks, is divided among them. `make api` sends much more (API_EJEMPLOS).
"""

from __future__ import annotations

import contextlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from ops.wsgi import application
from tests.cast import CAST
from tests.webui.api.mundo import Mundo, un_mundo
from tests.webui.api.programa import una_clave
from webui.api.guia import descripcion

EJEMPLOS = int(os.environ.get("API_EJEMPLOS", "1"))
# Of what does not fit there are more ways.
POCOS = 4
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # What fits the schema may still be wrong for its form: a date that has passed, an id of
            # nobody. It is refused as what does not fit is, with 422.
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", "401", "403", "404", "409", "422", "429"]
            },
        }
    }
)
SCHEMA = schemathesis.openapi.from_dict(descripcion(), config=CONFIG)


def servidor(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The application as a server runs it: what was sent is closed when it is sent."""
    with contextlib.closing(application(environ, start_response)) as response:
        return [b"".join(response)]


SCHEMA.app = servidor


@pytest.fixture(autouse=True)
def la_misma_conexion() -> Iterator[None]:
    """A request does not end the transaction of its test, as the test client of Django sees to."""
    for una in (signals.request_started, signals.request_finished):
        una.disconnect(close_old_connections)
    yield
    for una in (signals.request_started, signals.request_finished):
        una.connect(close_old_connections)


def operaciones() -> Iterator[Any]:
    for resultado in SCHEMA.get_all_operations():
        assert isinstance(resultado, Ok)
        yield resultado.ok()


@pytest.mark.django_db
@pytest.mark.parametrize("nombre", CAST)
@override_settings(API_POR_MINUTO=10**9)
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
                self.situar(case)
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

    def situar(self, case: Any) -> None:
        """Let it be about what exists: most would else be refused before anything is looked at."""
        espacio = case.path.split("/")[3]
        if "codigo" in case.path_parameters:
            case.path_parameters["codigo"] = self.azar.choice(self.mundo.codigos[espacio])
        if "id" in case.path_parameters:
            case.path_parameters["id"] = self.mundo.ids[espacio]
        for parte in (case.body, case.query):
            if isinstance(parte, dict):
                self.nombrar(parte)

    def nombrar(self, parte: dict[str, Any]) -> None:
        """Ids of what there is, and no version that nobody has read."""
        parte.pop("version", None)
        for campo in parte.keys() & self.mundo.ids.keys():
            if isinstance(parte[campo], list):
                parte[campo] = [self.mundo.ids[campo]]
            elif type(parte[campo]) is int:
                parte[campo] = self.mundo.ids[campo]
