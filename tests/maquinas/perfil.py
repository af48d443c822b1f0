"""How long the machines run: `corto` with every run of the tests, `largo` with `make machines`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.maquinas import declarado

LARGO = os.environ.get("HYPOTHESIS_PROFILE") == "largo"
# How many times the examples of the short profile, and how long each life is.
VECES = int(os.environ.get("MAQUINAS_VECES", "3")) if LARGO else 1
PASOS = 60 if LARGO else 25
# To find the shortest life that fails takes minutes: only where it is asked for.
FASES = [Phase.generate, Phase.shrink] if os.environ.get("MAQUINAS_ENCOGER") else [Phase.generate]


def perfil(vidas: int, pasos: int = PASOS) -> settings:
    """So many lives in the short profile, always the same; many more, and new ones, in the long."""
    return settings(
        max_examples=vidas * VECES,
        stateful_step_count=pasos,
        deadline=None,
        derandomize=not LARGO,
        database=None,
        phases=FASES,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def vivir(vida: type[RuleBasedStateMachine], vidas: int) -> None:
    """Let a machine live so many lives."""
    run_state_machine_as_test(vida, settings=perfil(vidas))


def sin_andar(vida: type[Any]) -> list[str]:
    """The verbs that are declared and were taken in no life."""
    dados = {verbo for verbo, _estado in vida.dados}
    return sorted({verbo for verbo, _estado in declarado.flechas(vida.MODELO)} - dados)
