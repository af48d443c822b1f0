"""Whatever people, workers and networks do: only what was approved is out, and only once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from channels.models import Publicacion
from core import clock
from core.transitions import NotAllowed
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import MIERCOLES, Redaccion
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza

REDES = {"facebook": "facebook", "twitter": "x"}
TEXTOS = st.sampled_from(["Abre el lunes.", "Abre el martes.", "Abre el jueves."])
FALLAS = st.sampled_from(
    ["reset", "reset", "lost_response", "rate_limit", "truncated", "server_error_json"]
)


class Vida(RuleBasedStateMachine):
    """One piece, some weeks: written, approved, published, corrected, withdrawn."""

    redaccion: ClassVar[Redaccion]
    sandbox: ClassVar[Sandbox]

    @initialize()
    def nacer(self) -> None:
        self.sandbox.reset()
        self.ahora = MIERCOLES
        self.aprobados: set[tuple[str, str]] = set()
        self.vigentes: set[tuple[str, str]] = set()
        self.bloque = transaction.atomic()
        self.bloque.__enter__()
        with clock.moved_to(self.ahora):
            self.pieza_id = self.redaccion.crear(enlace_en_x=False).pk
            self.aprobar()

    def teardown(self) -> None:
        if hasattr(self, "bloque"):
            transaction.set_rollback(True)
            self.bloque.__exit__(None, None, None)

    @property
    def pieza(self) -> Pieza:
        return Pieza.objects.get(pk=self.pieza_id)

    def en(self, *estados: str) -> bool:
        return self.pieza.estado in estados

    def aprobar(self) -> None:
        self.redaccion.enviar(self.pieza)
        with pytest.raises(NotAllowed):
            self.redaccion.aprobar(self.pieza, huella="0" * 64)
        self.vigentes = {(vista.canal, vista.texto) for vista in queries.vista_previa(self.pieza)}
        self.aprobados |= self.vigentes
        self.redaccion.aprobar(self.pieza)

    @rule(
        textos=st.none() | st.fixed_dictionaries({"texto_facebook": TEXTOS, "texto_x": TEXTOS}),
        aprobar=st.sampled_from([True, True, False]),
        fallas=st.fixed_dictionaries({red: st.none() | FALLAS for red in REDES.values()}),
        vueltas=st.sampled_from([1, 1, 5]),
    )
    def pasar_el_dia(
        self,
        textos: dict[str, str] | None,
        aprobar: bool,
        fallas: dict[str, str | None],
        vueltas: int,
    ) -> None:
        """Somebody writes and somebody approves, or not; a network fails, or not; workers look."""
        with clock.moved_to(self.ahora):
            self.escribir(textos, aprobar)
        for red, falla in fallas.items():
            self.sandbox.clear(red)
            if falla:
                self.sandbox.fault(red, falla)
        self.trabajar(vueltas)

    def escribir(self, textos: dict[str, str] | None, aprobar: bool) -> None:
        if textos and self.en(states.BORRADOR, states.APROBADA):
            self.redaccion.editar(self.pieza, **textos)
        if self.en(states.BORRADOR):
            self.vigentes = set()
            if aprobar:
                self.aprobar()

    @precondition(lambda self: self.en(states.APROBADA))
    @rule(quiere=st.sampled_from([False] * 7 + [True]))
    def retirar(self, quiere: bool) -> None:
        if quiere:
            self.vigentes = set()
            with clock.moved_to(self.ahora):
                self.redaccion.retirar(self.pieza)

    @rule(detener=st.sampled_from([False, False, True]))
    def frenar(self, detener: bool) -> None:
        with clock.moved_to(self.ahora):
            if detener:
                actions.detener(actor=self.redaccion.titular, motivo="Duelo")
            else:
                actions.reanudar(actor=self.redaccion.titular)

    def trabajar(self, vueltas: int) -> None:
        """The workers look, every few minutes.

        What appears is of the version approved now, and nothing appears twice.
        """
        antes = self.a_la_vista()
        for _vuelta in range(vueltas):
            self.ahora += timedelta(minutes=4)
            with clock.moved_to(self.ahora):
                actions.recuperar()
                publish.publicar()
        despues = self.a_la_vista()
        assert {despues[clave] for clave in despues.keys() - antes.keys()} <= self.vigentes
        assert all(veces == 1 for veces in Counter(despues.values()).values())
        self.coinciden(despues)

    def a_la_vista(self) -> dict[str, tuple[str, str]]:
        """(channel, text) of each post the public sees, by its id."""
        return {
            post["id"]: (canal, post.get("message", post.get("text", "")).partition("\n\nhttp")[0])
            for canal, red in REDES.items()
            for post in self.sandbox.posts(red)
        }

    def coinciden(self, a_la_vista: dict[str, tuple[str, str]]) -> None:
        """Our rows were all approved, and those that say they are out are."""
        for fila in Publicacion.objects.filter(expediente=self.pieza_id):
            assert (fila.canal, fila.post["texto"]) in self.aprobados
            if fila.estado == "publicada" and fila.canal in REDES:
                assert a_la_vista[fila.remote_id] == (fila.canal, fila.post["texto"])


def test_only_what_was_approved_is_out_and_only_once(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    vida = type("Esta", (Vida,), {"redaccion": redaccion, "sandbox": sandbox})
    run_state_machine_as_test(
        vida,
        settings=settings(
            max_examples=15,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            suppress_health_check=[*HealthCheck],
        ),
    )
