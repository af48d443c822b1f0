"""The machine of a compromiso against random histories."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.models import Actor, Historial
from core.transitions import NotAllowed
from tests.cast import person
from tests.workflows.compromisos.builders import VENCE, Oficina, abiertos
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

SIGUEN = {"programador", "monitor"}
# (verb, from) -> (to, who may).
FLECHAS = {
    ("enviar", "borrador"): ("asignada", {"programador"}),
    ("aceptar", "asignada"): ("en_gestion", {"responsable"}),
    ("reportar_cumplida", "en_gestion"): ("por_verificar", {"responsable"}),
    ("cumplir", "en_gestion"): ("cumplida", {"responsable"}),
    ("aprobar", "por_verificar"): ("cumplida", SIGUEN),
    ("devolver", "por_verificar"): ("en_gestion", SIGUEN),
    ("cancelar", "borrador"): ("cancelada", {"programador"}),
    ("cancelar", "asignada"): ("cancelada", {"programador"}),
    ("cancelar", "en_gestion"): ("cancelada", {"programador"}),
    ("cancelar", "por_verificar"): ("cancelada", {"programador"}),
    ("reabrir", "cumplida"): ("en_gestion", SIGUEN),
}
QUEDAN = {
    (verbo, estado): (estado, quienes)
    for estado in states.EN_CURSO
    for verbo, quienes in {
        "pedir_prorroga": {"responsable"},
        "resolver_prorroga": SIGUEN,
        "reiterar": SIGUEN,
    }.items()
}
TODAS = {**FLECHAS, **QUEDAN}
VERBOS = sorted({verbo for verbo, _de in TODAS})
QUIENES = ["programador", "responsable", "monitor"]
RELOJES: dict[str, set[str]] = {
    "borrador": set(),
    "asignada": {states.VENCE, states.ACEPTAR},
    "en_gestion": {states.VENCE},
    "por_verificar": {states.VERIFICAR},
    "cumplida": set(),
    "cancelada": set(),
}


class Vida(RuleBasedStateMachine):
    """One compromiso, and people who try any verb at any time."""

    oficina: Oficina
    compromiso: Compromiso

    def __init__(self) -> None:
        super().__init__()
        self.transaccion = transaction.atomic()
        self.transaccion.__enter__()
        self.estado, self.pasos, self.prorroga = states.BORRADOR, 1, False

    @initialize(verificada=st.booleans())
    def crear(self, verificada: bool) -> None:
        self.verificada = verificada
        self.oficina = Oficina(
            programador=person("rosa"),
            responsable=person("luis"),
            monitor=person("carmen"),
            a_quien=Actor.objects.create(nombre="Junta"),
        )
        nacer = self.oficina.crear if verificada else self.oficina.tarea
        self.compromiso = nacer(enviado=False)

    @rule(verbo=st.sampled_from(VERBOS), quien=st.sampled_from(QUIENES))
    def intentar(self, verbo: str, quien: str) -> None:
        destino, pueden = TODAS.get((verbo, self.estado), ("", set[str]()))
        if quien in pueden and self.condicion(verbo):
            self.dar(verbo, quien)
            self.estado, self.pasos = destino, self.pasos + 1
            self.prorroga = verbo == "pedir_prorroga" or (
                self.prorroga and verbo in {"aceptar", "reiterar"}
            )
        else:
            with pytest.raises(NotAllowed):
                self.dar(verbo, quien)

    @invariant()
    def it_is_where_its_history_says(self) -> None:
        entradas = Historial.objects.filter(expediente=self.compromiso.pk)
        fila = Compromiso.objects.get(pk=self.compromiso.pk)
        assert (fila.estado, fila.version) == (self.estado, self.pasos)
        assert (entradas.count(), entradas[0].a) == (self.pasos, self.estado)

    @invariant()
    def the_clocks_that_run_are_those_of_its_state(self) -> None:
        prorroga = {states.PRORROGA} if self.prorroga else set()
        assert set(abiertos(self.compromiso)) == RELOJES[self.estado] | prorroga

    @invariant()
    def the_first_date_is_never_lost(self) -> None:
        fila = Compromiso.objects.get(pk=self.compromiso.pk)
        assert fila.fecha_compromiso_original == VENCE
        assert (fila.cerrado_en is not None) == fila.cerrado
        assert (fila.prorroga_para is not None) == self.prorroga

    def condicion(self, verbo: str) -> bool:
        return {
            "reportar_cumplida": self.verificada,
            "cumplir": not self.verificada,
            "pedir_prorroga": not self.prorroga,
            "resolver_prorroga": self.prorroga,
        }.get(verbo, True)

    def dar(self, verbo: str, quien: str) -> Any:
        datos: dict[str, Any] = {"actor": getattr(self.oficina, quien)}
        if verbo == "resolver_prorroga":
            datos |= {"concedida": False, "motivo": "No."}
        with transaction.atomic():
            return getattr(self.oficina, verbo)(self.compromiso, **datos)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaccion.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_history_leads_it_astray() -> None:
    run_state_machine_as_test(
        Vida,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_arrow_of_the_machine_is_known_here() -> None:
    campo = Compromiso._meta.get_field("estado")
    flechas = {
        (uno.name, uno.source): uno.target
        for uno in campo.get_all_transitions(Compromiso)
        if uno.target
    }
    assert flechas == {clave: destino for clave, (destino, _quienes) in FLECHAS.items()}
