"""The catalogue of the kinds of request: terms, what each asks for, letters. People edit it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.solicitudes import cartas

UN_ANIO = 366
# What a type may ask for beside what every request has: the field, and what it is called here.
PEDIBLES = {
    "fecha_evento": _("Fecha del evento"),
    "hora_evento": _("Hora"),
    "lugar_texto": _("Dónde"),
    "fecha_limite_rsvp": _("Hasta cuándo se espera saber si asiste"),
    "papel_esperado": _("Qué se espera de quien asista"),
    "otras_autoridades": _("Otras autoridades invitadas"),
    "asistentes": _("Cuántas personas asistirán"),
    "quien_paga": _("Quién paga los gastos"),
    "interes_representado": _("Qué interés representa, y de quién"),
    "materia": _("Materia que se tratará"),
}

HACE_FALTA = _("Este tipo de solicitud no se registra sin este dato.")


class TipoSolicitud(models.Model):
    """What kind of request it is: its terms, who decides, its letters. Administrators edit it."""

    class Unidad(models.TextChoices):
        HABILES = "habiles", _("días hábiles")
        CALENDARIO = "calendario", _("días calendario")

    codigo = models.SlugField(_("código"), max_length=20, unique=True)
    nombre = models.CharField(_("nombre"), max_length=60, unique=True)
    dias_legales = models.PositiveSmallIntegerField(
        _("plazo legal (días)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
        help_text=_("Vacío: la ley no le pone plazo."),
    )
    unidad = models.CharField(
        _("el plazo legal se cuenta en"), max_length=10, choices=Unidad, default=Unidad.HABILES
    )
    dias_traslado = models.PositiveSmallIntegerField(
        _("para trasladarla a otra institución (días hábiles)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
        help_text=_(
            "Los que da la ley cuando el asunto es de otra autoridad; mientras ella la tiene, los "
            "plazos de aquí no corren. Vacío: siguen corriendo."
        ),
    )
    dias_completar = models.PositiveSmallIntegerField(
        _("para completar lo que falte (días)"),
        default=30,
        db_default=30,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
        help_text=_(
            "Lo que se espera a quien la presentó cuando se le pide información; si no llega, "
            "la solicitud queda desistida."
        ),
    )
    unidad_completar = models.CharField(
        _("se cuentan en"),
        max_length=10,
        choices=Unidad,
        default=Unidad.CALENDARIO,
        db_default=Unidad.CALENDARIO,
    )
    dias_meta = models.PositiveSmallIntegerField(
        _("meta interna (días hábiles)"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
    )
    decide_jefe = models.BooleanField(_("la decide el responsable de agenda"), default=False)
    referencia_legal = models.CharField(_("referencia legal"), max_length=200, blank=True)
    plantilla_acuse = models.TextField(
        _("texto del acuse de recibo"),
        blank=True,
        validators=[cartas.revisar],
        help_text=_("Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}."),
    )
    plantilla_respuesta = models.TextField(
        _("comienzo de la respuesta"),
        blank=True,
        validators=[cartas.revisar],
        help_text=_("Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}."),
    )
    plantilla_traslado = models.TextField(
        _("carta con la que se deriva"),
        blank=True,
        default="",
        db_default="",
        validators=[cartas.revisar],
        help_text=_("Vacío: la de siempre. Puede usar también {detalle}."),
    )
    plantilla_aviso = models.TextField(
        _("lo que se le dice a quien la presentó cuando se deriva"),
        blank=True,
        default="",
        db_default="",
        validators=[cartas.revisar],
        help_text=_("Vacío: lo de siempre. Puede usar también {destino}, a quien se deriva."),
    )
    pide = ArrayField(
        models.CharField(max_length=20, choices=list(PEDIBLES.items())),
        verbose_name=_("además pregunta"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("Los datos que el formulario muestra cuando se elige este tipo."),
    )
    exige = ArrayField(
        models.CharField(max_length=20, choices=list(PEDIBLES.items())),
        verbose_name=_("lo que no puede faltar"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("De lo que pregunta: sin eso no se registra una solicitud de este tipo."),
    )
    al_publico = models.BooleanField(
        _("se pide en el portal"),
        default=False,
        db_default=False,
        help_text=_("Cualquiera la presenta en el sitio público, sin cuenta."),
    )
    para_que = models.CharField(
        _("para qué es, en palabras de la gente"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Una frase que el portal muestra bajo su nombre."),
    )
    activo = models.BooleanField(_("activo"), default=True)

    class Meta:
        verbose_name = _("tipo de solicitud")
        verbose_name_plural = _("tipos de solicitud")
        ordering: ClassVar = ["nombre"]

    def __str__(self) -> str:
        return self.nombre

    def clean(self) -> None:
        """Nobody can answer what is not asked."""
        sobran = [str(PEDIBLES.get(campo, campo)) for campo in self.exige if campo not in self.pide]
        if sobran:
            dicho = _("No puede ser obligatorio lo que no se pregunta: %(campos)s.")
            raise ValidationError({"exige": dicho % {"campos": ", ".join(sobran)}})

    def preguntas(self) -> dict[str, bool]:
        """The fields of a request that it asks for besides, and whether each is compulsory."""
        return {campo: campo in self.exige for campo in PEDIBLES if campo in self.pide}


class PlantillaRespuesta(models.Model):
    """An answer that a type has ready, under a name, for a way in which its requests may end."""

    class Cuando(models.TextChoices):
        SIEMPRE = "siempre", _("Como sea que termine")
        ACEPTADA = "aceptada", _("Si se aceptó")
        DELEGADA = "delegada", _("Si se delegó")
        RECHAZADA = "rechazada", _("Si no se aceptó")
        DERIVADA = "derivada", _("Si se derivó")

    tipo = models.ForeignKey(
        TipoSolicitud, models.CASCADE, related_name="respuestas", verbose_name=_("tipo")
    )
    nombre = models.CharField(_("nombre"), max_length=60)
    cuando = models.CharField(
        _("cuándo se ofrece"), max_length=10, choices=Cuando, default=Cuando.SIEMPRE
    )
    texto = models.TextField(
        _("texto"),
        validators=[cartas.revisar],
        help_text=_(
            "Puede usar {codigo}, {asunto}, {fecha}, {solicitante}, {municipio}, {destino} (en "
            "quién se delegó o a quién se derivó), {contestacion} (lo que contestó) y {motivo} "
            "(por qué no se aceptó)."
        ),
    )

    class Meta:
        verbose_name = _("respuesta preparada")
        verbose_name_plural = _("respuestas preparadas")
        ordering: ClassVar = ["tipo", "nombre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tipo", "nombre"],
                name="plantillarespuesta_unica",
                violation_error_message=_("Este tipo ya tiene una respuesta con ese nombre."),
            )
        ]

    def __str__(self) -> str:
        return self.nombre
