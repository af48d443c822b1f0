"""What became of a request: recommended, missing, decided, handed on, programmed, answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Actor, Area, Usuario


def _texto(nombre: object) -> models.TextField[str, str]:
    """What a step writes down; empty until then."""
    return models.TextField(
        nombre,  # type: ignore[arg-type]
        blank=True,
        default="",
        db_default="",
        editable=False,
    )


class Resolucion(models.Model):
    """The fields of a request that its steps write."""

    class Sugerencia(models.TextChoices):
        ATENDER = "atender", _("Atender")
        DELEGAR = "delegar", _("Delegar")
        DERIVAR = "derivar", _("Derivar")
        DECLINAR = "declinar", _("Declinar")

    class Decision(models.TextChoices):
        ACEPTADA = "aceptada", _("Aceptada")
        DELEGADA = "delegada", _("Delegada")
        RECHAZADA = "rechazada", _("Rechazada")
        DERIVADA = "derivada", _("Derivada")

    class Motivo(models.TextChoices):
        COMPETENCIA = "competencia", _("No le corresponde al municipio")
        AGENDA = "agenda", _("No hay fecha disponible")
        RECURSOS = "recursos", _("No hay recursos para hacerlo")
        REPETIDA = "repetida", _("Ya se respondió antes")
        REQUISITOS = "requisitos", _("No cumple los requisitos")
        FECHA = "fecha", _("La fecha ya pasó")
        OTRO = "otro", _("Otro")

    responsable = models.ForeignKey(
        Usuario,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("responsable de la respuesta"),
    )
    falta = _texto(_("lo que se le pidió completar"))
    pedida_en = models.DateTimeField(_("se le pidió completar"), null=True, editable=False)
    completado = _texto(_("lo que completó"))
    recomendacion = models.TextField(_("recomendación"), blank=True, editable=False)
    sugerencia = models.CharField(
        _("se sugiere"), max_length=10, choices=Sugerencia, blank=True, editable=False
    )
    fecha_sugerida = models.DateField(_("fecha sugerida"), null=True, editable=False)
    delegado_sugerido = models.ForeignKey(
        Usuario,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("en quién se sugiere delegar"),
    )
    area_sugerida = models.ForeignKey(
        Area,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("área a la que se sugiere derivar"),
    )
    motivo_sugerido = models.CharField(
        _("por qué se sugiere declinar"),
        max_length=12,
        choices=Motivo,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    aplazada_hasta = models.DateField(_("se revisa el"), null=True, editable=False)
    decision = models.CharField(
        _("decisión"), max_length=10, choices=Decision, blank=True, editable=False
    )
    decidida_en = models.DateTimeField(_("decidida"), null=True, editable=False)
    motivo_codigo = models.CharField(
        _("por qué se rechaza"), max_length=12, choices=Motivo, blank=True, editable=False
    )
    motivo = models.TextField(_("explicación"), blank=True, editable=False)
    delegado = models.ForeignKey(
        Usuario,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("en quién se delegó"),
    )
    delegado_actor = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("en quién de fuera se delegó"),
    )
    indicaciones = _texto(_("indicaciones para quien se delegó"))
    area_derivada = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("área a la que se derivó"),
    )
    institucion = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("institución a la que se derivó"),
    )
    carta = _texto(_("carta de traslado"))
    respuesta_derivada = _texto(_("lo que contestó a quien se derivó"))
    programada_para = models.DateField(_("programada para el"), null=True, editable=False)
    programada_hora = models.TimeField(_("hora"), null=True, editable=False)
    programada_lugar = models.CharField(
        _("dónde"), max_length=160, blank=True, default="", db_default="", editable=False
    )
    respuesta = models.TextField(_("respuesta"), blank=True, editable=False)
    respondida_en = models.DateTimeField(_("respondida"), null=True, editable=False)
    # Whether the term of the law had passed by then: what reports ask of all of the past.
    respondida_tarde = models.BooleanField(default=False, db_default=False, editable=False)
    sin_contacto = models.BooleanField(_("no dejó correo"), default=False, editable=False)

    class Meta:
        abstract = True
