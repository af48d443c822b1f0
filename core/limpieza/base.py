"""What every kind of document knows: why one is refused."""

from __future__ import annotations


class Rechazo(Exception):  # noqa: N818 - what happened, not a defect
    """The document is not taken in; `causa` is one of those that `core.adjuntos` has words for."""

    def __init__(self, causa: str) -> None:
        super().__init__(causa)
        self.causa = causa


# How the process ends when it says why.
RECHAZADO = 3
DANADO, CONTRASENA, PAGINAS, BOMBA, MACROS = "danado", "contrasena", "paginas", "bomba", "macros"
