"""The process: a document comes in, the same one goes out clean, or a word that says why not.

`python -m core.limpieza TYPE` reads standard input. It takes no more memory and time than it needs
for what is honest: what breaks its libraries breaks this process and no other.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

from core.limpieza.base import BOMBA, RECHAZADO, Rechazo

MEMORIA = 512 * 1024 * 1024
SEGUNDOS = 10


def _limpiador(tipo: str) -> Callable[[bytes], bytes]:
    """Each kind loads its own libraries only."""
    if tipo == "application/pdf":
        from core.limpieza import pdf  # noqa: PLC0415

        return pdf.limpiar
    if tipo.startswith("application/vnd."):
        from core.limpieza import oficina  # noqa: PLC0415

        return oficina.limpiar
    from core.limpieza import medios  # noqa: PLC0415

    return {"video/mp4": medios.mp4, "audio/mpeg": medios.mp3}[tipo]


def main(tipo: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CPU, (SEGUNDOS, SEGUNDOS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        limpio = _limpiador(tipo)(sys.stdin.buffer.read())
    except MemoryError:
        sys.stderr.write(BOMBA)
        return RECHAZADO
    except Rechazo as rechazo:
        sys.stderr.write(rechazo.causa)
        return RECHAZADO
    sys.stdout.buffer.write(limpio)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
