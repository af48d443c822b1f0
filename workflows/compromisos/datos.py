"""What people type of a compromiso: what it may hold, and what is missing from it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import clock
from core.models import Usuario
from workflows.compromisos.models import Compromiso


def exigir(campo: str, valor: object, mensaje: str) -> None:
    """Raise `ValidationError` for the form's field unless `valor` holds; blanks hold nothing."""
    if not valor or (isinstance(valor, str) and not valor.strip()):
        raise ValidationError({campo: mensaje})


def exigir_fecha(fecha: date, campo: str = "fecha") -> None:
    """What is promised is promised for today or later."""
    exigir(campo, fecha >= clock.today(), _("La fecha ya pasó."))


def exigir_enlace(enlace: str) -> None:
    """A page of the web, short enough to keep: the link is shown to whoever verifies."""
    try:
        Compromiso._meta.get_field("enlace").clean(enlace, None)
    except ValidationError as error:
        raise ValidationError({"enlace": error.messages}) from None


def exigir_destinatario(compromiso: Compromiso) -> None:
    """A promise is made to somebody, and somebody else verifies it; a public one is of degree 0."""
    es_tarea = compromiso.tipo == Compromiso.Tipo.TAREA
    exigir("a_quien", es_tarea or compromiso.a_quien, _("Diga a quién se prometió."))
    exigir(
        "requiere_verificacion",
        es_tarea or compromiso.requiere_verificacion,
        _("Un compromiso siempre lo verifica otra persona."),
    )
    exigir(
        "requiere_verificacion",
        compromiso.origen != Compromiso.Origen.META or compromiso.requiere_verificacion,
        _("Lo que nace de una meta siempre lo verifica otra persona."),
    )
    exigir(
        "publico",
        not compromiso.publico or compromiso.nivel_reserva == 0,
        _("Solo lo de reserva 0 puede ser público."),
    )


def exigir_verificador(
    actor: Usuario, responsable: Usuario, monitor: Usuario | None, requerido: bool
) -> None:
    """Where it is verified there is somebody other than the responsable to do it."""
    otros = {uno for uno in (actor, monitor) if uno is not None and uno != responsable}
    exigir(
        "monitor",
        otros or not requerido,
        _("Nadie verifica lo suyo: elija un monitor que no sea el responsable."),
    )
