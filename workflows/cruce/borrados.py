"""A draft that was deleted is in no list: what crosses the processes leaves it out, too."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core.models import Caso
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


def sin_borrados(modelo: type[Caso]) -> QuerySet[Any]:
    """All the case files of a process but those."""
    todos: QuerySet[Any] = modelo._default_manager.all()
    return todos.exclude(estado=states.BORRADA) if modelo is Compromiso else todos
