"""What an installation has one of: a row that people change, and that everything asks for."""

from __future__ import annotations

import time
from typing import Any, Self, cast

from django.db import models
from django.db.models import Q

REREAD_SECONDS = 2.0
# By model: when its row was read, and the row.
_leidas: dict[type[models.Model], tuple[float, Any]] = {}


def una_fila(nombre: str) -> models.CheckConstraint:
    """The constraint, under this name, with which the database keeps a table to its one row."""
    return models.CheckConstraint(condition=Q(pk=1), name=nombre)


class FilaUnica(models.Model):
    """Exactly one row, sown with the first migration; its table has a constraint `una_fila`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.olvidar()

    @classmethod
    def actual(cls) -> Self:
        """The row, at most two seconds old: a list asks for it once per light."""
        leida_en, fila = _leidas.get(cls, (float("-inf"), None))
        if fila is None or time.monotonic() - leida_en > REREAD_SECONDS:
            fila = cls._default_manager.get(pk=1)
            _leidas[cls] = (time.monotonic(), fila)
        return cast("Self", fila)

    @classmethod
    def olvidar(cls) -> None:
        """Read the row again at the next call."""
        _leidas.pop(cls, None)
