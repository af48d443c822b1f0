"""Metas as the tests of this room need them, made through the actions, as in life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core import clock
from core.models import Caso, Expediente, Historial, Lugar, Suplencia, Tema, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from workflows.metas import actions, states
from workflows.metas.actions import indicadores, intermedias, metas
from workflows.metas.models import Meta, MetaIntermedia
from workflows.plazos.models import Plazo

ZONA = ZoneInfo("America/Panama")
# Inside office hours. No holiday from here to the end of the month.
LUNES = datetime(2027, 4, 5, 9, 0, tzinfo=ZONA)
# Parts of the usual programme: weight, calendar days from its start (Mondays all), critical path.
PARTES = (
    ("Diseño aprobado", 20, 14, False),
    ("Contrato firmado", 30, 28, True),
    ("Acueducto en servicio", 50, 42, False),
)
Persona = Callable[[str], Usuario]
CAMINO = [
    states.BORRADOR,
    states.EN_PROGRAMACION,
    states.EN_REVISION,
    states.VISADA,
    states.APROBADA,
    states.EN_EJECUCION,
]
CAMINO_MI = [states.PROGRAMADA, states.EN_EJECUCION, states.REPORTADA, states.CUMPLIDA]


def en_dias(dias: int) -> date:
    """The municipality's date in so many calendar days."""
    return clock.today() + timedelta(days=dias)


@dataclass(frozen=True)
class Gobierno:
    """The people and things most metas of these tests have."""

    titular: Usuario
    institucional: Usuario
    gerente: Usuario
    responsable: Usuario
    tema: Tema
    lugar: Lugar

    def crear(self, **campos: Any) -> Meta:
        """A meta the gerente proposes, which starts today and ends with its last part."""
        campos.setdefault("actor", self.gerente)
        campos.setdefault("titulo", "Agua las 24 horas en El Roble")
        campos.setdefault("gerente", self.gerente)
        campos.setdefault("responsable_institucional", self.institucional)
        campos.setdefault("inicio", clock.today())
        campos.setdefault("fin_vigente", en_dias(PARTES[-1][2]))
        campos.setdefault("temas", [self.tema])
        campos.setdefault("lugares", [self.lugar])
        return metas.crear(**campos)

    def con_programa(self, **campos: Any) -> Meta:
        """The same, with its three parts and its indicator."""
        meta = self.crear(**campos)
        for titulo, peso, dias, critica in PARTES:
            self.parte(
                meta, titulo=titulo, peso=peso, fecha_vigente=en_dias(dias), ruta_critica=critica
            )
        self.definir(meta)
        return _de_nuevo(meta)

    def parte(self, meta: Meta, **campos: Any) -> MetaIntermedia:
        campos.setdefault("actor", self.gerente)
        campos.setdefault("titulo", "Una parte más")
        campos.setdefault("peso", 10)
        campos.setdefault("responsable", self.responsable)
        return intermedias.crear(meta_id=meta.pk, **campos)

    def definir(self, meta: Meta, **campos: Any) -> Meta:
        campos.setdefault("actor", self.gerente)
        campos.setdefault("nombre", "Hogares con agua las 24 horas")
        campos.setdefault("unidad", "hogares")
        campos.setdefault("linea_base", Decimal(120))
        campos.setdefault("valor_meta", Decimal(640))
        return indicadores.definir(meta_id=meta.pk, **campos)

    def hasta(self, estado: str, **campos: Any) -> Meta:
        """A meta with its programme, led to `estado` by the people who lead it there."""
        meta = self.con_programa(**campos)
        for paso in CAMINO[1 : CAMINO.index(estado) + 1]:
            self.llevar_a(paso, meta)
        return _de_nuevo(meta)

    def por(self, *estados: str) -> Iterator[Meta]:
        """One meta at each of these states, as it is led along."""
        meta = self.con_programa()
        for estado in CAMINO:
            if estado != states.BORRADOR:
                self.llevar_a(estado, meta)
            if estado in estados:
                yield _de_nuevo(meta)

    def partes_por(self, *estados: str) -> Iterator[MetaIntermedia]:
        """The parts of one meta that runs, one at each of these states."""
        partes = self.hasta(states.EN_EJECUCION).vivas()
        for mi, estado in zip(partes, estados, strict=False):
            yield self.llevar(mi, estado)

    def llevar_a(self, estado: str, meta: Meta) -> None:
        pasos: dict[str, Callable[[Meta], object]] = {
            states.EN_PROGRAMACION: self.programar,
            states.EN_REVISION: self.enviar_a_revision,
            states.VISADA: self.visar,
            states.APROBADA: self.aprobar,
            states.EN_EJECUCION: lambda _meta: actions.iniciar_las_que_toca(),
        }
        pasos[estado](meta)

    def programar(self, meta: Meta, **cambios: Any) -> Meta:
        return metas.programar(**{"meta_id": meta.pk, "actor": self.gerente, **cambios})

    def enviar_a_revision(self, meta: Meta, **cambios: Any) -> Meta:
        return metas.enviar_a_revision(**{"meta_id": meta.pk, "actor": self.gerente, **cambios})

    def visar(self, meta: Meta, **cambios: Any) -> Meta:
        return metas.visar(**{"meta_id": meta.pk, "actor": self.institucional, **cambios})

    def aprobar(self, meta: Meta, **cambios: Any) -> Meta:
        return metas.aprobar(**{"meta_id": meta.pk, "actor": self.titular, **cambios})

    def devolver(self, meta: Meta, **cambios: Any) -> Meta:
        motivo = "Falta la obra de captación."
        return metas.devolver(
            **{"meta_id": meta.pk, "actor": self.institucional, "motivo": motivo, **cambios}
        )

    def relevar(self, meta: Meta, **cambios: Any) -> Meta:
        motivo = "Se jubiló."
        return metas.relevar(
            **{"meta_id": meta.pk, "actor": self.institucional, "motivo": motivo, **cambios}
        )

    def actualizar(self, meta: Meta, **cambios: Any) -> Meta:
        return metas.actualizar(
            **{
                "meta_id": meta.pk,
                "actor": self.gerente,
                "hecho": "Se entregó el diseño.",
                "sigue": "Publicar la licitación.",
                **cambios,
            }
        )

    def intermedia(self, estado: str = states.PROGRAMADA, parte: int = 0) -> MetaIntermedia:
        """A part of a meta that runs, led to `estado`; `parte` says which of the three."""
        return self.llevar(self.hasta(states.EN_EJECUCION).vivas()[parte], estado)

    def llevar(self, mi: MetaIntermedia, estado: str) -> MetaIntermedia:
        pasos = {
            states.EN_EJECUCION: self.empezar,
            states.REPORTADA: self.reportar,
            states.CUMPLIDA: self.validar,
        }
        for paso in CAMINO_MI[1 : CAMINO_MI.index(estado) + 1]:
            pasos[paso](mi)
        return MetaIntermedia.objects.get(pk=mi.pk)

    def empezar(self, mi: MetaIntermedia, **cambios: Any) -> MetaIntermedia:
        return intermedias.iniciar(**{"mi_id": mi.pk, "actor": self.responsable, **cambios})

    def reportar(self, mi: MetaIntermedia, **cambios: Any) -> MetaIntermedia:
        return intermedias.reportar(
            **{
                "mi_id": mi.pk,
                "actor": self.responsable,
                "informe": "El diseño está aprobado y firmado.",
                "enlace": "https://alborada.test/diseno",
                **cambios,
            }
        )

    def validar(self, mi: MetaIntermedia, **cambios: Any) -> MetaIntermedia:
        return intermedias.validar(**{"mi_id": mi.pk, "actor": self.institucional, **cambios})

    def rechazar(self, mi: MetaIntermedia, **cambios: Any) -> MetaIntermedia:
        motivo = "Falta la firma del ingeniero."
        return intermedias.devolver(
            **{"mi_id": mi.pk, "actor": self.institucional, "motivo": motivo, **cambios}
        )

    def mover(self, mi: MetaIntermedia, **cambios: Any) -> MetaIntermedia:
        return intermedias.reprogramar(
            **{
                "mi_id": mi.pk,
                "actor": self.gerente,
                "fecha": en_dias(21),
                "motivo": "Llueve desde hace una semana.",
                **cambios,
            }
        )


