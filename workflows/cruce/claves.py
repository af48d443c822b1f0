"""The keys of the API: who made which, what each opens, and until when."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from core import clock
from core.models import Clave, Recibo, Usuario
from core.models.claves import INICIO
from core.transitions import NotAllowed
from notifiers.queue import notify
from workflows.cruce import accesos
from workflows.cruce.accesos import NINGUNO, Desde, Hecho

RUTA = "/mis-claves/"
DIA = "%d/%m/%Y"
# A secret that is found somewhere can be recognized for what it is.
PREFIJO = "sgb_"
# Live ones of one person: more are keys nobody looks after.
MAXIMO_VIVAS = 20

# One statement notes that it was used and counts it, in whole minutes of real time.
_USAR = """
UPDATE core_clave
   SET usada_en = %(ahora)s, minuto = %(minuto)s,
       llamadas = CASE WHEN minuto = %(minuto)s THEN llamadas + 1 ELSE 1 END
 WHERE id = %(id)s
RETURNING llamadas
"""


def puede_crear(user: Usuario) -> bool:
    """Who may do nothing needs no key for it."""
    return bool(user.roles)


def de(user: Usuario) -> QuerySet[Clave]:
    """The keys of a person, the newest first."""
    return Clave.objects.filter(usuario=user).select_related("usuario").order_by("-pk")


def vivas(user: Usuario) -> QuerySet[Clave]:
    """Those that still open something."""
    return de(user).filter(revocada_en=None, vence_el__gte=clock.today())


def de_todos(user: Usuario) -> QuerySet[Clave]:
    """Everybody's, for who administers; one's own for everybody else."""
    todas = Clave.objects.select_related("usuario").order_by("-pk")
    return todas if user.is_staff else todas.filter(usuario=user)


def ultimo_dia() -> date:
    """The last day until which a key made today may be valid."""
    return clock.today() + timedelta(days=settings.API_CLAVE_DIAS)


@transaction.atomic
def crear(
    *,
    actor: Usuario,
    nombre: str,
    lee: Collection[str],
    escribe: Collection[str],
    vence_el: date,
    desde: Desde = NINGUNO,
) -> tuple[Clave, str]:
    """A key of one's own, and its secret, which is shown this once; its owner is told by mail."""
    if not puede_crear(actor):
        raise NotAllowed("crear", _("No cumple ninguna función: una clave no abriría nada."))
    _revisar(actor, nombre, lee, escribe, vence_el)
    secreto = PREFIJO + secrets.token_urlsafe(32)
    clave = Clave.objects.create(
        usuario=actor,
        nombre=nombre.strip(),
        inicio=secreto[:INICIO],
        huella=_huella(secreto),
        lee=sorted(lee),
        escribe=sorted(escribe),
        vence_el=vence_el,
    )
    accesos.anotar(actor, Hecho.CLAVE_API, desde=desde, motivo=clave.nombre)
    _avisar(clave, "crear", actor)
    return clave, secreto


@transaction.atomic
def revocar(*, clave_id: int, actor: Usuario) -> None:
    """It opens nothing from now on. `Clave.DoesNotExist` if it is nothing of the actor's."""
    clave = de_todos(actor).select_for_update(of=("self",)).get(pk=clave_id)
    if clave.revocada_en is not None:
        raise NotAllowed("revocar", _("Esta clave ya estaba revocada."))
    clave.revocada_en, clave.revocada_por = clock.now(), actor
    clave.save(update_fields=["revocada_en", "revocada_por"])
    if clave.usuario != actor:
        _avisar(clave, "revocar", actor)


@transaction.atomic
def revocar_todas(*, usuario: Usuario, actor: Usuario, desde: Desde = NINGUNO) -> int:
    """No key of this person opens anything from now on, and the person is told; how many did."""
    suyas = list(vivas(usuario).select_for_update(of=("self",)))
    if not suyas:
        return 0
    de_una_vez = Clave.objects.filter(pk__in=[una.pk for una in suyas])
    de_una_vez.update(revocada_en=clock.now(), revocada_por=actor)
    por = None if actor == usuario else actor
    entrada = accesos.anotar(usuario, Hecho.SIN_CLAVES, desde=desde, por=por)
    nombres = ", ".join(f"«{una.nombre}»" for una in suyas)
    _decir(usuario, f"todas:{entrada.pk}", verbo="todas", nombre=nombres, quien=actor.nombre)
    return len(suyas)


def abrir(secreto: str) -> Clave | None:
    """The key with this secret, if it opens anything: neither ended nor revoked, its person active.

    `clave.usuario` is who asks.
    """
    if not secreto.startswith(PREFIJO):
        return None
    suya = Clave.objects.filter(huella=_huella(secreto), usuario__is_active=True)
    viva = suya.filter(revocada_en=None, vence_el__gte=clock.today())
    return viva.select_related("usuario").first()


def usar(clave: Clave) -> int:
    """Note that it was used now; how often it was in this minute."""
    with connection.cursor() as cursor:
        valores: dict[str, Any] = {
            "id": clave.pk,
            "ahora": clock.now(),
            "minuto": int(time.time()) // 60,
        }
        cursor.execute(_USAR, valores)
        (llamadas,) = cursor.fetchone() or (1,)
    return int(llamadas)


def podar_recibos() -> int:
    """Forget what was answered under an Idempotency-Key some days ago; how many there were."""
    viejos = Recibo.objects.filter(creado_en__lt=Now() - timedelta(hours=settings.API_RECIBO_HORAS))
    cuantos, _por_modelo = viejos.delete()
    return cuantos


def _revisar(
    actor: Usuario, nombre: str, lee: Collection[str], escribe: Collection[str], vence_el: date
) -> None:
    """Raise `ValidationError` with each field that is wrong."""
    ultimo = ultimo_dia()
    faltas = {
        "nombre": "" if nombre.strip() else _("Diga para qué es."),
        "lee": "" if lee or escribe else _("Elija al menos una cosa que pueda hacer."),
        "vence_el": "" if clock.today() <= vence_el <= ultimo else _fuera(ultimo),
    }
    if vivas(actor).count() >= MAXIMO_VIVAS:
        faltas["nombre"] = _("Ya tiene demasiadas claves: revoque las que no usa.")
    if faltas := {campo: falta for campo, falta in faltas.items() if falta}:
        raise ValidationError(faltas)


def _fuera(ultimo: date) -> str:
    return _("Elija un día entre hoy y el %(ultimo)s.") % {"ultimo": ultimo.strftime(DIA)}


def _huella(secreto: str) -> str:
    return hashlib.sha256(secreto.encode()).hexdigest()


def _avisar(clave: Clave, verbo: str, actor: Usuario) -> None:
    _decir(
        clave.usuario,
        f"{verbo}:{clave.pk}",
        verbo=verbo,
        nombre=clave.nombre,
        quien=actor.nombre,
        hasta=clave.vence_el.strftime(DIA),
    )


def _decir(usuario: Usuario, clave: str, **datos: str) -> None:
    notify("clave", expediente=None, clave=clave, usuarios=[usuario], datos={**datos, "ruta": RUTA})
