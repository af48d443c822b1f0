"""The municipality: one row, one installation."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.unica import FilaUnica, una_fila

# Words of a name that say what it is, not which.
COMUNES = frozenset(
    {"alcaldía", "alcaldia", "municipalidad", "municipio", "de", "del", "el", "la", "las", "los"}
)


def validar_zona(nombre: str) -> None:
    if nombre not in available_timezones():
        raise ValidationError(_("«%(zona)s» no es una zona horaria."), params={"zona": nombre})


class Municipio(FilaUnica):
    """Who we are: name, country, zone, colour. Exactly one row, made by the first migration."""

    nombre = models.CharField(_("nombre"), max_length=120, default="Municipio")
    lema = models.CharField(_("lema"), max_length=160, blank=True)
    pais = models.CharField(_("país"), max_length=2, default="PA")
    subdivision = models.CharField(_("provincia o departamento"), max_length=6, blank=True)
    zona_horaria = models.CharField(
        _("zona horaria"), max_length=60, default="America/Panama", validators=[validar_zona]
    )
    correo = models.EmailField(_("correo de contacto"), blank=True)
    color = models.CharField(
        _("color"),
        max_length=7,
        default="#0b6b53",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Escriba un color como #0b6b53."))],
    )
    escudo = models.FileField(
        _("escudo"),
        upload_to="escudo/",
        blank=True,
        help_text=_("JPG, PNG o WebP; se guarda pequeño. Sin él se dibuja la inicial."),
    )
    calendario_version = models.PositiveIntegerField(default=1, editable=False)
    separar_funciones = models.BooleanField(
        _("quien escribe una pieza no la aprueba"),
        default=True,
        help_text=_("Desactívelo solo si en la oficina de prensa trabaja una persona."),
    )
    dias_por_vencer = models.PositiveSmallIntegerField(
        _("días hábiles en amarillo"),
        default=2,
        help_text=_("Desde cuántos días hábiles antes de vencer algo se muestra «por vencer»."),
    )
    dia_de_corte = models.PositiveSmallIntegerField(
        _("día de corte de las metas"),
        default=3,
        choices=[
            (0, _("lunes")),
            (1, _("martes")),
            (2, _("miércoles")),
            (3, _("jueves")),
            (4, _("viernes")),
        ],
    )

    class Meta:
        verbose_name = _("municipio")
        verbose_name_plural = _("municipio")
        constraints: ClassVar = [una_fila("municipio_una_fila")]

    def __str__(self) -> str:
        return self.nombre

    @property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.zona_horaria)

    @property
    def huella_del_escudo(self) -> str:
        """What its address is made of: another shield has another one."""
        return PurePosixPath(self.escudo.name or "").stem if self.escudo else ""

    @property
    def inicial(self) -> str:
        """The capital of its own name: «Municipio de Puerto Alborada» is P."""
        propio = [word for word in self.nombre.split() if word.casefold() not in COMUNES]
        return (propio or self.nombre.split() or [""])[0][:1].upper()


class Reloj(models.Model):
    """How far the sandbox has moved the clock. One row; production never reads it."""

    desfase = models.DurationField()

    class Meta:
        constraints: ClassVar = [una_fila("reloj_una_fila")]

    def __str__(self) -> str:
        return str(self.desfase)
