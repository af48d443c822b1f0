"""What the API says of itself, as schemathesis reads it; and how it asks for what exists."""

from __future__ import annotations

import contextlib
import random
from copy import deepcopy
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig

from ops.wsgi import application
from tests.webui.api.mundo import Mundo
from webui.api.guia import descripcion

CHECKS = {
    # What fits the schema may still be wrong for its form: a date that has passed, an id of nobody.
    # It is refused as what does not fit is, with 422.
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "401", "403", "404", "409", "422", "429"]
    },
}


def servidor(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The application as a server runs it: who asks has an address, what was sent is closed."""
    environ.setdefault("REMOTE_ADDR", "127.0.0.1")
    with contextlib.closing(application(environ, start_response)) as response:
        return [b"".join(response)]


def descrita(**config: Any) -> Any:
    """The description of the API, asked of the application itself; schemathesis writes on it."""
    schema = schemathesis.openapi.from_dict(
        deepcopy(descripcion()), config=SchemathesisConfig.from_dict({"checks": CHECKS, **config})
    )
    schema.app = servidor
    return schema


def situar(case: Any, mundo: Mundo, azar: random.Random) -> None:
    """Let it be about what exists: most would else be refused before anything is looked at."""
    espacio = case.path.split("/")[3]
    if "codigo" in case.path_parameters:
        case.path_parameters["codigo"] = azar.choice(mundo.codigos[espacio])
    if "id" in case.path_parameters:
        case.path_parameters["id"] = mundo.ids[espacio]
    nombrar(case, mundo)


def nombrar(case: Any, mundo: Mundo) -> None:
    """Ids of what there is, and no version that nobody has read."""
    for parte in (case.body, case.query):
        if isinstance(parte, dict):
            _nombrar(parte, mundo)


def _nombrar(parte: dict[str, Any], mundo: Mundo) -> None:
    parte.pop("version", None)
    for campo in parte.keys() & mundo.ids.keys():
        if isinstance(parte[campo], list):
            parte[campo] = [mundo.ids[campo]]
        elif type(parte[campo]) is int:
            parte[campo] = mundo.ids[campo]
