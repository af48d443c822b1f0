"""How long the machines run: `corto` with every run of the tests, `largo` with `make machines`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.maquinas import declarado

P = TypeVar("P")

LARGO = os.environ.get("HYPOTHESIS_PROFILE") == "largo"
# How many times the examples of the short profile, and how long each life is.
VECES = int(os.environ.get("MAQUINAS_VECES", "3")) if LARGO else 1
PASOS = 60 if LARGO else 25
# From the eleventh life of a run on, hypothesis copies what happened earlier: a verb that few lives
# took by then is hardly taken in any other.
TANDA = 10
# To find the shortest life that fails takes minutes: only where it is asked for.
FASES = [Phase.generate, Phase.shrink] if os.environ.get("MAQUINAS_ENCOGER") else [Phase.generate]


def tandas(vidas: int) -> Iterator[tuple[int, settings]]:
    """So many lives in the short profile, always the same; many more, and new ones, in the long.

    By runs: the number of each, and its settings.
    """
    quedan = vidas * VECES
    for numero, hechas in enumerate(range(0, quedan, TANDA)):
        yield numero, _perfil(min(TANDA, quedan - hechas))


def sembrada(prueba: P, numero: int) -> P:
    """With a seed of its own in the short profile, where each run would repeat the one before."""
    return prueba if LARGO else cast("P", seed(numero)(cast("Any", prueba)))


def vivir(vida: type[Any], vidas: int) -> None:
    """Let a machine live so many lives; each run of them knows what the runs before it took."""
    for numero, tanda in tandas(vidas):
        vida.sabido = frozenset(vida.dados)
        run_state_machine_as_test(sembrada(vida, numero), settings=tanda)


def _perfil(vidas: int) -> settings:
    return settings(
        max_examples=vidas,
        stateful_step_count=PASOS,
        deadline=None,
        derandomize=not LARGO,
        database=None,
        phases=FASES,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def sin_andar(vida: type[Any]) -> list[str]:
    """The verbs that are declared and were taken in no life."""
    dados = {verbo for verbo, _estado in vida.dados}
    return sorted({verbo for verbo, _estado in declarado.flechas(vida.MODELO)} - dados)
