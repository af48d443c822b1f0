"""Who and what is there from the start, and how it grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from core.models import (
    ROLES,
    Actor,
    Caso,
    Expediente,
    Lugar,
    Participacion,
    Seguidor,
    Tema,
    Usuario,
)
from ops import beat
from ops.bench.copies import multiply
from tests.builders import un_compromiso
from tests.cast import person
from tests.channels.builders import an_account
from tests.webui.ciudad.casa import alargar_catalogos, alargar_traslados
from tests.webui.ciudad.casos import alargar, alargar_lecturas, alargar_meta, alargar_pieza
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from webui.models import Tanda
from workflows.compromisos.models import Compromiso
from workflows.comunicacion import states as comunicacion
from workflows.metas import states as metas
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import TipoSolicitud

DE_UNA_TANDA = 200


@dataclass(frozen=True)
class Ciudad:
    """One case file of each process that grows, and whoever may see and do everything."""

    todo: Usuario
    casos: dict[str, Caso]
    borradores: dict[str, Caso]
    cruces: dict[str, Any]

    def tanda(self) -> Tanda:
        """A step that half of its first compromisos took, and that was refused to the others."""
        codigos = list(
            Compromiso.objects.order_by("pk").values_list("codigo", flat=True)[:DE_UNA_TANDA]
        )
        medio = len(codigos) // 2
        return Tanda.objects.create(
            usuario=self.todo,
            clase="compromiso",
            verbo="reiterar",
            hechos=codigos[:medio],
            negados=[[codigo, "No."] for codigo in codigos[medio:]],
        )

    def crecer(self, veces: int, filas: int) -> None:
        """`veces` as many case files; those of `casos` with `filas` rows of all they may have."""
        multiply(veces)
        alargar_catalogos(self.todo, self.cruces, filas)
        for caso in (*self.casos.values(), *self.borradores.values()):
            alargar(caso, self.todo, filas)
        for una in (self.casos["metas"], self.borradores["metas"]):
            alargar_meta(una, filas)
        alargar_pieza(self.casos["piezas"], filas)
        alargar_lecturas(self.casos["compromisos"], self.todo, filas)
        Seguidor.objects.bulk_create(
            [
                Seguidor(expediente=uno, usuario=self.todo, visto=1)
                for uno in Expediente.objects.all()
            ],
            ignore_conflicts=True,
        )
        alargar_traslados(self.todo, filas)


def fundar() -> Ciudad:
    """The people of the cast, and one who has every role and is everything to every case file."""
    todo = Usuario.objects.create_user("todo@alborada.test", nombre="Todo Todos")
    todo.groups.set(Group.objects.filter(name__in=ROLES))
    cruces: dict[str, Any] = {
        "actores": Actor.objects.create(nombre="Junta del muelle", tipo="institucion"),
        "temas": Tema.objects.create(nombre="Muelles"),
        "lugares": Lugar.objects.create(nombre="El Muelle"),
    }
    an_account("twitter")
    gobierno = _un_gobierno(cruces)
    casos = _un_caso_de_cada(gobierno, todo, cruces)
    borrador = gobierno.hasta(metas.BORRADOR)
    ciudad = Ciudad(todo, casos, {"metas": borrador, "intermedias": borrador.vivas()[0]}, cruces)
    for caso in Expediente.objects.all():
        for papel in {papel for papel, _quien in caso.papeles}:
            Participacion.objects.get_or_create(expediente=caso, usuario=todo, papel=papel)
        caso.actores.add(cruces["actores"])
        caso.temas.add(cruces["temas"])
        caso.lugares.add(cruces["lugares"])
    # What waits for approval waits for who did not write it.
    paula = Usuario.objects.get(email="paula@alborada.test")
    Redaccion(paula, gobierno.titular, todo).hasta(comunicacion.EN_REVISION)
    beat.seed()
    return ciudad


def _un_gobierno(cruces: dict[str, Any]) -> Gobierno:
    return Gobierno(
        titular=person("tomas"),
        institucional=person("carmen"),
        gerente=person("gabriel"),
        responsable=person("luis"),
        tema=cruces["temas"],
        lugar=cruces["lugares"],
    )


def _un_caso_de_cada(gobierno: Gobierno, todo: Usuario, cruces: dict[str, Any]) -> dict[str, Caso]:
    """Made through the actions by the people who make them."""
    rosa, redaccion = person("rosa"), Redaccion(person("paula"), person("bruno"), gobierno.titular)
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    meta = gobierno.hasta(metas.EN_EJECUCION, publica=True, nivel_reserva=0, titulo="Muelles")
    Redaccion(redaccion.autora, gobierno.titular, todo).crear()
    return {
        "solicitudes": solicitudes.registrar(
            actor=rosa, tipo=tipo, titulo="Un muelle", solicitante=cruces["actores"]
        ),
        "compromisos": un_compromiso(
            rosa, gobierno.responsable, cruces["actores"], titulo="El muelle"
        ),
        # What the public sees: the other one is reserved from some time on.
        "portal": un_compromiso(
            rosa, gobierno.responsable, cruces["actores"], publico=True, nivel_reserva=0
        ),
        "metas": meta,
        "intermedias": meta.vivas()[0],
        "piezas": redaccion.hasta(comunicacion.APROBADA),
    }
