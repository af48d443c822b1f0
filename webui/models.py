"""What the screens themselves remember of a person; no case file is here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario


class Tanda(models.Model):
    """One step that a person takes for many case files at once, and what became of each.

    `pendientes` are pairs of code and the version that was seen, `negados` of code and reason.
    What was typed (`datos`, as a form sends it) is forgotten when none is left.
    """

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+")
    clase = models.CharField(max_length=20)
    verbo = models.CharField(max_length=40)
    datos = models.TextField(blank=True)
    volver = models.TextField(blank=True)
    pendientes = models.JSONField(default=list)
    hechos = models.JSONField(default=list)
    negados = models.JSONField(default=list)
    creado_en = models.DateTimeField(default=clock.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["creado_en"])]

    def __str__(self) -> str:
        return f"{self.verbo}: {self.total}"

    @property
    def total(self) -> int:
        """How many it was begun for."""
        return len(self.pendientes) + self.vistos

    @property
    def vistos(self) -> int:
        """How many have their answer."""
        return len(self.hechos) + len(self.negados)


class VistaGuardada(models.Model):
    """A list as a person likes to see it: the filters and the order that its address carries.

    `lista` is the name of its route. `inicial`: the menu opens the list so. With `rol` those who
    have that role see it, too.
    """

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+")
    lista = models.CharField(max_length=40)
    nombre = models.CharField(_("nombre"), max_length=40)
    consulta = models.TextField(blank=True)
    lugar = models.PositiveSmallIntegerField(default=0)
    inicial = models.BooleanField(default=False)
    rol = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering: ClassVar = ["lugar", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["usuario", "lista", "nombre"],
                name="vista_con_nombre",
                violation_error_message=_("Ya tiene una vista con ese nombre."),
            ),
            models.UniqueConstraint(
                fields=["usuario", "lista"],
                condition=models.Q(inicial=True),
                name="vista_inicial",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["lista", "rol"], condition=~models.Q(rol=""), name="vista_de_rol")
        ]

    def __str__(self) -> str:
        return self.nombre
