"""The tables of the calendar: what an administrator edits, and the days worked out from it.

``HorarioOficina`` and ``DiaNoHabil`` are the rules. ``DiaCalendario`` is their materialisation,
one row per date, so that SQL can count working days; only ``core.calendario`` writes it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Ambito(models.TextChoices):
    """Whose day it is. Where two rows speak of one date, the narrower scope is heard."""

    NACIONAL = "nacional", _("Nacional")
    DEPARTAMENTO = "departamento", _("Departamento o provincia")
    MUNICIPIO = "municipio", _("Municipio")


class DiaSemana(models.IntegerChoices):
    """Days of the week as ``date.weekday()`` numbers them."""

    LUNES = 0, _("lunes")
    MARTES = 1, _("martes")
    MIERCOLES = 2, _("miércoles")
    JUEVES = 3, _("jueves")
    VIERNES = 4, _("viernes")
    SABADO = 5, _("sábado")
    DOMINGO = 6, _("domingo")


class DiaNoHabil(models.Model):
    """A date that the municipality treats differently from the week and the national holidays.

    Usually a day not worked; with ``habil`` a day worked although the week or the country says
    otherwise, and with ``media_jornada`` worked until the middle of its office hours.
    A yearly rule holds from its date on; one of 29 February holds in leap years.
    A row for one date is heard before a yearly rule.
    """

    fecha = models.DateField(_("fecha"))
    cada_anio = models.BooleanField(
        _("cada año"),
        default=False,
        help_text=_("Se repite cada año en este día y mes, a partir de la fecha indicada."),
    )
    ambito = models.CharField(
        _("ámbito"), max_length=12, choices=Ambito.choices, default=Ambito.MUNICIPIO
    )
    motivo = models.CharField(_("motivo"), max_length=120)
    decreto = models.CharField(
        _("decreto"), max_length=80, blank=True, help_text=_("Por ejemplo: Decreto 12 de 2026.")
    )
    habil = models.BooleanField(
        _("se trabaja"),
        default=False,
        help_text=_("Marque esta casilla si ese día se trabaja aunque sea feriado o descanso."),
    )
    media_jornada = models.BooleanField(
        _("media jornada"),
        default=False,
        help_text=_("Se trabaja hasta la mitad del horario. Cuenta como día hábil."),
    )

    class Meta:
        verbose_name = _("día no hábil")
        verbose_name_plural = _("días no hábiles")
        ordering: ClassVar = ["fecha", "ambito"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fecha", "cada_anio", "ambito"],
                name="dianohabil_unico",
                violation_error_message=_("Ya hay una regla de este ámbito para esa fecha."),
            ),
            models.CheckConstraint(
                condition=Q(media_jornada=False) | Q(habil=True),
                name="dianohabil_media_jornada_se_trabaja",
                violation_error_message=_("Una media jornada se trabaja: marque «se trabaja»."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fecha:%d/%m/%Y} {self.motivo}"


class HorarioOficina(models.Model):
    """Office hours of one day of the week, in the municipality's zone. No row: not worked."""

    dia_semana = models.PositiveSmallIntegerField(
        _("día de la semana"), choices=DiaSemana.choices, unique=True
    )
    desde = models.TimeField(_("desde"))
    hasta = models.TimeField(_("hasta"))

    class Meta:
        verbose_name = _("horario de oficina")
        verbose_name_plural = _("horarios de oficina")
        ordering: ClassVar = ["dia_semana"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dia_semana__lte=6), name="horariooficina_dia_de_la_semana"
            ),
            models.CheckConstraint(
                condition=Q(desde__lt=F("hasta")),
                name="horariooficina_desde_antes_de_hasta",
                violation_error_message=_("La hora de apertura debe ser anterior a la de cierre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{DiaSemana(self.dia_semana).label} {self.desde:%H:%M}-{self.hasta:%H:%M}"


class DiaCalendario(models.Model):
    """One date as the calendar in force sees it.

    ``ordinal`` counts the working days from the start of the table up to and including the date,
    so the difference of two ordinals is the number of working days after the first, up to and
    including the second. ``n`` working days after any date is the working day with ordinal
    ``+ n``; ``n`` before is ``- n`` from a working day and ``- n + 1`` from any other.
    ``motivo`` is the name of a holiday or local day, empty for ordinary and for weekly rest days.
    """

    fecha = models.DateField(_("fecha"), primary_key=True)
    habil = models.BooleanField(_("hábil"))
    ordinal = models.PositiveIntegerField(_("días hábiles acumulados"))
    motivo = models.CharField(_("motivo"), max_length=255, blank=True)
    apertura = models.DateTimeField(_("apertura"), null=True)
    cierre = models.DateTimeField(_("cierre"), null=True)

    class Meta:
        verbose_name = _("día del calendario")
        verbose_name_plural = _("días del calendario")
        ordering: ClassVar = ["fecha"]
        indexes: ClassVar = [
            models.Index(fields=["ordinal"], condition=Q(habil=True), name="diacalendario_habiles")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(habil=True, apertura__isnull=False, cierre__isnull=False)
                | Q(habil=False, apertura__isnull=True, cierre__isnull=True),
                name="diacalendario_horario_si_es_habil",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fecha:%d/%m/%Y}"
