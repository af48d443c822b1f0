"""The machines of a meta and of one of its parts against random histories."""

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

from core import clock
from core.models import Caso, Historial, Lugar, Tema
from core.transitions import NotAllowed
from tests.cast import person
from tests.workflows.metas.builders import LUNES, Gobierno, abiertos
from workflows.metas import actions, queries, states
from workflows.metas.models import Meta, MetaIntermedia

# (verb, from) -> (to, who may); "sistema" is the clock.
FLECHAS = {
    ("programar", "borrador"): ("en_programacion", {"gerente", "institucional"}),
    ("enviar_a_revision", "en_programacion"): ("en_revision", {"gerente"}),
    ("visar", "en_revision"): ("visada", {"institucional"}),
    ("devolver", "en_revision"): ("en_programacion", {"institucional", "titular"}),
    ("devolver", "visada"): ("en_programacion", {"institucional", "titular"}),
    ("aprobar", "visada"): ("aprobada", {"titular"}),
    ("iniciar", "aprobada"): ("en_ejecucion", {"sistema"}),
}
FLECHAS_MI = {
    ("iniciar", "programada"): ("en_ejecucion", {"responsable", "gerente"}),
    ("reportar", "programada"): ("reportada", {"responsable", "gerente"}),
    ("reportar", "en_ejecucion"): ("reportada", {"responsable", "gerente"}),
    ("validar", "reportada"): ("cumplida", {"institucional"}),
    ("devolver", "reportada"): ("en_ejecucion", {"institucional"}),
    ("quitar", "programada"): ("cancelada", {"gerente"}),
}
PASOS = sorted({verbo for verbo, _de in FLECHAS} - {"iniciar"})
PASOS_MI = {
    "iniciar": "empezar",
    "reportar": "reportar",
    "validar": "validar",
    "devolver": "rechazar",
}
GENTE = ["gerente", "responsable", "institucional", "titular"]


class Vida(RuleBasedStateMachine):
    """One meta with a part, and people who try any verb at any time."""

    gobierno: Gobierno
    meta: Meta
    mi: MetaIntermedia

    def __init__(self) -> None:
        super().__init__()
        self.transaccion = transaction.atomic()
        self.transaccion.__enter__()
        self.ahora = clock.moved_to(LUNES)
        self.ahora.__enter__()
        self.estado, self.estado_mi = states.BORRADOR, states.PROGRAMADA

    @initialize()
    def proponer(self) -> None:
        self.gobierno = Gobierno(
            titular=person("tomas"),
            institucional=person("carmen"),
            gerente=person("gabriel"),
            responsable=person("luis"),
            tema=Tema.objects.create(nombre="Agua"),
            lugar=Lugar.objects.create(nombre="El Roble"),
        )
        self.meta = self.gobierno.con_programa()
        self.mi = self.meta.vivas()[0]

    @rule(verbo=st.sampled_from(PASOS), quien=st.sampled_from(GENTE))
    def dar_paso(self, verbo: str, quien: str) -> None:
        destino, pueden = FLECHAS.get((verbo, self.estado), ("", set()))
        if self.intentar(verbo, self.meta, quien, permitido=quien in pueden):
            self.estado = destino

    @rule(verbo=st.sampled_from(sorted(PASOS_MI)), quien=st.sampled_from(GENTE))
    def trabajar(self, verbo: str, quien: str) -> None:
        destino, pueden = FLECHAS_MI.get((verbo, self.estado_mi), ("", set()))
        permitido = quien in pueden and self.estado == states.EN_EJECUCION
        if self.intentar(PASOS_MI[verbo], self.mi, quien, permitido=permitido):
            self.estado_mi = destino

    @rule()
    def dejar_pasar_el_reloj(self) -> None:
        iniciadas = actions.iniciar_las_que_toca()
        assert iniciadas == (self.estado == states.APROBADA)
        if iniciadas:
            self.estado = states.EN_EJECUCION

    @rule()
    def avanzar_como_debe(self) -> None:
        """Random people rarely agree on the whole way: let the right one take the next step."""
        for (verbo, de), (_a, pueden) in FLECHAS.items():
            if de == self.estado and verbo in PASOS and verbo != "devolver":
                self.dar_paso(verbo, sorted(pueden)[0])
                return
        self.dejar_pasar_el_reloj()

    @invariant()
    def they_are_where_their_history_says(self) -> None:
        for caso, estado in ((self.meta, self.estado), (self.mi, self.estado_mi)):
            fila = type(caso)._default_manager.get(pk=caso.pk)
            assert fila.estado == estado
            entradas = Historial.objects.filter(expediente=caso.pk)
            assert (entradas[0].a, entradas.count()) == (estado, fila.version)

    @invariant()
    def the_deadlines_that_run_are_those_of_their_states(self) -> None:
        inicio = {states.INICIO} if self.estado == states.APROBADA else set()
        assert abiertos(self.meta) == inicio
        esperado = set()
        if self.estado == states.EN_EJECUCION and self.estado_mi in states.EN_CURSO_MI:
            esperado = {states.VENCE}
        if self.estado_mi == states.REPORTADA:
            esperado = {states.VALIDAR}
        assert abiertos(self.mi) == esperado

    @invariant()
    def progress_and_light_can_always_be_told(self) -> None:
        (fila,) = queries.tablero(self.gobierno.titular)
        assert 0 <= fila.avance <= 100
        assert fila.luz.razones
        assert (fila.luz.color == "gris") == (self.estado != states.EN_EJECUCION)

    @invariant()
    def the_baseline_is_frozen_with_the_approval(self) -> None:
        aprobada = self.estado in (states.APROBADA, states.EN_EJECUCION)
        fila = Meta.objects.get(pk=self.meta.pk)
        assert (fila.fin_linea_base is not None) == aprobada
        assert all((mi.fecha_linea_base is not None) == aprobada for mi in fila.vivas())

    def intentar(self, verbo: str, caso: Caso, quien: str, *, permitido: bool) -> bool:
        """Whether the verb was taken, as it should be."""
        if not permitido:
            with pytest.raises(NotAllowed):
                self.dar(verbo, caso, quien)
            return False
        self.dar(verbo, caso, quien)
        return True

    def dar(self, verbo: str, caso: Caso, quien: str) -> Any:
        return getattr(self.gobierno, verbo)(caso, actor=getattr(self.gobierno, quien))

    def teardown(self) -> None:
        self.ahora.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.transaccion.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_history_leads_them_astray() -> None:
    run_state_machine_as_test(
        Vida,
        settings=settings(
            max_examples=6,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize(
    ("modelo", "flechas"), [(Meta, FLECHAS), (MetaIntermedia, FLECHAS_MI)], ids=["meta", "mi"]
)
def test_every_arrow_of_the_machine_is_known_here(
    modelo: type[Caso], flechas: dict[tuple[str, str], tuple[str, set[str]]]
) -> None:
    campo = modelo.estado.field
    declaradas = {
        (uno.name, uno.source): uno.target
        for uno in campo.get_all_transitions(modelo)
        if uno.target
    }
    assert declaradas == {clave: destino for clave, (destino, _quienes) in flechas.items()}
