"""Who stands in for whom, and until when.

Whoever has a role names a substitute for oneself; the administration may do it for somebody else,
never in its own favour, and the person substituted is told. What was agreed, changed or ended, and
by whom, stays written (`HistorialSuplencia`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext as _

from core import clock
from core.models import HistorialSuplencia, Suplencia, Usuario
from core.texto import ClaveOrden, contiene
from core.transitions import NotAllowed
from notifiers.queue import notify

RUTA = "/mis-suplencias/"
DIA = "%d/%m/%Y"
AHORA, POR_VENIR, TERMINADAS = "ahora", "por_venir", "terminadas"


@dataclass(frozen=True, slots=True)
class Filtro:
    """What the list of all is narrowed to; both may be left empty."""

    q: str = ""  # a name, of whoever stands in or is stood in for
    cuando: str = ""  # AHORA, POR_VENIR, TERMINADAS


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


def todas(filtro: Filtro = Filtro()) -> QuerySet[Suplencia]:
    """Everybody's, those that hold now first, then those to come: for the administration."""
    hoy = clock.today()
    momentos = {
        AHORA: Q(desde__lte=hoy, hasta__gte=hoy),
        POR_VENIR: Q(desde__gt=hoy),
        TERMINADAS: Q(hasta__lt=hoy),
    }
    found = Suplencia.objects.filter(momentos.get(filtro.cuando, Q()))
    if filtro.q:
        llamados = contiene(Usuario.objects.all(), filtro.q, "nombre").values("pk")
        found = found.filter(Q(titular__in=llamados) | Q(suplente__in=llamados))
    orden = Case(When(momentos[AHORA], then=0), When(momentos[POR_VENIR], then=1), default=2)
    return found.select_related("titular", "suplente").order_by(orden, "-desde", "-pk")


def cuentas() -> dict[str, int]:
    """How many there are of each kind of `cuando`; one query."""
    hoy = clock.today()
    return Suplencia.objects.aggregate(
        **{
            AHORA: Count("pk", filter=Q(desde__lte=hoy, hasta__gte=hoy)),
            POR_VENIR: Count("pk", filter=Q(desde__gt=hoy)),
            TERMINADAS: Count("pk", filter=Q(hasta__lt=hoy)),
        }
    )


def historia(titular: Usuario | None = None) -> QuerySet[HistorialSuplencia]:
    """What was agreed, changed and ended, the latest first; of one person, or of everybody."""
    entradas = HistorialSuplencia.objects.select_related("titular", "suplente", "usuario")
    return entradas.filter(titular=titular) if titular else entradas


def alcanzable(user: Usuario, pk: int) -> Suplencia:
    """One that `user` may change; `Suplencia.DoesNotExist` for any other."""
    return _alcanzables(user).get(pk=pk)


def sustituibles() -> QuerySet[Usuario]:
    """Whoever has a role in which to be stood in for."""
    con_rol = Usuario.objects.filter(is_active=True, groups__isnull=False)
    return con_rol.distinct().order_by(ClaveOrden("nombre"))


def candidatos(user: Usuario) -> QuerySet[Usuario]:
    """Who may stand in for `user`."""
    return Usuario.objects.que_entran().exclude(pk=user.pk)


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
    _anotar(suplencia, "nombrar", actor)
    return suplencia


@transaction.atomic
def cambiar(
    *,
    suplencia_id: int,
    actor: Usuario,
    hasta: date,
    desde: date | None = None,
    motivo: str = "",
) -> Suplencia:
    """Other dates, or another reason; who stands in stays: for somebody else, name another.

    Without `desde` it begins when it did. `Suplencia.DoesNotExist` if it is nothing of the actor's,
    `NotAllowed` once it has ended, `ValidationError` with each date that is wrong.
    """
    suplencia = _alcanzables(actor).select_for_update(of=("self",)).get(pk=suplencia_id)
    _exigir_que_siga(suplencia, "cambiar")
    _revisar_cambio(suplencia, actor, desde or suplencia.desde, hasta)
    suplencia.desde, suplencia.hasta = desde or suplencia.desde, hasta
    suplencia.motivo = motivo
    suplencia.full_clean()
    suplencia.save()
    _anotar(suplencia, "cambiar", actor)
    return suplencia


@transaction.atomic
def terminar(*, suplencia_id: int, actor: Usuario) -> None:
    """End it now: it held until yesterday, or never did.

    `Suplencia.DoesNotExist` if it is nothing of the actor's.
    """
    suplencia = _alcanzables(actor).select_for_update(of=("self",)).get(pk=suplencia_id)
    hoy = clock.today()
    _exigir_que_siga(suplencia, "terminar")
    _anotar(suplencia, "terminar", actor)
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


def _exigir_que_siga(suplencia: Suplencia, verbo: str) -> None:
    if suplencia.hasta < clock.today():
        raise NotAllowed(verbo, _("Esta suplencia ya terminó."))


def _revisar_cambio(suplencia: Suplencia, actor: Usuario, desde: date, hasta: date) -> None:
    """Raise `ValidationError` with each date that is wrong."""
    hoy = clock.today()
    movida = desde != suplencia.desde
    otras = suplencia.titular.suplencias_dadas.exclude(pk=suplencia.pk)
    faltas = {"desde": "", "hasta": ""}
    if movida and suplencia.desde < hoy:
        faltas["desde"] = _("Ya empezó: su comienzo no se cambia.")
    elif movida and desde < hoy:
        faltas["desde"] = _("Una suplencia empieza hoy o después.")
    elif otras.filter(desde__lte=hasta, hasta__gte=desde).exists():
        faltas["hasta"] = _("Para esas fechas ya hay una suplencia: termínela antes.")
    if hasta < max(desde, hoy):
        faltas["hasta"] = _("Termina antes de empezar, o ya pasó: si no hace falta, termínela.")
    if suplencia.suplente == actor:
        faltas["hasta"] = _("Usted no puede alargar lo que suple a otra persona.")
    if faltas := {campo: falta for campo, falta in faltas.items() if falta}:
        raise ValidationError(faltas)


def _anotar(suplencia: Suplencia, verbo: str, actor: Usuario) -> None:
    """It stays written, and both are told."""
    entrada = HistorialSuplencia.objects.create(
        titular=suplencia.titular,
        suplente=suplencia.suplente,
        desde=suplencia.desde,
        hasta=suplencia.hasta,
        verbo=verbo,
        usuario=actor,
    )
    _avisar(suplencia, entrada, actor)


def _no_suple(actor: Usuario, titular: Usuario, suplente: Usuario) -> str:
    """Why `suplente` cannot; empty if nothing stands against it."""
    if suplente == titular:
        return _("Nadie se suple a sí mismo.")
    if suplente == actor:
        return _("Usted no puede nombrarse suplente de otra persona.")
    if not suplente.is_active or suplente.es_sistema or suplente.es_externo:
        return _("Esta persona no tiene una cuenta activa.")
    return ""


def _alcanzables(actor: Usuario) -> QuerySet[Suplencia]:
    todas = Suplencia.objects.select_related("titular", "suplente")
    return todas if actor.is_staff else todas.filter(titular=actor)


def _avisar(suplencia: Suplencia, entrada: HistorialSuplencia, actor: Usuario) -> None:
    datos: dict[str, Any] = {
        "verbo": entrada.verbo,
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
                clave=f"{entrada.verbo}:{entrada.pk}",
                usuarios=[usuario],
                datos={**datos, "papel": papel},
            )
