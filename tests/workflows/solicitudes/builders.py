"""Requests as the tests of this room need them, made through the actions, as in life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Actor, Area, Expediente, Historial, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

CAMINO = [states.REGISTRADA, states.EN_ANALISIS, states.EN_DECISION, states.ACEPTADA]

# In so many days is what an invitation invites to: no alert of it is near.
EVENTO = 60

# Where each other state is reached from, by which steps.
DESVIOS = {
    states.REQUIERE_INFORMACION: (states.EN_ANALISIS, ["pedir_informacion"]),
    states.APLAZADA: (states.EN_DECISION, ["aplazar"]),
    states.DELEGADA: (states.EN_DECISION, ["delegar"]),
    states.RECHAZADA: (states.EN_DECISION, ["rechazar"]),
    states.DERIVADA: (states.EN_DECISION, ["derivar"]),
    states.PROGRAMADA: (states.ACEPTADA, ["programar"]),
    states.ATENDIDA: (states.ACEPTADA, ["atender"]),
    states.CERRADA: (states.ACEPTADA, ["atender", "cerrar"]),
    states.DESISTIDA: (states.EN_ANALISIS, ["retirar"]),
    states.DUPLICADA: (states.EN_ANALISIS, ["fusionar"]),
}


@dataclass(frozen=True)
class Despacho:
    """The people and things most requests of these tests have."""

    jefe: Usuario
    asistente: Usuario
    titular: Usuario
    responsable: Usuario
    solicitante: Actor
    tipo: TipoSolicitud

    def registrar(self, **campos: Any) -> Solicitud:
        """A petition received at the counter by the asistente."""
        campos.setdefault("actor", self.asistente)
        campos.setdefault("tipo", self.tipo)
        campos.setdefault("titulo", "Agua potable para El Roble")
        campos.setdefault("solicitante", self.solicitante)
        if "fecha_evento" in campos["tipo"].exige:
            campos.setdefault("fecha_evento", clock.today() + timedelta(days=EVENTO))
        return actions.registrar(**campos)

    def hasta(self, estado: str, **campos: Any) -> Solicitud:
        """The same, led to `estado` by the people who lead it there."""
        solicitud = self.registrar(**campos)
        if estado in CAMINO:
            self._andar(solicitud, estado)
        else:
            desde, pasos = DESVIOS[estado]
            self._andar(solicitud, desde)
            for paso in pasos:
                getattr(self, paso)(solicitud)
        return Solicitud.objects.get(pk=solicitud.pk)

    def _andar(self, solicitud: Solicitud, estado: str) -> None:
        for paso in CAMINO[1 : CAMINO.index(estado) + 1]:
            {
                states.EN_ANALISIS: self.analizar,
                states.EN_DECISION: self.elevar,
                states.ACEPTADA: self.aceptar,
            }[paso](solicitud)

    def analizar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.analizar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "responsable": self.responsable,
                **cambios,
            }
        )

    def elevar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.elevar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "recomendacion": "Son 40 familias sin agua desde abril.",
                "sugerencia": "atender",
                "fecha_sugerida": clock.today() + timedelta(days=20),
                "prioridad": 3,
                **cambios,
            }
        )

    def aceptar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.aceptar(**{"solicitud_id": solicitud.pk, "actor": self.titular, **cambios})

    def rechazar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.rechazar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.titular,
                "motivo_codigo": "competencia",
                "motivo": "El acueducto es del instituto nacional.",
                **cambios,
            }
        )

    def pedir_informacion(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.pedir_informacion(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "pedido": "Falta el plano firmado.",
                **cambios,
            }
        )

    def completar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.completar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.asistente,
                "texto": "Trajeron el plano firmado.",
                **cambios,
            }
        )

    def desistir(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.desistir(**{"solicitud_id": solicitud.pk, "actor": self.jefe, **cambios})

    def retirar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.retirar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "motivo": "Ya tienen agua.",
                **cambios,
            }
        )

    def delegar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        """To the responsable, or to whom `cambios` say."""
        en = {} if "delegado_actor" in cambios else {"delegado": self.responsable}
        return actions.delegar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.titular,
                "indicaciones": "Lleve los planos.",
                **en,
                **cambios,
            }
        )

    def aplazar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.aplazar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.titular,
                "fecha": clock.today() + timedelta(days=12),
                "motivo": "Primero el presupuesto.",
                **cambios,
            }
        )

    def retomar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.retomar(**{"solicitud_id": solicitud.pk, "actor": self.jefe, **cambios})

    def programar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.programar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "fecha": clock.today() + timedelta(days=6),
                "hora": time(10),
                "lugar_texto": "Casa comunal",
                **cambios,
            }
        )

    def desprogramar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.desprogramar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "motivo": "Llueve.",
                **cambios,
            }
        )

    def fusionar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        """To another one that asks for the same, unless `cambios` say to which."""
        if "principal_id" not in cambios:
            comite = Actor.objects.create(nombre="Comité de Agua", email="comite@elroble.test")
            cambios["principal_id"] = self.registrar(solicitante=comite).pk
        return actions.fusionar(**{"solicitud_id": solicitud.pk, "actor": self.jefe, **cambios})

    def separar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.separar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "motivo": "Son dos barrios.",
                **cambios,
            }
        )

    def derivar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        """To Obras, whose head has a tarea; or elsewhere, if `cambios` say so."""
        destino = {} if "institucion" in cambios else {"area": obras()}
        return actions.derivar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "carta": "Les pasamos esta solicitud. Contesten citando su código.",
                "fecha": clock.today() + timedelta(days=8),
                **destino,
                **cambios,
            }
        )

    def contestar(self, solicitud: Solicitud) -> Compromiso:
        """The unit does its tarea, and that is known above."""
        tarea = solicitud.encargos().get(estado="asignada")
        compromisos.aceptar(compromiso_id=tarea.pk, actor=tarea.responsable)
        compromisos.cumplir(
            compromiso_id=tarea.pk, actor=tarea.responsable, informe="Se revisó la bomba."
        )
        actions.seguir()
        return tarea

    def devolver(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.devolver_derivada(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "motivo": "El acueducto no es de Obras.",
                **cambios,
            }
        )

    def encargar(self, solicitud: Solicitud, **cambios: Any) -> Compromiso:
        return actions.encargar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "responsable": self.responsable,
                "fecha": clock.today() + timedelta(days=10),
                **cambios,
            }
        )

    def atender(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.atender(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "nota": "Se instaló la toma el martes.",
                **cambios,
            }
        )

    def cerrar(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.cerrar(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "respuesta": "El agua llegó el martes. Gracias por avisarnos.",
                **cambios,
            }
        )

    def reabrir(self, solicitud: Solicitud, **cambios: Any) -> Solicitud:
        return actions.reabrir(
            **{
                "solicitud_id": solicitud.pk,
                "actor": self.jefe,
                "motivo": "La toma volvió a fallar.",
                **cambios,
            }
        )

    def cumplir(self, encargo: Compromiso) -> None:
        """The compromiso is done and verified."""
        compromisos.aceptar(compromiso_id=encargo.pk, actor=self.responsable)
        self.recumplir(encargo)

    def cumplir_en_parte(self, encargo: Compromiso) -> None:
        """It was reported, and part of it will stay undone."""
        compromisos.aceptar(compromiso_id=encargo.pk, actor=self.responsable)
        compromisos.reportar_cumplida(
            compromiso_id=encargo.pk,
            actor=self.responsable,
            informe="Se instaló la mitad.",
            enlace="https://alborada.test/foto",
        )
        compromisos.aprobar_parcial(
            compromiso_id=encargo.pk, actor=self.jefe, faltante="La otra mitad."
        )

    def recumplir(self, encargo: Compromiso) -> None:
        """What was accepted, or reopened, is done and verified."""
        compromisos.reportar_cumplida(
            compromiso_id=encargo.pk,
            actor=self.responsable,
            informe="Instalada.",
            enlace="https://alborada.test/foto",
        )
        compromisos.aprobar(compromiso_id=encargo.pk, actor=self.jefe)

    def reabrir_encargo(self, encargo: Compromiso) -> None:
        """What was done was not."""
        compromisos.reabrir(
            compromiso_id=encargo.pk,
            actor=self.jefe,
            fecha=clock.today() + timedelta(days=5),
            motivo="Gotea.",
        )

    def cancelar(self, encargo: Compromiso) -> None:
        """The compromiso will not be done."""
        compromisos.cancelar(compromiso_id=encargo.pk, actor=self.jefe, motivo="No hay tubería.")


def obras() -> Area:
    """The unit that repairs things; Rita Paz heads it."""
    rita = Usuario.objects.filter(email="rita@alborada.test").first()
    jefa = rita or Usuario.objects.create_user("rita@alborada.test", nombre="Rita Paz")
    return Area.objects.update_or_create(nombre="Obras", defaults={"jefe": jefa})[0]


def abiertos(solicitud: Solicitud) -> set[str]:
    """The kinds of its deadlines that run."""
    return set(
        Plazo.objects.filter(expediente=solicitud.pk, estado="abierto").values_list(
            "clase", flat=True
        )
    )


def avisados(expediente: Expediente, clase: str) -> set[str]:
    """The names of who was told this of it."""
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=expediente.pk, clase=clase)
    }


def ultima(solicitud: Solicitud) -> Historial:
    """The last entry of its history."""
    entrada = Historial.objects.filter(expediente=solicitud.pk).first()
    assert entrada is not None
    return entrada


@contextmanager
def sin_cambios(solicitud: Solicitud) -> Iterator[None]:
    """Whatever is refused inside leaves the request, its history and its deadlines as they were."""
    antes = _foto(solicitud)
    yield
    assert _foto(solicitud) == antes


@contextmanager
def falta(solicitud: Solicitud, *campos: str) -> Iterator[None]:
    """The step says what is wrong with these fields, and nothing changes."""
    with sin_cambios(solicitud), pytest.raises(ValidationError) as error:
        yield
    assert set(error.value.message_dict) == set(campos)


@contextmanager
def se_niega(solicitud: Solicitud, motivo: str) -> Iterator[None]:
    """The step is refused with this reason, and nothing changes."""
    with sin_cambios(solicitud), pytest.raises(NotAllowed, match=motivo):
        yield


def _foto(solicitud: Solicitud) -> tuple[object, ...]:
    fila = Solicitud.objects.filter(pk=solicitud.pk).values().get()
    historia = Historial.objects.filter(expediente=solicitud.pk).count()
    avisos = Notificacion.objects.filter(expediente=solicitud.pk).count()
    return fila, historia, avisos, abiertos(solicitud)
