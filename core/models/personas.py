"""The people of the town hall: who they are, where they sit, who stands in for whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import clock
from core.roles import ROLES
from core.texto import ClaveOrden

__all__ = ["ROLES", "Area", "Cargo", "Suplencia", "Usuario"]


class Area(models.Model):
    """A unit of the town hall; a tree."""

    nombre = models.CharField(_("nombre"), max_length=120, unique=True)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="dependencias"
    )
    jefe = models.ForeignKey(
        "core.Usuario", models.SET_NULL, null=True, blank=True, related_name="areas_a_cargo"
    )

    class Meta:
        verbose_name = _("área")
        verbose_name_plural = _("áreas")
        ordering: ClassVar = ["nombre"]

    def __str__(self) -> str:
        return self.nombre


class Cargo(models.Model):
    """A post: what somebody is in the town hall."""

    nombre = models.CharField(_("nombre"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("cargo")
        verbose_name_plural = _("cargos")
        ordering: ClassVar = ["nombre"]

    def __str__(self) -> str:
        return self.nombre


# Before every page: written by hand, what the ORM takes to build it is a tenth of the page.
PRESENTE = """
SELECT {columnas},
       ARRAY(SELECT g.name FROM core_usuario_groups d JOIN auth_group g ON g.id = d.group_id
              WHERE d.usuario_id = u.id),
       EXISTS(SELECT FROM core_suplencia s JOIN core_usuario t ON t.id = s.titular_id
               WHERE s.suplente_id = u.id AND t.is_active
                 AND %(hoy)s BETWEEN s.desde AND s.hasta),
       c.nombre
  FROM core_usuario u LEFT JOIN core_cargo c ON c.id = u.cargo_id
 WHERE u.id = %(pk)s"""


class UsuarioManager(BaseUserManager["Usuario"]):
    def create_user(self, email: str, password: str | None = None, **campos: Any) -> Usuario:
        """A person who logs in by e-mail; without password until the invitation is followed."""
        usuario = self.model(email=self.normalize_email(email).lower(), **campos)
        if password:
            usuario.set_password(password)
        else:
            usuario.set_unusable_password()
        usuario.save(using=self._db)
        return usuario

    def sistema(self) -> Usuario:
        """The user in whose name the clock acts."""
        return self.get(es_sistema=True)

    def que_entran(self) -> models.QuerySet[Usuario]:
        """The people of the house: whoever may log in."""
        return self.filter(is_active=True, es_sistema=False, actor=None)

    def presente(self, pk: Any) -> Usuario:
        """The person of a session with what every page asks of her, in one query.

        Post, roles, and whether she stands in for somebody today. Raises `DoesNotExist`.
        """
        campos = self.model._meta.concrete_fields
        columnas = ", ".join(f"u.{campo.column}" for campo in campos)
        with connection.cursor() as cursor:
            cursor.execute(PRESENTE.format(columnas=columnas), {"pk": pk, "hoy": clock.today()})
            fila = cursor.fetchone()
        if fila is None:
            raise self.model.DoesNotExist
        *valores, roles, suple, cargo = fila
        presente = self.model.from_db(self.db, [campo.attname for campo in campos], valores)
        presente.roles, presente.suple = frozenset(roles), suple
        presente.cargo = Cargo(presente.cargo_id, cargo) if cargo else None
        return presente

    def get_by_natural_key(self, username: str | None) -> Usuario:
        return self.get(email__iexact=username)


class Usuario(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Nobody is a superuser: a superuser passes every predicate.

    One with an `actor` is somebody outside who answers for something (ADR 35): never logs in,
    has no role, and acts by the link of a mail (`notifiers.pases`).
    """

    email = models.EmailField(_("correo electrónico"), unique=True)
    nombre = models.CharField(_("nombre y apellido"), max_length=120)
    # Many rows are sorted by whose they are: the key is not worked out for each of them.
    nombre_orden = models.GeneratedField(
        expression=ClaveOrden("nombre"), output_field=models.TextField(), db_persist=True
    )
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, verbose_name=_("área"))
    cargo = models.ForeignKey(
        Cargo, models.SET_NULL, null=True, blank=True, verbose_name=_("cargo")
    )
    idioma = models.CharField(
        _("idioma"), max_length=5, default="es", choices=[("es", "Español"), ("en", "English")]
    )
    is_active = models.BooleanField(_("activo"), default=True)
    actor = models.OneToOneField(
        "core.Actor",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="externo",
        verbose_name=_("persona de afuera"),
    )
    es_sistema = models.BooleanField(default=False, editable=False)
    creado_en = models.DateTimeField(default=timezone.now, editable=False)

    suple = True
    """Whether it is worth asking for whom this person stands in; `presente` knows."""

    objects: ClassVar[UsuarioManager] = UsuarioManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["nombre"]

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering: ClassVar = ["nombre"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_superuser=False), name="usuario_nadie_es_superusuario"
            ),
            models.UniqueConstraint(Lower("email"), name="usuario_correo_unico"),
            models.UniqueConstraint(
                fields=["es_sistema"], condition=Q(es_sistema=True), name="usuario_un_sistema"
            ),
        ]

    def __str__(self) -> str:
        return self.nombre or self.email

    def get_full_name(self) -> str:
        return self.nombre

    def get_short_name(self) -> str:
        return self.nombre.split(" ", 1)[0]

    @property
    def correo(self) -> str:
        """Where mails to the person go: of somebody outside, what the catalogue says today."""
        return self.actor.email if self.actor else self.email

    @property
    def es_externo(self) -> bool:
        """Somebody outside, who comes by a link and nowhere else."""
        return self.actor_id is not None

    @property
    def is_staff(self) -> bool:
        """Who enters the administration: the contraparte and the systems administrator."""
        return bool(self.roles & {"contraparte", "administrador"})

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's own roles, read once per instance."""
        return frozenset(self.groups.values_list("name", flat=True))


