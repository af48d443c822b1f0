"""The case file: what a solicitud, a compromiso, a meta and a pieza have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from rules.predicates import Predicate

from core import clock
from core.models.estrategia import Actor, Lugar, Tema
from core.models.personas import Usuario
from core.texto import SinAcentos

GRADOS = [
    (0, _("0 · pública")),
    (1, _("1 · interna")),
    (2, _("2 · discreta")),
    (3, _("3 · privada")),
    (4, _("4 · confidencial")),
]


class Expediente(models.Model):
    """Code, title, reserve degree, version and what it crosses. Each process model extends it."""

    clase = models.CharField(max_length=20, editable=False)
    codigo = models.CharField(_("código"), max_length=20, unique=True, editable=False)
    titulo = models.CharField(_("título"), max_length=200)
    # As a search compares it: what an index finds is looked at again, and there may be thousands.
    titulo_busqueda = models.GeneratedField(
        expression=SinAcentos("titulo"), output_field=models.TextField(), db_persist=True
    )
    descripcion = models.TextField(_("descripción"), blank=True)
    nivel_reserva = models.PositiveSmallIntegerField(_("reserva"), default=1, choices=GRADOS)
    version = models.PositiveIntegerField(default=1, editable=False)
    creado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+", editable=False)
    creado_en = models.DateTimeField(default=clock.now, editable=False)
    actualizado_en = models.DateTimeField(default=clock.now, editable=False)
    actores = models.ManyToManyField(Actor, blank=True, verbose_name=_("actores"))
    temas = models.ManyToManyField(Tema, blank=True, verbose_name=_("temas"))
    lugares = models.ManyToManyField(Lugar, blank=True, verbose_name=_("lugares"))

    GRADO_MAYOR: ClassVar = GRADOS[-1][0]

    class Meta:
        verbose_name = _("expediente")
        verbose_name_plural = _("expedientes")
        indexes: ClassVar = [
            models.Index(fields=["clase", "-creado_en"]),
            models.Index(fields=["clase", "-actualizado_en"]),
            # Who may see it, and since when, is asked of every row that is counted: without
            # reading the row itself.
            models.Index(
                fields=["clase", "id"],
                include=["nivel_reserva", "creado_en", "actualizado_en"],
                name="expediente_contado",
            ),
            GinIndex(
                fields=["titulo_busqueda"],
                name="expediente_titulo_busqueda",
                opclasses=["gin_trgm_ops"],
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(nivel_reserva__lte=4), name="expediente_grado_de_reserva"
            )
        ]

    def __str__(self) -> str:
        return f"{self.codigo} {self.titulo}"

    @classmethod
    def clases(cls) -> dict[str, type[Caso]]:
        """Every process model by its `clase`."""
        return {modelo.CLASE: modelo for modelo in Caso.__subclasses__()}  # type: ignore[type-abstract]

    @cached_property
    def papeles(self) -> frozenset[tuple[str, int]]:
        """Who is what to it: pairs of papel and user id."""
        return frozenset(
            Participacion.objects.filter(expediente_id=self.pk).values_list("papel", "usuario_id")
        )

    @staticmethod
    def leer_papeles(casos: Collection[Expediente]) -> None:
        """Read at once who is what to each of these: one query."""
        papeles: dict[int, set[tuple[str, int]]] = defaultdict(set)
        filas = Participacion.objects.filter(expediente__in=[caso.pk for caso in casos])
        for pk, papel, usuario in filas.values_list("expediente_id", "papel", "usuario_id"):
            papeles[pk].add((papel, usuario))
        for caso in casos:
            caso.papeles = frozenset(papeles[caso.pk])

    def quienes(self, *papeles: str) -> list[Usuario]:
        """The active people who are one of `papeles` to it."""
        return list(
            Usuario.objects.filter(
                is_active=True,
                participaciones__expediente_id=self.pk,
                participaciones__papel__in=papeles,
            ).distinct()
        )


class Caso(Expediente):
    """What a process model declares beside its machine.

    `ABIERTOS`: the states in which somebody still has to do something.
    `BORRADOS`: those of what was deleted, which is in no list.
    `LECTURA`: role -> highest reserve degree it reads without being a participant.
    `LECTURA_VINCULADA`: roles that read it when it is linked to something of theirs.
    `PERMISOS`: verbs without a transition (crear, editar, adjuntar) -> predicate.
    `HECHOS`: each verb as its history tells it: «lo aceptó».
    `PLAZOS`: kinds of deadline it opens -> their names; `REGLAS`: the alert rules with them.
    `INTERNOS`: how long those are whose length is the town hall's own.
    `SUELTOS`: those that are the date of something without a case file; only their end is known.
    `grado` and `registrado_en` are `nivel_reserva` and `creado_en` for queries alone: the database
    keeps them (`core.copias`).
    """

    CLASE: ClassVar[str]
    PREFIJO: ClassVar[str]
    LECTURA: ClassVar[dict[str, int]]
    LECTURA_VINCULADA: ClassVar[frozenset[str]] = frozenset()
    PERMISOS: ClassVar[dict[str, Predicate]]
    ABIERTOS: ClassVar[tuple[str, ...]]
    BORRADOS: ClassVar[tuple[str, ...]] = ()
    estado: Any  # the FSMField of each process
    HECHOS: ClassVar[dict[str, Any]] = {}
    PLAZOS: ClassVar[dict[str, Any]] = {}
    REGLAS: ClassVar[tuple[Any, ...]] = ()
    INTERNOS: ClassVar[tuple[Any, ...]] = ()
    SUELTOS: ClassVar[frozenset[str]] = frozenset()

    expediente = models.OneToOneField(
        Expediente, models.PROTECT, parent_link=True, primary_key=True, related_name="%(class)s"
    )
    grado = models.PositiveSmallIntegerField(db_default=Expediente.GRADO_MAYOR, editable=False)
    registrado_en = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    @classmethod
    def quedan(cls) -> QuerySet[Any]:
        """All of them but what was deleted."""
        todos: QuerySet[Any] = cls._default_manager.all()
        return todos.exclude(Q(estado__in=cls.BORRADOS)) if cls.BORRADOS else todos

    @property
    def estado_nombre(self) -> str:
        """The word of its state."""
        return str(dict(type(self).estado.field.flatchoices).get(self.estado, self.estado))

    @property
    def cerrado(self) -> bool:
        """Nobody has to do anything about it any more."""
        return self.estado not in self.ABIERTOS

    def prefijo(self) -> str:
        """The letters of its code."""
        return self.PREFIJO

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        """Reload, leaving the protection of the state field in place for every other thread.

        django_fsm's own mixin switches it off for the whole class while it runs. Here the field is
        forgotten first; Django then takes it for deferred, so it is read by itself.
        """
        protected = {
            f.attname for f in self._meta.concrete_fields if getattr(f, "protected", False)
        }
        kept = {name: self.__dict__.pop(name) for name in protected if name in self.__dict__}
        self.__dict__.pop("papeles", None)
        try:
            super().refresh_from_db(using, fields, from_queryset)
            if fields is None and kept:
                super().refresh_from_db(using, list(kept), from_queryset)
        finally:
            for name, value in kept.items():
                self.__dict__.setdefault(name, value)


class Participacion(models.Model):
    """What a person is to a case file: autor, responsable, programador, monitor, gerente…"""

    expediente = models.ForeignKey(Expediente, models.CASCADE, related_name="participaciones")
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="participaciones")
    papel = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["expediente", "usuario", "papel"], name="participacion_unica"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["usuario", "papel"]),
            # What a person is part of, whole: the other half of who may see what.
            models.Index(fields=["usuario", "expediente"], name="participacion_de_quien"),
        ]

    def __str__(self) -> str:
        return f"{self.papel}: {self.usuario_id}"


class Vinculo(models.Model):
    """A thread of the hilo: `de` led to `a`."""

    class Clase(models.TextChoices):
        RESPONDE = "responde", _("lo responde")
        PARTE = "parte", _("es parte de")
        ORIGEN = "origen", _("nace de")
        RELACION = "relacion", _("se relaciona con")

    de = models.ForeignKey(Expediente, models.PROTECT, related_name="vinculos_hacia")
    a = models.ForeignKey(Expediente, models.PROTECT, related_name="vinculos_desde")
    clase = models.CharField(max_length=10, choices=Clase)
    creado_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("vínculo")
        verbose_name_plural = _("vínculos")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["de", "a", "clase"], name="vinculo_unico"),
            models.CheckConstraint(condition=~Q(de=models.F("a")), name="vinculo_con_otro"),
        ]

    def __str__(self) -> str:
        return f"{self.de_id} → {self.a_id} ({self.clase})"


class Secuencia(models.Model):
    """The last number given in a year to a prefix (`core.codigos`)."""

    prefijo = models.CharField(max_length=8)
    anio = models.PositiveSmallIntegerField()
    ultimo = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["prefijo", "anio"], name="secuencia_unica")
        ]

    def __str__(self) -> str:
        return f"{self.prefijo}-{self.anio}-{self.ultimo:05d}"
