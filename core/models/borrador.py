"""What a person was typing when something came in between."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from core.models.personas import Usuario


class Borrador(models.Model):
    """The unsent text of one form, by its address: its author's alone, as safe as what is sent.

    `datos` are the fields as a form sends them, `archivos` the names of files that went with them
    and were not kept. Times are real ones, as those of sessions.
    """

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+", db_index=False)
    ruta = models.CharField(max_length=300)
    datos = models.TextField()
    archivos = models.JSONField(default=list)
    actualizado_en = models.DateTimeField(db_default=Now())
    descartado_en = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["usuario", "ruta"], name="borrador_unico")
        ]
        indexes: ClassVar = [models.Index(fields=["actualizado_en"])]

    def __str__(self) -> str:
        return self.ruta
