"""How people enter, from where, and what reserved things they read. Append-only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, navegadores, origen
from core.models.expediente import Expediente
from core.models.personas import Usuario

LARGO_NAVEGADOR = 200


class HistorialAcceso(models.Model):
    """What happened to somebody's account: who did it, from which address, with what browser.

    `por` is who did it, if it was not the person; without an address it was no browser that did.
    """

    class Hecho(models.TextChoices):
        ENTRO = "entro", _("entró")
        EQUIPO_NUEVO = "equipo_nuevo", _("entró desde un equipo nuevo")
        CLAVE = "clave", _("cambió la contraseña")
        FACTOR = "factor", _("agregó un segundo paso")
        SIN_FACTOR = "sin_factor", _("quitó un segundo paso")
        CODIGOS = "codigos", _("hizo códigos de recuperación")
        REPUESTO = "repuesto", _("quitó el segundo paso de esta cuenta")
        SESIONES = "sesiones", _("cerró sesiones")
        CLAVE_API = "clave_api", _("hizo una clave de la API")
        SIN_CLAVES = "sin_claves", _("revocó claves de la API")

    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="accesos")
    momento = models.DateTimeField(default=clock.now)
    hecho = models.CharField(max_length=20, choices=Hecho)
    por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    ip = models.GenericIPAddressField(null=True)
    navegador = models.CharField(max_length=LARGO_NAVEGADOR, blank=True)
    motivo = models.CharField(max_length=200, blank=True)
    origen = models.CharField(
        max_length=origen.LARGO, default=origen.actual, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("historial de la cuenta")
        verbose_name_plural = _("historial de las cuentas")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["usuario", "-momento", "-id"], name="acceso_de_usuario")
        ]

    def __str__(self) -> str:
        return f"{self.momento:%Y-%m-%d %H:%M} {self.hecho}"

    @property
    def equipo(self) -> str:
        """The browser in words: «Firefox, Windows»; empty if it is unknown."""
        return navegadores.decir(self.navegador)


class Equipo(models.Model):
    """A browser from which a person has entered, known by a cookie of which this is the hash."""

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="equipos")
    huella = models.CharField(max_length=64)
    primero_en = models.DateTimeField(default=clock.now)
    ultimo_en = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["usuario", "huella"], name="equipo_unico")
        ]

    def __str__(self) -> str:
        return f"{self.usuario_id} {self.huella[:8]}"


class LecturaReservada(models.Model):
    """Somebody who takes no part read a case file of degree 3 or 4; once a day and manner.

    `por` is the person stood in for, if reading was that person's right.
    """

    class Modo(models.TextChoices):
        PAGINA = "pagina", _("lo abrió")
        EXPORTACION = "exportacion", _("lo exportó")

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="lecturas")
    lector = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    modo = models.CharField(max_length=12, choices=Modo)
    dia = models.DateField(default=clock.today)
    momento = models.DateTimeField(default=clock.now)
    origen = models.CharField(
        max_length=origen.LARGO, default=origen.actual, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("lectura reservada")
        verbose_name_plural = _("lecturas reservadas")
        ordering: ClassVar = ["-momento", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["expediente", "lector", "dia", "modo"], name="lectura_una_al_dia"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-momento", "-id"], name="lectura_reciente")]

    def __str__(self) -> str:
        return f"{self.lector_id} {self.expediente_id} {self.dia}"

    @property
    def quien(self) -> str:
        """Who read it: «Marta Solís», «Marta Solís por Luis Ábrego»."""
        if self.por is None:
            return self.lector.nombre
        return gettext("%(quien)s por %(otro)s") % {
            "quien": self.lector.nombre,
            "otro": self.por.nombre,
        }


class IntentoRechazado(models.Model):
    """How often something was tried in vain in five minutes, from one address, on one account."""

    class Clase(models.TextChoices):
        ENTRADA = "entrada", _("contraseña equivocada")
        CODIGO = "codigo", _("código del segundo paso equivocado")
        CLAVE = "clave", _("clave de la API que no vale")
        ARCHIVO = "archivo", _("archivo que no se admite")
        PIN = "pin", _("PIN de una solicitud equivocado")

    clase = models.CharField(max_length=10, choices=Clase)
    tramo = models.DateTimeField()
    ip = models.GenericIPAddressField(null=True)
    usuario = models.ForeignKey(
        Usuario, models.CASCADE, null=True, related_name="+", db_index=False
    )
    veces = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("intento rechazado")
        verbose_name_plural = _("intentos rechazados")
        ordering: ClassVar = ["-tramo", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clase", "tramo", "ip", "usuario"],
                name="intento_unico",
                nulls_distinct=False,
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-tramo", "-id"], name="intento_reciente")]

    def __str__(self) -> str:
        return f"{self.tramo:%Y-%m-%d %H:%M} {self.clase} {self.ip}"
