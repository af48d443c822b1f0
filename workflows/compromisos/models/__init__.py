"""Compromisos, tareas, instrucciones and encargos, and what is reported of them on the way."""

from workflows.compromisos.models.compromiso import Compromiso
from workflows.compromisos.models.informe import Informe
from workflows.compromisos.models.quienes import PRIORIDADES
from workflows.compromisos.models.umbrales import Umbrales

__all__ = ["PRIORIDADES", "Compromiso", "Informe", "Umbrales"]
