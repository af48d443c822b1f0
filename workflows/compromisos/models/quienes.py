"""Who may what of a compromiso, and the words of its short lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate, predicate

from core.access import es, es_sistema, tiene_rol
from core.models import Usuario

if TYPE_CHECKING:
    from workflows.compromisos.models.compromiso import Compromiso


@predicate(name="monitor_verifica")
def monitor_verifica(_user: Usuario, obj: Compromiso | None = None) -> bool:
    """True where who follows it may also finish it."""
    return obj is not None and obj.monitor_verifica


DIRIGE: Predicate = es("programador") | tiene_rol("titular")
SIGUE: Predicate = es("programador", "monitor") | tiene_rol("titular")
RESPONDE: Predicate = es("responsable")
PARTICIPA: Predicate = es("participante")
# Who answers for what it is part of.
DEL_PADRE: Predicate = es("padre")
# Nobody verifies his own work.
VERIFICA: Predicate = (DIRIGE | (es("monitor") & monitor_verifica)) & ~RESPONDE

PROMETE: Predicate = (
    tiene_rol(
        "titular",
        "jefe_agenda",
        "asistente",
        "gerente_meta",
        "responsable_metas",
        "prensa",
        "contraparte",
    )
    | es_sistema
)

PRIORIDADES = [
    (0, _("mínima")),
    (1, _("baja")),
    (2, _("normal")),
    (3, _("alta")),
    (4, _("máxima")),
]


class Tipo(models.TextChoices):
    """What it is: each kind says whom it binds.

    A tarea is internal; a compromiso was promised to somebody; an encargo was given by word to one
    person, who accounts for it; an instruccion groups several tareas under one date.
    """

    TAREA = "tarea", _("Tarea")
    COMPROMISO = "compromiso", _("Compromiso")
    ENCARGO = "encargo", _("Encargo")
    INSTRUCCION = "instruccion", _("Instrucción")


PREFIJOS = {
    Tipo.TAREA: "TAR",
    Tipo.ENCARGO: "TAR",
    Tipo.COMPROMISO: "CMP",
    Tipo.INSTRUCCION: "INS",
}


class Origen(models.TextChoices):
    """What it comes from."""

    PROPIO = "propio", _("Por iniciativa propia")
    SOLICITUD = "solicitud", _("Responde a una solicitud")
    META = "meta", _("Nace de una meta")
    DERIVADA = "derivada", _("Es parte de otro")
    TRASLADO = "traslado", _("Prometido antes de llevarlo aquí")
