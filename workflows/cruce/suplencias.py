"""Who stands in for whom, and until when.

Whoever has a role names a substitute for oneself; the administration may do it for somebody else,
never in its own favour, and the person substituted is told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from notifiers.queue import notify

RUTA = "/mis-suplencias/"
DIA = "%d/%m/%Y"


def puede_nombrar(user: Usuario) -> bool:
    """Who has a role of one's own may be substituted in it."""
    return bool(user.roles)


def dadas(user: Usuario) -> QuerySet[Suplencia]:
    """Who stands, stood or will stand in for `user`, the latest first."""
    return user.suplencias_dadas.select_related("suplente").order_by("-desde", "-pk")


def recibidas(user: Usuario) -> QuerySet[Suplencia]:
    """For whom `user` stands in, today or later."""
    vigentes = user.suplencias_recibidas.filter(hasta__gte=clock.today(), titular__is_active=True)
    return vigentes.select_related("titular").order_by("desde", "pk")


def candidatos(user: Usuario) -> QuerySet[Usuario]:
    """Who may stand in for `user`."""
    return Usuario.objects.filter(is_active=True).exclude(Q(pk=user.pk) | Q(es_sistema=True))


@transaction.atomic
def nombrar(
    *,
    titular: Usuario,
    suplente: Usuario,
    desde: date,
    hasta: date,
    actor: Usuario,
    motivo: str = "",
) -> Suplencia:
    """`suplente` may do what `titular` may, between two dates; both are told if they did not."""
    if actor != titular and not actor.is_staff:
        raise NotAllowed("nombrar", _("Cada quien nombra a quien le suple."))
    revisar(actor=actor, titular=titular, suplente=suplente, desde=desde, hasta=hasta)
    suplencia = Suplencia(
        titular=titular, suplente=suplente, desde=desde, hasta=hasta, motivo=motivo
    )
    suplencia.full_clean()
    suplencia.save()
    _avisar(suplencia, "nombrar", actor)
    return suplencia


@transaction.atomic
def terminar(*, suplencia_id: int, actor: Usuario) -> None:
    """End it now: it held until yesterday, or never did.

    `Suplencia.DoesNotExist` if it is nothing of the actor's.
    """
    suplencia = _alcanzables(actor).select_for_update(of=("self",)).get(pk=suplencia_id)
    hoy = clock.today()
    if suplencia.hasta < hoy:
        raise NotAllowed("terminar", _("Esta suplencia ya terminó."))
    _avisar(suplencia, "terminar", actor)
    if suplencia.desde < hoy:
        suplencia.hasta = hoy - timedelta(days=1)
        suplencia.save(update_fields=["hasta"])
    else:
        suplencia.delete()


def revisar(
    *, actor: Usuario, titular: Usuario, suplente: Usuario, desde: date, hasta: date
) -> None:
    """Raise `ValidationError` with each field that is wrong, before anything is written."""
    faltas = {
        "titular": "" if puede_nombrar(titular) else _("No cumple ninguna función."),
        "suplente": _no_suple(actor, titular, suplente),
        "desde": "" if desde >= clock.today() else _("Una suplencia empieza hoy o después."),
        "hasta": "" if hasta >= desde else _("La suplencia termina antes de empezar."),
    }
    if titular.suplencias_dadas.filter(desde__lte=hasta, hasta__gte=desde).exists():
        faltas["desde"] = _("Para esas fechas ya hay una suplencia: termínela antes.")
    if faltas := {campo: falta for campo, falta in faltas.items() if falta}:
        raise ValidationError(faltas)


def _no_suple(actor: Usuario, titular: Usuario, suplente: Usuario) -> str:
    """Why `suplente` cannot; empty if nothing stands against it."""
    if suplente == titular:
        return _("Nadie se suple a sí mismo.")
    if suplente == actor:
        return _("Usted no puede nombrarse suplente de otra persona.")
    if not suplente.is_active or suplente.es_sistema:
        return _("Esta persona no tiene una cuenta activa.")
    return ""


def _alcanzables(actor: Usuario) -> QuerySet[Suplencia]:
    todas = Suplencia.objects.select_related("titular", "suplente")
    return todas if actor.is_staff else todas.filter(titular=actor)


def _avisar(suplencia: Suplencia, verbo: str, actor: Usuario) -> None:
    datos: dict[str, Any] = {
        "verbo": verbo,
        "titular": suplencia.titular.nombre,
        "suplente": suplencia.suplente.nombre,
        "quien": actor.nombre,
        "desde": suplencia.desde.strftime(DIA),
        "hasta": suplencia.hasta.strftime(DIA),
        "motivo": suplencia.motivo,
        "ruta": RUTA,
    }
    for usuario, papel in ((suplencia.suplente, "suplente"), (suplencia.titular, "titular")):
        if usuario != actor:
            notify(
                "suplencia",
                expediente=None,
                clave=f"{verbo}:{suplencia.pk}",
                usuarios=[usuario],
                datos={**datos, "papel": papel},
            )
