"""A pieza: one content, with its text for the web, a variant for each network, and its picture."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition
from rules.predicates import predicate

from channels.models import Publicacion
from channels.registry import canales, nombre_de
from core.access import es, esta_abierto, tiene_rol, who
from core.models import Adjunto, Caso, Municipio, Usuario
from core.transitions import Condition
from workflows.comunicacion import states

# Who wrote it: its author for good, and everybody who wrote on it since it was last approved.
REDACTOR = "redactor"
ESCRITORES = ("autor", REDACTOR)

# Without the letters and digits that people confuse when they copy an address by hand.
LETRAS = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
LARGO_TOKEN = 8
MAX_CUERPO = 30_000
MAX_VARIANTE = 65_000  # above what any network takes: its own limit is said by its own count


def nuevo_token() -> str:
    """A short permalink that nobody can guess: `/p/k7Qz2mXa`."""
    return "".join(secrets.choice(LETRAS) for _n in range(LARGO_TOKEN))


@predicate(name="la_escribio")
def la_escribio(user: Usuario, obj: Pieza | None = None) -> bool:
    """True for who wrote it, and for such a person who acts in the name of another."""
    actua: Usuario = user.__dict__.get("quien_actua", user)
    return obj is not None and (obj.escrita_por(user) or obj.escrita_por(actua))


@predicate(name="sin_separacion")
def sin_separacion(_user: Usuario, _obj: Pieza | None = None) -> bool:
    """True in a town hall so small that who writes may approve."""
    return not Municipio.actual().separar_funciones


ESCRIBE = es("autor") | tiene_rol("prensa")
REVISA = tiene_rol("titular", "prensa")
APRUEBA = REVISA & (~la_escribio | sin_separacion)  # who writes does not approve
DIFUNDE = tiene_rol("prensa")
DECIDE = DIFUNDE | tiene_rol("titular")  # what the whole town hall answers for
CONECTA = DIFUNDE | tiene_rol("administrador")  # the accounts and their keys

PUBLICA = Condition(
    lambda p: p.nivel_reserva == 0, _("Solo se publica lo de reserva 0: cambie su reserva.")
)
HA_SALIDO = Condition(lambda p: p.ha_salido, _("No ha salido en ningún canal."))


class Pieza(Caso):
    """What the municipality tells, and where and when."""

    CLASE = "pieza"
    PREFIJO = "PIE"
    ABIERTOS = states.ABIERTOS
    LECTURA: ClassVar = {
        "titular": 4,
        "prensa": 2,
        "jefe_agenda": 2,
        "contraparte": 2,
        "responsable_metas": 1,
        "consulta": 1,
    }
    LECTURA_VINCULADA = frozenset({"gerente_meta"})
    PERMISOS: ClassVar = {
        # The titular approves what others write.
        "crear": tiene_rol(
            "jefe_agenda", "gerente_meta", "responsable_metas", "prensa", "funcionario"
        ),
        "adjuntar": ESCRIBE & esta_abierto,
        "decidir": DECIDE,
        "reintentar": DIFUNDE,
        "detener": DECIDE,
        "reanudar": DECIDE,
        "conectar": CONECTA,
        "reconectar": CONECTA,
        "configurar_cuenta": CONECTA,
        "pausar_cuenta": CONECTA,
        "reanudar_cuenta": CONECTA,
        "ver_cuentas": CONECTA | DECIDE | tiene_rol("contraparte"),
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS
    REGLAS = states.REGLAS
    INTERNOS = states.INTERNOS
    SUELTOS = states.SUELTOS

    estado = FSMField(
        default=states.BORRADOR, choices=states.ESTADOS, protected=True, db_index=True
    )
    entradilla = models.CharField(
        _("entradilla"), max_length=400, blank=True, help_text=_("La noticia en una o dos frases.")
    )
    cuerpo = models.TextField(
        _("texto para la web"), blank=True, validators=[MaxLengthValidator(MAX_CUERPO)]
    )
    texto_facebook = models.TextField(
        _("texto para Facebook"), blank=True, validators=[MaxLengthValidator(MAX_VARIANTE)]
    )
    texto_x = models.TextField(
        _("texto para X"), blank=True, validators=[MaxLengthValidator(MAX_VARIANTE)]
    )
    imagen = models.ForeignKey(
        Adjunto,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("imagen"),
    )
    imagen_alt = models.CharField(
        _("texto alternativo"),
        max_length=1000,
        blank=True,
        help_text=_("Lo que leerá quien no ve la imagen."),
    )
    menores_confirmado = models.BooleanField(
        _("sin menores reconocibles, o con permiso"), default=False
    )
    consentimientos = models.TextField(
        _("permisos de las personas que se ven"),
        blank=True,
        validators=[MaxLengthValidator(2_000)],
    )
    canales = ArrayField(
        models.CharField(max_length=20, choices=canales),
        verbose_name=_("canales"),
        default=list,
        blank=True,
    )
    enlace_en_x = models.BooleanField(_("con enlace en X"), default=True)
    publicar_en = models.DateTimeField(
        _("cuándo"), null=True, blank=True, help_text=_("En blanco: al aprobarla.")
    )
    token = models.CharField(max_length=16, unique=True, editable=False, default=nuevo_token)
    editada_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+", editable=False)
    huella_aprobada = models.CharField(max_length=64, blank=True, editable=False)
    huellas = models.JSONField(default=dict, blank=True, editable=False)
    aprobaciones = models.PositiveSmallIntegerField(default=0, editable=False)
    nota_publica = models.TextField(_("nota pública"), blank=True, editable=False)

    class Meta:
        verbose_name = _("pieza")
        verbose_name_plural = _("piezas")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(estado__in=[states.EN_REVISION, states.APROBADA])
                | Q(imagen__isnull=True)
                | ~Q(imagen_alt="") & Q(menores_confirmado=True),
                name="pieza_imagen_descrita",
                violation_error_message=_("Falta el texto alternativo de la imagen."),
            ),
            models.CheckConstraint(
                condition=Q(estado=states.APROBADA) & ~Q(huella_aprobada="")
                | ~Q(estado=states.APROBADA) & Q(huella_aprobada=""),
                name="pieza_aprobada_con_huella",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.RETIRADA) | ~Q(nota_publica=""),
                name="pieza_retirada_con_nota",
            ),
        ]

    @property
    def canales_nombres(self) -> list[str]:
        """The channels it goes to, as people call them."""
        return [nombre_de(canal) for canal in self.canales]

    @property
    def ha_salido(self) -> bool:
        """It is approved, or something of an earlier version is out or may be."""
        # Of all of them: where many pieces are listed they were read beforehand.
        return self.estado == states.APROBADA or any(
            una.estado != Publicacion.Estado.CANCELADA for una in self.publicaciones.all()
        )

    def escrita_por(self, user: Usuario) -> bool:
        """The person is its author, or wrote on it since it was last approved."""
        return any((papel, user.pk) in self.papeles for papel in ESCRITORES)

    @transition(
        field=estado,
        source=states.BORRADOR,
        target=states.EN_REVISION,
        permission=who(ESCRIBE),
        conditions=[PUBLICA],
        custom={"label": _("Enviar a revisión"), "primary": True, "icon": "send"},
    )
    def enviar(self) -> None:
        """Somebody else reads it."""

    @transition(
        field=estado,
        source=states.EN_REVISION,
        target=states.APROBADA,
        permission=who(APRUEBA),
        conditions=[PUBLICA],
        custom={"label": _("Aprobar y publicar"), "primary": True, "icon": "check"},
    )
    def aprobar(self, *, huella: str, huellas: Mapping[str, str]) -> None:
        self.huella_aprobada, self.huellas = huella, dict(huellas)
        self.aprobaciones += 1

    @transition(
        field=estado,
        source=states.EN_REVISION,
        target=states.DEVUELTA,
        permission=who(APRUEBA),
        custom={"label": _("Devolver con observaciones"), "icon": "arrow-back-up"},
    )
    def devolver(self) -> None:
        """It needs another hand."""

    @transition(
        field=estado,
        source=states.DEVUELTA,
        target=states.BORRADOR,
        permission=who(ESCRIBE),
        custom={"label": _("Corregir"), "primary": True, "icon": "edit"},
    )
    def corregir(self) -> None:
        """Somebody goes on writing."""

    @transition(
        field=estado,
        source=[states.BORRADOR, states.APROBADA],
        target=states.BORRADOR,
        permission=who(ESCRIBE),
        custom={"label": _("Editar"), "icon": "edit"},
    )
    def editar(self, *, quien: Usuario) -> None:
        """What was approved was another text: the approval is gone."""
        self.editada_por = quien
        self.huella_aprobada, self.huellas = "", {}

    @transition(
        field=estado,
        # What is out can be taken back whatever is being done to the text meanwhile.
        source=[states.APROBADA, states.BORRADOR, states.EN_REVISION, states.DEVUELTA],
        target=states.RETIRADA,
        permission=who(REVISA),
        conditions=[HA_SALIDO],
        custom={"label": _("Retirar de todos los canales"), "danger": True, "icon": "x"},
    )
    def retirar(self, *, nota: str) -> None:
        self.nota_publica = nota
        self.huella_aprobada, self.huellas = "", {}
