"""What crosses everything: actores, temas and lugares."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Catalogado(models.Model):
    """What actores, temas and lugares have in common; `core.catalogos` changes them."""

    nombre: Any  # of each, with its own length
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.nombre)


class EnArbol(Catalogado):
    """A node of a tree: never below itself."""

    superior: Any  # each points at its own kind

    class Meta:
        abstract = True

    def clean(self) -> None:
        nodo, camino = self.superior, set[int]()
        while nodo is not None and nodo.pk not in camino:
            if nodo.pk == self.pk:
                raise ValidationError({"superior": _("No puede estar dentro de sí mismo.")})
            camino.add(nodo.pk)
            nodo = nodo.superior


class Lugar(EnArbol):
    """A place; a tree (district, corregimiento, barrio) with an optional point and outline.

    `contorno` is a GeoJSON geometry in WGS 84 (longitude first), a polygon or several; importing
    looks into it (`workflows.traslados.entrada.contornos`).
    """

    nombre = models.CharField(_("nombre"), max_length=120)
    nivel = models.CharField(
        _("nivel"), max_length=40, blank=True, help_text=_("Distrito, corregimiento, barrio…")
    )
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contiene",
        verbose_name=_("está en"),
    )
    codigo_oficial = models.CharField(_("código oficial"), max_length=30, blank=True)
    latitud = models.FloatField(
        _("latitud"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitud = models.FloatField(
        _("longitud"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    poblacion = models.PositiveIntegerField(_("población"), null=True, blank=True)
    contorno = models.JSONField(_("contorno"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("lugar")
        verbose_name_plural = _("lugares")
        ordering: ClassVar = ["nombre"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["superior", "nombre"], name="lugar_unico"),
            models.UniqueConstraint(
                fields=["codigo_oficial"],
                condition=~Q(codigo_oficial=""),
                name="lugar_codigo_unico",
            ),
            models.CheckConstraint(
                condition=Q(latitud__isnull=True, longitud__isnull=True)
                | Q(latitud__isnull=False, longitud__isnull=False),
                name="lugar_punto_completo",
                violation_error_message=_("Un punto lleva latitud y longitud."),
            ),
        ]


class Tema(EnArbol):
    """A theme of the government plan; a tree (eje, programa, tema)."""

    nombre = models.CharField(_("nombre"), max_length=120, unique=True)
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contiene",
        verbose_name=_("parte de"),
    )
    plan_de_gobierno = models.CharField(_("plan de gobierno"), max_length=200, blank=True)
    ods = models.CharField(
        _("ODS"), max_length=60, blank=True, help_text=_("Códigos, separados por comas.")
    )
    vigente_desde = models.DateField(_("vigente desde"), null=True, blank=True)
    vigente_hasta = models.DateField(_("vigente hasta"), null=True, blank=True)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temas")
        ordering: ClassVar = ["nombre"]


class Actor(Catalogado):
    """A person, institution or group of the population that deals with the government."""

    class Tipo(models.TextChoices):
        PERSONA = "persona", _("Persona")
        INSTITUCION = "institucion", _("Institución")
        GRUPO = "grupo", _("Grupo de población")

    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, default=Tipo.PERSONA)
    nombre = models.CharField(_("nombre"), max_length=160)
    organizacion = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="integrantes",
        verbose_name=_("organización"),
    )
    cargo = models.CharField(_("cargo"), max_length=120, blank=True)
    email = models.EmailField(_("correo electrónico"), blank=True)
    telefono = models.CharField(_("teléfono"), max_length=40, blank=True)
    direccion = models.CharField(_("dirección"), max_length=200, blank=True)
    lugar = models.ForeignKey(Lugar, models.PROTECT, null=True, blank=True, verbose_name=_("lugar"))
    notas = models.TextField(_("notas internas"), blank=True)
    consentimiento_en = models.DateField(_("consintió el uso de sus datos"), null=True, blank=True)
    publico = models.BooleanField(_("figura pública"), default=False)
    gestor_de_intereses = models.BooleanField(_("gestor de intereses"), default=False)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actores")
        ordering: ClassVar = ["nombre"]
        indexes: ClassVar = [models.Index(fields=["nombre"])]
