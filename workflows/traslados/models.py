"""Downloads that take a while, imports, and what is remembered from one import to the next."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario
from core.outbox import QueueRow
from workflows.traslados import states


def ruta(_traslado: Traslado, _nombre: str) -> str:
    """Where a file is kept: a name that nobody chose and nobody guesses."""
    return f"traslados/{uuid.uuid4().hex}"


class Traslado(QueueRow):
    """A sheet of one person, on its way out or in; `upkeep` forgets it after `caduca_en`.

    `hechas` of `total` rows are done. `motivo` is the sentence that says why it failed.
    """

    WAITING: ClassVar[tuple[str, ...]] = (states.PENDIENTE,)
    WORKING: ClassVar[str] = states.EN_CURSO

    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    cosa = models.CharField(max_length=20)
    formato = models.CharField(max_length=8)
    nombre = models.CharField(max_length=150)
    archivo = models.FileField(upload_to=ruta, blank=True)
    total = models.PositiveIntegerField(default=0)
    hechas = models.PositiveIntegerField(default=0)
    motivo = models.TextField(blank=True)
    creado_en = models.DateTimeField(default=clock.now)
    terminado_en = models.DateTimeField(null=True)
    caduca_en = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nombre

    @property
    def en_marcha(self) -> bool:
        """Whether somebody still works on it."""
        return self.estado in states.EN_MARCHA

    @property
    def porcentaje(self) -> int:
        """How much of it is done, 0 to 100."""
        return min(100, 100 * self.hechas // self.total) if self.total else 0


class Exportacion(Traslado):
    """A list as a sheet: `filtro` is the process's own, as `salida.filtros` writes it."""

    estado = models.CharField(max_length=12, choices=states.EXPORTACION, default=states.PENDIENTE)
    filtro = models.JSONField(default=dict)
    orden = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("descarga")
        verbose_name_plural = _("descargas")
        indexes: ClassVar = [
            models.Index(fields=["usuario", "-creado_en"]),
            models.Index(
                fields=["disponible_en"],
                condition=models.Q(estado=states.PENDIENTE),
                name="exportacion_por_hacer",
            ),
        ]


class Importacion(Traslado):
    """A sheet that is brought in.

    `mapa` says which column is which field; columns that are not in it are left out. `fijos` are
    what a field holds where its cell is empty, as it was typed. `fuente` is where the sheet comes
    from: references of two sources are not mixed up. With `ensayo` the next work on it is a
    rehearsal, after which nothing of it is left but the report.
    """

    estado = models.CharField(max_length=12, choices=states.IMPORTACION, default=states.SUBIDA)
    ensayo = models.BooleanField(default=True)
    actualizar = models.BooleanField(default=False)
    fuente = models.CharField(max_length=60, blank=True)
    cabeceras = models.JSONField(default=list)
    muestra = models.JSONField(default=list)
    mapa = models.JSONField(default=dict)
    fijos = models.JSONField(default=dict)
    nuevas = models.PositiveIntegerField(default=0)
    cambiadas = models.PositiveIntegerField(default=0)
    iguales = models.PositiveIntegerField(default=0)
    malas = models.PositiveIntegerField(default=0)
    correos = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("importación")
        verbose_name_plural = _("importaciones")
        indexes: ClassVar = [
            models.Index(fields=["usuario", "-creado_en"]),
            models.Index(
                fields=["disponible_en"],
                condition=models.Q(estado=states.PENDIENTE),
                name="importacion_por_hacer",
            ),
        ]

    @property
    def se_hace(self) -> bool:
        """Whether its rehearsal went well, so that it may be done."""
        return self.estado == states.ENSAYADA and not self.malas

    @property
    def abierta(self) -> bool:
        """Whether it may still be mapped anew, or given up."""
        return self.estado in states.ABIERTA


class Reparo(models.Model):
    """What is wrong with one row of an import, in a sentence. `fila` as the sheet numbers it."""

    importacion = models.ForeignKey(Importacion, models.CASCADE, related_name="reparos")
    fila = models.PositiveIntegerField()
    columna = models.CharField(max_length=120, blank=True)
    valor = models.CharField(max_length=200, blank=True)
    texto = models.TextField()

    class Meta:
        verbose_name = _("reparo")
        verbose_name_plural = _("reparos")
        ordering: ClassVar = ["fila", "pk"]

    def __str__(self) -> str:
        return f"{self.fila}: {self.texto}"


class Mapeo(models.Model):
    """How the columns of a sheet were understood the last time: by its thing and its header."""

    cosa = models.CharField(max_length=20)
    huella = models.CharField(max_length=64)
    mapa = models.JSONField(default=dict)
    fijos = models.JSONField(default=dict)
    fuente = models.CharField(max_length=60, blank=True)
    usado_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("correspondencia de columnas")
        verbose_name_plural = _("correspondencias de columnas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cosa", "huella"], name="mapeo_unico")
        ]

    def __str__(self) -> str:
        return f"{self.cosa} {self.huella[:8]}"


class Referencia(models.Model):
    """What something was called where it was imported from, so that it does not come in twice.

    `objeto` is its key here. Numbers of identity stand here as a hash, never as they are.
    """

    cosa = models.CharField(max_length=20)
    fuente = models.CharField(max_length=60, blank=True)
    clave = models.CharField(max_length=120)
    objeto = models.BigIntegerField()
    creada_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("referencia externa")
        verbose_name_plural = _("referencias externas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cosa", "fuente", "clave"], name="referencia_unica")
        ]

    def __str__(self) -> str:
        return f"{self.cosa} {self.clave}"


def borrar_archivo(traslado: Any) -> None:
    """Take its file away from where it is kept; harmless if it is gone."""
    if traslado.archivo:
        traslado.archivo.delete(save=False)
