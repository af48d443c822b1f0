"""One row for each approved version and channel, and what was tried with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from channels.base import FrozenPost, Image
from channels.models.cuenta import Cuenta
from channels.registry import canales, nombre_de
from core import clock
from core.models import Adjunto, Expediente, Usuario
from core.outbox import QueueRow


class Publicacion(QueueRow):
    """The frozen version of a piece on its way to one channel. Moved by conditional SQL only.

    Instants are the domain's time, except `marca_desde`: the real time of the first attempt, since
    that is what the networks write on their posts.
    """

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Por publicar")
        PROGRAMADA = "programada", _("Programada")
        RETENIDA = "retenida", _("Retenida")
        PUBLICANDO = "publicando", _("Publicando")
        DESCONOCIDA = "desconocida", _("Comprobando si salió")
        POR_DECIDIR = "por_decidir", _("Por decidir")
        PUBLICADA = "publicada", _("Publicada")
        FALLIDA = "fallida", _("No salió")
        CANCELADA = "cancelada", _("Cancelada")
        RETIRADA = "retirada", _("Retirada")

    WAITING: ClassVar[tuple[str, ...]] = ("pendiente", "programada")
    WORKING = "publicando"

    estado = models.CharField(max_length=12, choices=Estado)
    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="publicaciones")
    cuenta = models.ForeignKey(Cuenta, models.PROTECT, related_name="publicaciones")
    canal = models.CharField(max_length=20, choices=canales)
    huella = models.CharField(max_length=64)
    post = models.JSONField()
    imagen = models.ForeignKey(Adjunto, models.PROTECT, null=True, related_name="publicaciones")
    creada_en = models.DateTimeField(default=clock.now)
    programada_para = models.DateTimeField(null=True)

    media = models.JSONField(default=list)
    media_hasta = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    publicada_en = models.DateTimeField(null=True)

    error_clase = models.CharField(max_length=12, blank=True)
    error = models.TextField(blank=True)
    detalle = models.TextField(blank=True)
    fallos = models.PositiveSmallIntegerField(default=0)

    marca_desde = models.DateTimeField(null=True)
    desconocida_desde = models.DateTimeField(null=True)
    lecturas = models.PositiveSmallIntegerField(default=0)
    decidida_por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    decidida_en = models.DateTimeField(null=True)

    retiro_pedido_en = models.DateTimeField(null=True)
    retirada_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("publicación")
        verbose_name_plural = _("publicaciones")
        constraints = [
            models.UniqueConstraint(
                fields=["expediente", "huella", "canal"], name="publicacion_una_por_version_y_canal"
            ),
            models.CheckConstraint(
                condition=Q(
                    estado__in=[
                        "pendiente",
                        "programada",
                        "retenida",
                        "publicando",
                        "desconocida",
                        "por_decidir",
                        "publicada",
                        "fallida",
                        "cancelada",
                        "retirada",
                    ]
                ),
                name="publicacion_estado",
            ),
            models.CheckConstraint(
                condition=~Q(estado="programada") | Q(programada_para__isnull=False),
                name="publicacion_programada_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado="publicada")
                | Q(publicada_en__isnull=False) & ~Q(remote_id="") & ~Q(url=""),
                name="publicacion_publicada_con_enlace",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=["desconocida", "por_decidir"])
                | Q(desconocida_desde__isnull=False, marca_desde__isnull=False),
                name="publicacion_dudosa_desde_cuando",
            ),
            models.CheckConstraint(
                condition=~Q(estado="publicando") | Q(lease_until__isnull=False),
                name="publicacion_publicando_con_plazo",
            ),
        ]
        indexes = [
            # The order of their list.
            models.Index(fields=["-creada_en", "-id"], name="publicacion_en_lista"),
            models.Index(
                fields=["disponible_en", "id"],
                name="publicacion_por_salir",
                condition=Q(estado__in=["pendiente", "programada"]),
            ),
            models.Index(
                fields=["disponible_en", "id"],
                name="publicacion_dudosa",
                condition=Q(estado="desconocida"),
            ),
            models.Index(
                fields=["lease_until"],
                name="publicacion_en_curso",
                condition=Q(estado="publicando"),
            ),
            models.Index(
                fields=["cuenta"], name="publicacion_retenida", condition=Q(estado="retenida")
            ),
            models.Index(
                fields=["disponible_en", "id"],
                name="publicacion_por_retirar",
                condition=Q(estado="publicada", retiro_pedido_en__isnull=False),
            ),
            models.Index(
                fields=["canal", "-publicada_en"],
                name="publicacion_a_la_vista",
                condition=Q(estado="publicada"),
            ),
            models.Index(fields=["canal", "remote_id"], name="publicacion_remota"),
        ]

    def __str__(self) -> str:
        return f"{nombre_de(self.canal)}: {self.post.get('titulo', '')}"

    @property
    def canal_nombre(self) -> str:
        """How people call the channel."""
        return nombre_de(self.canal)

    def frozen(self) -> FrozenPost:
        """Return what an adapter sends, the picture's bytes read now (may raise OSError)."""
        post = self.post
        return FrozenPost(
            token=post["token"],
            titulo=post["titulo"],
            texto=post["texto"],
            enlace=post["enlace"],
            imagen=self._image(),
        )

    def _image(self) -> Image | None:
        if self.imagen is None:
            return None
        with self.imagen.archivo.open("rb") as file:
            data = file.read()
        return Image(self.imagen.nombre, self.imagen.tipo, data, self.post["alt"])


class Dudosa(Publicacion):
    """A publication whose outcome is not known, claimed to be read back."""

    WAITING = ("desconocida",)
    WORKING = "desconocida"

    class Meta:
        proxy = True


class PorRetirar(Publicacion):
    """A publication that must be taken away, claimed to be deleted at its channel."""

    WAITING = ("publicada",)
    WORKING = "publicada"

    class Meta:
        proxy = True


class Intento(models.Model):
    """One attempt to publish. `resultado` is empty while it lasts, or if its worker died."""

    publicacion = models.ForeignKey(Publicacion, models.PROTECT, related_name="bitacora")
    empezado_en = models.DateTimeField(default=clock.now)
    terminado_en = models.DateTimeField(null=True)
    resultado = models.CharField(max_length=12, blank=True)
    detalle = models.TextField(blank=True)

    class Meta:
        verbose_name = _("intento")
        verbose_name_plural = _("intentos")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.empezado_en:%Y-%m-%d %H:%M} {self.resultado}"
