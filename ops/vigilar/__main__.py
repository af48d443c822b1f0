"""`python -m ops.vigilar`: looks once, writes to whom it must, and ends with a status.

0: all goes well. 1: something is wrong. 2: something is wrong that starting the workers anew heals.
"""

from __future__ import annotations

import sys

from ops.vigilar import carta, memoria, mirar
from ops.vigilar.ajustes import Ajustes, leer
from ops.vigilar.memoria import Memoria
from ops.vigilar.mirar import Vista

BIEN, MAL, REINICIAR = 0, 1, 2


def main() -> int:
    """Look once; return the exit status."""
    ajustes = leer()
    vista = mirar.mirar(ajustes)
    sabido = memoria.leer(ajustes.memoria)
    sabido.mirar(vista.problemas)
    if vista.personas is not None:
        sabido.personas, sabido.municipio = list(vista.personas), vista.municipio or ""
    for uno in vista.problemas:
        decir(uno.en_palabras())
    avisar(ajustes, sabido, vista)
    estado = _estado(vista, sabido)
    try:
        memoria.guardar(sabido, ajustes.memoria)
    except OSError as error:
        decir(f"No se pudo guardar {ajustes.memoria}: {type(error).__name__}")
    return estado


def avisar(ajustes: Ajustes, sabido: Memoria, vista: Vista) -> None:
    """Write to the administrators, if there is something to say; what cannot be sent waits."""
    por_avisar, superados = set(sabido.por_avisar()), sabido.superados()
    personas = list(ajustes.correos) or sabido.personas
    if not (por_avisar or superados):
        return
    if not personas:
        decir("No se sabe a quién avisar: dé ALARMA_CORREOS.")
        return
    escrita = carta.escribir(
        ajustes,
        municipio=sabido.municipio,
        nuevos=[uno for uno in vista.problemas if uno.clave in por_avisar],
        superados=[sabido.recuerdos[clave] for clave in superados],
        personas=personas,
    )
    try:
        carta.enviar(ajustes, escrita)
    except OSError as error:
        decir(f"No se pudo enviar el aviso: {type(error).__name__}")
        return
    sabido.avisado()


def decir(frase: str) -> None:
    """Say it to whoever runs this."""
    sys.stdout.write(f"{frase}\n")


def _estado(vista: Vista, sabido: Memoria) -> int:
    """Starting workers anew is for what was seen twice, and not again before they could begin."""
    duran = sabido.duran()
    parados = any(uno.reiniciar and uno.clave in duran for uno in vista.problemas)
    if parados and sabido.pide_reinicio():
        return REINICIAR
    return MAL if vista.problemas else BIEN


if __name__ == "__main__":
    sys.exit(main())
