"""The deadlines of a piece: to approve it, and to attend to what did not go out."""

from __future__ import annotations

from core import clock
from core.models import Usuario
from workflows.comunicacion import avisos, states
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import salidas
from workflows.plazos import actions as plazos
from workflows.plazos import queries as vivos


def esperar_aprobacion(pieza: Pieza, aprobadores: list[Usuario]) -> None:
    """Somebody has some hours of office time to read it.

    First prensa, and who else may approve it if they let a day pass. Where nobody else may, the
    contraparte learns that it waits.
    """
    primeros = [uno for uno in aprobadores if "prensa" in uno.roles] or aprobadores
    demas = [uno for uno in aprobadores if uno not in primeros]
    plazos.abrir(
        pieza,
        states.APROBAR,
        personas={"aprobador": primeros, "suplente": demas or avisos.con_rol("contraparte")},
    )


def vigilar(pieza: Pieza) -> None:
    """Run while something of it needs a person: if it lasts, the contraparte is told.

    Needs the piece locked. One that has passed starts over with the next problem.
    """
    abierto = vivos.abiertos(pieza).filter(clase=states.ATENDER).first()
    if not salidas.con_problemas_de(pieza).exists():
        if abierto:
            plazos.cerrar(pieza, states.ATENDER)
        return
    if abierto and abierto.vence_en <= clock.now():
        plazos.cerrar(pieza, states.ATENDER)
    elif abierto:
        return
    plazos.abrir(pieza, states.ATENDER)
