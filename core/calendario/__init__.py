"""The only arithmetic of dates: working days, terms that explain themselves, office hours.

``vigente()`` gives the calendar in force. Its objects are pure: once had, they read no database
and no clock. ``reconstruir()`` writes the same calendar to the table that SQL joins, and is what
to call, in the same transaction, after any change to ``HorarioOficina``, ``DiaNoHabil`` or to the
country and zone of the municipality; ``completar()``, once a day, lengthens the table.

Counting, everywhere: the day that something starts is not counted, and the day it ends is.
"""

from core.calendario.calendario import MAX_DIAS, Calendario
from core.calendario.cuenta import Cuenta, Salto, Unidad
from core.calendario.feriados import feriados_de
from core.calendario.reglas import Clase, DiaLocal, DiasLocales, Jornada, SinHorario
from core.calendario.tabla import completar, reconstruir, sembrar_horario
from core.calendario.vigencia import olvidar, supuesto, vigente

__all__ = [
    "MAX_DIAS",
    "Calendario",
    "Clase",
    "Cuenta",
    "DiaLocal",
    "DiasLocales",
    "Jornada",
    "Salto",
    "SinHorario",
    "Unidad",
    "completar",
    "feriados_de",
    "olvidar",
    "reconstruir",
    "sembrar_horario",
    "supuesto",
    "vigente",
]
