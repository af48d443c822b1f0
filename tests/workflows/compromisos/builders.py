"""Compromisos as the tests of this room need them, made through the actions, as in life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Actor, Historial, Usuario
from core.transitions import NotAllowed, StaleVersion
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from workflows.compromisos import actions, states
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo

HOY = MIERCOLES.date()
VENCE = date(2026, 9, 18)
TARDE = date(2026, 9, 25)
ENLACE = "https://alborada.test/foto"


@dataclass(frozen=True)
class Oficina:
    """Who promises, who does it and who follows it, in most tests of this room."""

    programador: Usuario
    responsable: Usuario
    monitor: Usuario
    a_quien: Actor

    def crear(self, **campos: Any) -> Compromiso:
        """Promised to the neighbours for Friday of the next week, and sent."""
        base = {
            "actor": self.programador,
            "titulo": "Entregar los planos del acueducto",
            "responsable": self.responsable,
            "monitor": self.monitor,
            "a_quien": self.a_quien,
            "fecha": VENCE,
        }
        return actions.crear(**{**base, **campos})

    def tarea(self, **campos: Any) -> Compromiso:
        """An errand that nobody has to verify."""
        return self.crear(
            **{"tipo": "tarea", "a_quien": None, "requiere_verificacion": False, **campos}
        )

    def hasta(self, estado: str, **campos: Any) -> Compromiso:
        """The same, led to `estado` by the people who lead it there."""
        compromiso = self.crear(enviado=estado not in (states.BORRADOR, states.BORRADA), **campos)
        camino = (states.EN_GESTION, states.POR_VERIFICAR, states.CUMPLIDA)
        pasos = (self.aceptar, self.reportar_cumplida, self.aprobar)
        aparte = {
            states.CANCELADA: (self.cancelar,),
            states.BORRADA: (self.borrar,),
            states.OBJETADA: (self.objetar,),
            states.SUSPENDIDA: (self.aceptar, self.suspender),
        }
        if estado in aparte:
            for paso in aparte[estado]:
                paso(compromiso)
        elif estado == states.CUMPLIDA_PARCIAL:
            for paso in (*pasos[:2], self.aprobar_parcial):
                paso(compromiso)
        elif estado in camino:
            for paso in pasos[: camino.index(estado) + 1]:
                paso(compromiso)
        return Compromiso.objects.get(pk=compromiso.pk)

    def editar(self, uno: Compromiso, actor: Usuario | None = None, **cambios: Any) -> Compromiso:
        """`cambios` are fields, and what it crosses or the version seen."""
        aparte = {
            name: cambios.pop(name)
            for name in ("actores", "temas", "lugares", "copias", "participantes", "version")
            if name in cambios
        }
        return actions.editar(
            compromiso_id=uno.pk, actor=actor or self.programador, cambios=cambios, **aparte
        )

    def enviar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("enviar", uno, self.programador, cambios)

    def aceptar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("aceptar", uno, self.responsable, cambios)

    def objetar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("objetar", uno, self.responsable, {"motivo": "Es de Obras.", **cambios})

    def reasignar(self, uno: Compromiso, a: Usuario | Actor, **cambios: Any) -> Compromiso:
        dice = {"responsable": a, "motivo": "Es de Obras."}
        return _dar("reasignar", uno, self.programador, {**dice, **cambios})

    def derivar(self, uno: Compromiso, a: Usuario | Actor, **cambios: Any) -> Compromiso:
        """A part of it, which its responsable gives to `a`."""
        parte = {"titulo": "Medir el terreno", "responsable": a, "fecha": HOY + timedelta(days=2)}
        return _dar("derivar", uno, self.responsable, {**parte, **cambios})

    def informar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        dice = {"texto": "Van tres de cinco.", "porcentaje": 50}
        return _dar("informar", uno, self.responsable, {**dice, **cambios})

    def revisar(self, uno: Compromiso, informe_id: int, **cambios: Any) -> Compromiso:
        return _dar("revisar", uno, self.monitor, {"informe_id": informe_id, **cambios})

    def suspender(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("suspender", uno, self.programador, {"motivo": "No hay fondos.", **cambios})

    def reanudar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("reanudar", uno, self.programador, cambios)

    def borrar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("borrar", uno, self.programador, cambios)

    def reportar_cumplida(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        hecho = {"informe": "Se entregaron el martes.", "enlace": ENLACE}
        return _dar("reportar_cumplida", uno, self.responsable, {**hecho, **cambios})

    def cumplir(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("cumplir", uno, self.responsable, {"informe": "Hecho.", **cambios})

    def aprobar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("aprobar", uno, self.monitor, cambios)

    def aprobar_parcial(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        dice = {"faltante": "Dos de los cinco planos."}
        return _dar("aprobar_parcial", uno, self.monitor, {**dice, **cambios})

    def devolver(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("devolver", uno, self.monitor, {"motivo": "Falta la firma.", **cambios})

    def pedir_prorroga(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        pide = {"para": TARDE, "motivo": "Llueve."}
        return _dar("pedir_prorroga", uno, self.responsable, {**pide, **cambios})

    def resolver_prorroga(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        dice = {"concedida": True, "motivo": ""}
        return _dar("resolver_prorroga", uno, self.programador, {**dice, **cambios})

    def reprogramar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        nueva = {"fecha": TARDE, "motivo": "Llueve."}
        return _dar("reprogramar", uno, self.programador, {**nueva, **cambios})

    def reiterar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("reiterar", uno, self.programador, {"mensaje": "Los esperan.", **cambios})

    def cancelar(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        return _dar("cancelar", uno, self.programador, {"motivo": "Ya no hace falta.", **cambios})

    def reabrir(self, uno: Compromiso, **cambios: Any) -> Compromiso:
        nueva = {"fecha": TARDE, "motivo": "Los planos eran otros."}
        return _dar("reabrir", uno, self.programador, {**nueva, **cambios})


def _dar(verbo: str, uno: Compromiso, actor: Usuario, datos: dict[str, Any]) -> Compromiso:
    accion: Callable[..., Compromiso] = getattr(actions, verbo)
    return accion(**{"compromiso_id": uno.pk, "actor": actor, **datos})


def abiertos(compromiso: Compromiso) -> dict[str, date]:
    """Its deadlines that run, and the municipality's date of each."""
    return {
        plazo.clase: clock.local(plazo.vence_en).date()
        for plazo in Plazo.objects.filter(expediente=compromiso.pk, estado="abierto")
    }


