"""Things that exist before a test begins; made through the actions, as in life."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from core import clock
from core.adjuntos import Contenido
from core.models import Actor, Usuario
from tests.documentos import un_pdf
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso

# A file that was taken in.
ACTA = Contenido("acta.pdf", "application/pdf", un_pdf())


def en_dias(dias: int) -> date:
    """The municipality's date in so many calendar days."""
    return clock.today() + timedelta(days=dias)


def un_compromiso(
    programador: Usuario, responsable: Usuario, a_quien: Actor, **campos: Any
) -> Compromiso:
    """A compromiso sent to its responsable, due in ten days."""
    campos.setdefault("titulo", "Entregar los planos del acueducto")
    campos.setdefault("fecha", en_dias(10))
    return compromisos.crear(actor=programador, responsable=responsable, a_quien=a_quien, **campos)
