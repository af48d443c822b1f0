"""What people say of a case file to each other, and who follows it. No step: its version stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models.expediente import Expediente
from core.models.personas import Usuario


class Comentario(models.Model):
    """Who said something of a case file, and when. Never deleted, only withdrawn: a trigger."""

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="comentarios")
    autor = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField(default=clock.now)
    retirado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comentario")
        verbose_name_plural = _("comentarios")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["expediente", "-momento", "-id"], name="comentario_de_expediente")
        ]

    def __str__(self) -> str:
        nombres = {"n": self.pk, "codigo": self.expediente.codigo}
        return gettext("comentario %(n)s de %(codigo)s") % nombres


class ComentarioTexto(models.Model):
    """What it says: the newest row. Apart, and appended to, as the texts of the history are.

    Text about persons may have to be redacted; that, once, is all that may happen to a row.
    """

    comentario = models.ForeignKey(Comentario, models.PROTECT, related_name="escritos")
    momento = models.DateTimeField(default=clock.now)
    texto = models.TextField()
    redactado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("texto del comentario")
        verbose_name_plural = _("textos del comentario")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.texto[:60]


class Mencion(models.Model):
    """A person whom the text names with an @."""

    comentario = models.ForeignKey(Comentario, models.CASCADE, related_name="menciones")
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mención")
        verbose_name_plural = _("menciones")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comentario", "usuario"], name="mencion_unica")
        ]

    def __str__(self) -> str:
        return f"@{self.usuario_id}"


class Seguidor(models.Model):
    """Who wants to know when a case file moves, and up to which version was told."""

    expediente = models.ForeignKey(Expediente, models.CASCADE, related_name="seguidores")
    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="sigue")
    desde = models.DateTimeField(default=clock.now)
    visto = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("seguidor")
        verbose_name_plural = _("seguidores")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["expediente", "usuario"], name="seguidor_unico")
        ]
        indexes: ClassVar = [models.Index(fields=["usuario", "-desde"], name="seguidor_de_usuario")]

    def __str__(self) -> str:
        return f"{self.usuario_id} → {self.expediente_id}"
