"""The machine of a request against random histories."""

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
from tests.workflows.solicitudes.builders import Despacho, abiertos
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

# (verb, from) -> (to, who may). "jefe*": only where the type says so.
FLECHAS: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("analizar", "registrada"): ("en_analisis", {"jefe", "asistente"}),
    ("elevar", "en_analisis"): ("en_decision", {"jefe"}),
    ("aceptar", "en_analisis"): ("aceptada", {"jefe*", "titular"}),
    ("aceptar", "en_decision"): ("aceptada", {"jefe*", "titular"}),
    ("rechazar", "en_decision"): ("rechazada", {"jefe*", "titular"}),
    ("atender", "aceptada"): ("atendida", {"jefe"}),
    ("cerrar", "atendida"): ("cerrada", {"jefe"}),
    ("cerrar", "rechazada"): ("cerrada", {"jefe"}),
    ("reabrir", "cerrada"): ("en_analisis", {"jefe"}),
}
VERBOS = sorted({verbo for verbo, _de in FLECHAS})


class Vida(RuleBasedStateMachine):
    """One request, and people who try any verb at any time."""

    despacho: Despacho
    solicitud: Solicitud

    def __init__(self) -> None:
        super().__init__()
        self.transaccion = transaction.atomic()
        self.transaccion.__enter__()
        self.estado, self.pasos = states.REGISTRADA, 1

    @initialize(codigo=st.sampled_from(["peticion", "invitacion"]))
    def registrar(self, codigo: str) -> None:
        self.despacho = Despacho(
            jefe=person("rosa"),
            asistente=person("ines"),
            titular=person("tomas"),
            responsable=person("luis"),
            solicitante=Actor.objects.create(nombre="Junta", email="junta@elroble.test"),
            tipo=TipoSolicitud.objects.get(codigo=codigo),
        )
        self.solicitud = self.despacho.registrar()

    @rule(verbo=st.sampled_from(VERBOS), quien=st.sampled_from(["jefe", "asistente", "titular"]))
    def intentar(self, verbo: str, quien: str) -> None:
        destino, pueden = FLECHAS.get((verbo, self.estado), ("", set()))
        permitido = quien in pueden or (self.despacho.tipo.decide_jefe and f"{quien}*" in pueden)
        if permitido:
            self.dar(verbo, quien)
            self.estado, self.pasos = destino, self.pasos + 1
        else:
            with pytest.raises(NotAllowed):
                self.dar(verbo, quien)

    @invariant()
    def it_is_where_its_history_says(self) -> None:
        entradas = Historial.objects.filter(expediente=self.solicitud.pk)
        fila = Solicitud.objects.get(pk=self.solicitud.pk)
        assert (fila.estado, fila.version) == (self.estado, self.pasos)
        assert (entradas.count(), entradas[0].a) == (self.pasos, self.estado)

    @invariant()
    def the_clocks_that_run_are_those_of_its_state(self) -> None:
        esperados = set()
        if self.estado != states.CERRADA:
            esperados.add(states.META)
            if self.despacho.tipo.dias_legales:
                esperados.add(states.LEGAL)
        if self.estado == states.REGISTRADA:
            esperados.add(states.ANALISIS)
        if self.estado == states.EN_DECISION:
            esperados.add(states.DECISION)
        assert abiertos(self.solicitud) == esperados

    def dar(self, verbo: str, quien: str) -> Any:
        with transaction.atomic():
            return getattr(self.despacho, verbo)(
                self.solicitud, actor=getattr(self.despacho, quien)
            )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaccion.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_history_leads_it_astray() -> None:
    run_state_machine_as_test(
        Vida,
        settings=settings(
            max_examples=8,
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_arrow_of_the_machine_is_known_here() -> None:
    campo = Solicitud._meta.get_field("estado")
    flechas = {
        (uno.name, uno.source): uno.target
        for uno in campo.get_all_transitions(Solicitud)
        if uno.target
    }
    assert flechas == {clave: destino for clave, (destino, _quienes) in FLECHAS.items()}