class SuplenciaQuerySet(models.QuerySet["Suplencia"]):
    def vigentes(self) -> SuplenciaQuerySet:
        hoy = clock.today()
        return self.filter(desde__lte=hoy, hasta__gte=hoy, titular__is_active=True)


class Suplencia(models.Model):
    """`suplente` may do what `titular` may, between two dates; the history says «X por Y»."""

    titular = models.ForeignKey(
        Usuario, models.CASCADE, related_name="suplencias_dadas", verbose_name=_("titular")
    )
    suplente = models.ForeignKey(
        Usuario, models.CASCADE, related_name="suplencias_recibidas", verbose_name=_("suplente")
    )
    desde = models.DateField(_("desde"))
    hasta = models.DateField(_("hasta"))
    motivo = models.CharField(_("motivo"), max_length=200, blank=True)

    objects = SuplenciaQuerySet.as_manager()

    class Meta:
        verbose_name = _("suplencia")
        verbose_name_plural = _("suplencias")
        ordering: ClassVar = ["-desde"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hasta__gte=F("desde")),
                name="suplencia_fechas",
                violation_error_message=_("La suplencia termina antes de empezar."),
            ),
            models.CheckConstraint(
                condition=~Q(titular=F("suplente")),
                name="suplencia_otra_persona",
                violation_error_message=_("Nadie se suple a sí mismo."),
            ),
            ExclusionConstraint(
                name="suplencia_una_a_la_vez",
                expressions=[
                    ("titular", RangeOperators.EQUAL),
                    (
                        Func(
                            F("desde"),
                            F("hasta"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Para esas fechas ya hay una suplencia."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suplente} por {self.titular}"


class HistorialSuplencia(models.Model):
    """Who named, changed or ended a substitute, and what was agreed then. Append-only: a trigger.

    One that was ended before it began leaves only this.
    """

    titular = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    suplente = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    desde = models.DateField()
    hasta = models.DateField()
    verbo = models.CharField(max_length=10)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("historial de suplencias")
        verbose_name_plural = _("historial de suplencias")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["titular", "-momento", "-id"], name="historialsuplencia_titular")
        ]

    def __str__(self) -> str:
        return f"{self.momento:%Y-%m-%d %H:%M} {self.verbo}"
