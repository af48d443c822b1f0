"""What the engine leaves of its own work: for whoever watches it, not for the history of a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core import origen


class Vuelta(models.Model):
    """One run of one routine of the engine, in real time.

    Without an end it is under way, or its worker died. `error` is the class of what stopped it,
    never its words: those are in the log, under `origen`.
    """

    rutina = models.CharField(max_length=80)
    empezada_en = models.DateTimeField(db_default=Now())
    terminada_en = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True)
    origen = models.CharField(max_length=origen.LARGO, default=origen.actual, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["rutina", "-empezada_en"], name="vuelta_ultima"),
            models.Index(
                fields=["rutina", "-terminada_en"],
                condition=Q(terminada_en__isnull=False, error=""),
                name="vuelta_ultima_bien",
            ),
            models.Index(fields=["empezada_en"], condition=~Q(error=""), name="vuelta_fallida"),
        ]

    def __str__(self) -> str:
        return f"{self.rutina} {self.empezada_en:%Y-%m-%d %H:%M:%S}"

    @property
    def segundos(self) -> float | None:
        """How long it took; None without an end."""
        if self.terminada_en is None:
            return None
        return (self.terminada_en - self.empezada_en).total_seconds()


class Latido(models.Model):
    """When something that leaves no other trace was last seen at work, in real time."""

    nombre = models.CharField(max_length=20, primary_key=True)
    visto_en = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.nombre} {self.visto_en:%Y-%m-%d %H:%M:%S}"