def suple(titular: Usuario, suplente: Usuario) -> None:
    """From today and for a week, one stands in for the other."""
    Suplencia.objects.create(
        titular=titular, suplente=suplente, desde=clock.today(), hasta=en_dias(7)
    )
    suplente.__dict__.pop("_identities", None)


def abiertos(caso: Caso) -> set[str]:
    """The kinds of its deadlines that run."""
    vivos = Plazo.objects.filter(expediente=caso.pk, estado="abierto")
    return set(vivos.values_list("clase", flat=True))


def avisados(expediente: Expediente, clase: str) -> set[str]:
    """The names of who was told this of it."""
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=expediente.pk, clase=clase)
    }


def ultima(caso: Caso) -> Historial:
    """The last entry of its history."""
    entrada = Historial.objects.filter(expediente=caso.pk).first()
    assert entrada is not None
    return entrada


@contextmanager
def sin_cambios(caso: Caso) -> Iterator[None]:
    """Whatever is refused inside leaves the file, its history and its deadlines as they were."""
    antes = _foto(caso)
    yield
    assert _foto(caso) == antes


@contextmanager
def se_niega(caso: Caso, motivo: str) -> Iterator[None]:
    """The step is refused with this reason, and nothing changes."""
    with sin_cambios(caso), pytest.raises(NotAllowed, match=motivo):
        yield


def _foto(caso: Caso) -> tuple[object, ...]:
    fila = type(caso)._default_manager.filter(pk=caso.pk).values().get()
    historia = Historial.objects.count()
    avisos = Notificacion.objects.count()
    return fila, historia, avisos, MetaIntermedia.objects.count(), abiertos(caso)


def _de_nuevo(meta: Meta) -> Meta:
    return Meta.objects.get(pk=meta.pk)
