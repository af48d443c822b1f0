"""What is asked for, by whom, how it came in, and what its type asks besides."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Actor
from workflows.compromisos.models import PRIORIDADES
from workflows.solicitudes.models.tipos import PEDIBLES, TipoSolicitud

MULTITUD = 99_999


def _texto(campo: str) -> models.CharField[str, str]:
    """One line that a type may ask for."""
    return models.CharField(PEDIBLES[campo], max_length=200, blank=True, default="", db_default="")


class Pedido(models.Model):
    """The fields of a request that people fill in when it is captured."""

    class Canal(models.TextChoices):
        VENTANILLA = "ventanilla", _("Ventanilla")
        TELEFONO = "telefono", _("Teléfono")
        CORREO = "correo", _("Correo")
        WEB = "web", _("Sitio web")
        REDES = "redes", _("Redes sociales")
        WHATSAPP = "whatsapp", _("WhatsApp")
        ACTIVIDAD = "actividad", _("Durante una actividad")

    tipo = models.ForeignKey(TipoSolicitud, models.PROTECT, verbose_name=_("tipo"))
    canal = models.CharField(
        _("cómo llegó"), max_length=10, choices=Canal, default=Canal.VENTANILLA
    )
    fecha_recepcion = models.DateField(_("recibida el"), default=clock.today)
    solicitante = models.ForeignKey(
        Actor, models.PROTECT, related_name="solicitudes", verbose_name=_("solicitante")
    )
    representa_a = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("en nombre de"),
    )
    fecha_evento = models.DateField(PEDIBLES["fecha_evento"], null=True, blank=True)
    hora_evento = models.TimeField(PEDIBLES["hora_evento"], null=True, blank=True)
    lugar_texto = models.CharField(PEDIBLES["lugar_texto"], max_length=160, blank=True)
    fecha_limite_rsvp = models.DateField(PEDIBLES["fecha_limite_rsvp"], null=True, blank=True)
    papel_esperado = _texto("papel_esperado")
    otras_autoridades = _texto("otras_autoridades")
    asistentes = models.PositiveIntegerField(
        PEDIBLES["asistentes"],
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MULTITUD)],
    )
    quien_paga = _texto("quien_paga")
    interes_representado = _texto("interes_representado")
    materia = _texto("materia")
    prioridad = models.PositiveSmallIntegerField(_("prioridad"), choices=PRIORIDADES, default=2)

    class Meta:
        abstract = True
