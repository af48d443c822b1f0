"""A part of it, given to somebody as a tarea of its own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core import transitions
from core.models import Actor, Usuario
from workflows.compromisos import datos
from workflows.compromisos.actions.alta import crear
from workflows.compromisos.models import Compromiso


@transaction.atomic
def derivar(
    *,
    compromiso_id: int,
    actor: Usuario,
    titulo: str,
    responsable: Usuario | Actor,
    fecha: date,
    descripcion: str = "",
    monitor: Usuario | None = None,
    requiere_verificacion: bool = True,
    version: int | None = None,
) -> Compromiso:
    """Give a part of it to somebody: a tarea about the same things, no later and no less reserved,
    which has to be closed before the whole is. Returns the tarea.
    """
    padre = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    transitions.allow(padre, "derivar", actor)
    datos.exigir_dentro(padre, fecha)
    parte = crear(
        actor=actor,
        titulo=titulo,
        responsable=responsable,
        fecha=fecha,
        tipo=Compromiso.Tipo.TAREA,
        origen=Compromiso.Origen.DERIVADA,
        monitor=monitor,
        descripcion=descripcion,
        prioridad=padre.prioridad,
        nivel_reserva=padre.nivel_reserva,
        requiere_verificacion=requiere_verificacion,
        actores=padre.actores.all(),
        temas=padre.temas.all(),
        lugares=padre.lugares.all(),
        padre=padre,
    )
    transitions.run(padre, "derivar", actor=actor, datos={"codigo": parte.codigo})
    return parte