def avisados(compromiso: Compromiso, clase: str) -> set[str]:
    """The names of who was told this of it."""
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=compromiso.pk, clase=clase)
    }


def medios(compromiso: Compromiso, clase: str) -> list[str]:
    """How what was told left the application."""
    avisos = Notificacion.objects.filter(expediente=compromiso.pk, clase=clase)
    return sorted(str(uno) for uno in avisos.values_list("entregas__medio", flat=True) if uno)


def ultima(compromiso: Compromiso) -> Historial:
    """The last entry of its history."""
    entrada = Historial.objects.filter(expediente=compromiso.pk).first()
    assert entrada is not None
    return entrada


def vencida(compromiso: Compromiso) -> int:
    """A version that its forms had before the last step."""
    return compromiso.version - 1


@contextmanager
def se_niega(compromiso: Compromiso, motivo: str) -> Iterator[None]:
    """The step is refused with this reason, and nothing changes."""
    with _sin_cambios(compromiso), pytest.raises(NotAllowed, match=motivo):
        yield


@contextmanager
def falta(compromiso: Compromiso, *campos: str) -> Iterator[None]:
    """The step says what is wrong with these fields, and nothing changes."""
    with _sin_cambios(compromiso), pytest.raises(ValidationError) as error:
        yield
    assert set(error.value.message_dict) == set(campos)


@contextmanager
def esta_vencido(compromiso: Compromiso) -> Iterator[None]:
    """The form was made from a compromiso that has moved on since, and nothing changes."""
    with _sin_cambios(compromiso), pytest.raises(StaleVersion):
        yield


@contextmanager
def no_existe(compromiso: Compromiso) -> Iterator[None]:
    """For who may not see it there is no such compromiso, and nothing changes."""
    with _sin_cambios(compromiso), pytest.raises(Compromiso.DoesNotExist):
        yield


@contextmanager
def _sin_cambios(compromiso: Compromiso) -> Iterator[None]:
    antes = _foto(compromiso)
    yield
    assert _foto(compromiso) == antes


def _foto(compromiso: Compromiso) -> tuple[object, ...]:
    fila = Compromiso.objects.filter(pk=compromiso.pk).values().get()
    historia = Historial.objects.filter(expediente=compromiso.pk).count()
    avisos = Notificacion.objects.filter(expediente=compromiso.pk).count()
    return fila, historia, avisos, abiertos(compromiso)


def en(dias: int, hora: int = 10) -> datetime:
    """That hour, so many calendar days after the Wednesday of these tests."""
    return MIERCOLES.replace(hour=hora) + timedelta(days=dias)
