"""Files of a case file; kept outside the web root, served only through access checks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models.expediente import Expediente
from core.models.personas import Usuario


def ruta(adjunto: Adjunto, _nombre: str) -> str:
    """By content: storing the same bytes twice writes one file."""
    return f"{adjunto.sha256[:2]}/{adjunto.sha256}"


class Adjunto(models.Model):
    class Clase(models.TextChoices):
        DOCUMENTO = "documento", _("Documento")
        EVIDENCIA = "evidencia", _("Evidencia")
        IMAGEN = "imagen", _("Imagen de la pieza")
        CARTA = "carta", _("Carta")

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="adjuntos")
    clase = models.CharField(max_length=10, choices=Clase, default=Clase.DOCUMENTO)
    nombre = models.CharField(_("nombre"), max_length=150)
    archivo = models.FileField(upload_to=ruta)
    tipo = models.CharField(max_length=100)
    tamano = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    ancho = models.PositiveIntegerField(null=True)
    alto = models.PositiveIntegerField(null=True)
    publico = models.BooleanField(_("público"), default=False)
    subido_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    subido_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("adjunto")
        verbose_name_plural = _("adjuntos")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.nombre

    @property
    def es_imagen(self) -> bool:
        return self.tipo.startswith("image/")
