"""What people say of a case file to each other.

A comment is no step: nothing is locked, and the version stays. Whoever sees the case file reads it
and may write; it is in one's own name, though one sees it in the place of another. Whoever writes
follows the case from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from core import access, clock
from core.models import Comentario, ComentarioTexto, Expediente, Mencion, Usuario
from core.transitions import NotAllowed
from notifiers import queue as notifiers
from workflows.cruce import menciones, seguidores

MENCION = "X01"
LARGO = 4000
# For so long one corrects or takes back what one said: afterwards others have read it.
CORREGIBLE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Dicho:
    """A comment as it was written, and what its writer should know of whom it names."""

    comentario: Comentario
    sin_acceso: list[str]
    desconocidos: list[str]
    dudosos: list[str]


def de(expediente: Expediente) -> QuerySet[Comentario]:
    """Those of a case file, newest first: for whoever may see it.

    `texto`, `redactado_en` and `veces` (how often it was written) are of the newest text; who is
    named in it is read at once for all of them.
    """
    escrito = ComentarioTexto.objects.filter(comentario_id=OuterRef("pk")).order_by("-pk")
    nombrados = Mencion.objects.select_related("usuario")
    return (
        Comentario.objects.filter(expediente_id=expediente.pk)
        .annotate(
            texto=Subquery(escrito.values("texto")[:1]),
            redactado_en=Subquery(escrito.values("redactado_en")[:1]),
            veces=Count("escritos"),
        )
        .select_related("autor")
        .prefetch_related(Prefetch("menciones", nombrados))
        .order_by("-momento", "-pk")
    )


def corregible(comentario: Comentario, user: Usuario) -> bool:
    """Whether `user` may still correct it or take it back."""
    reciente = clock.now() - comentario.momento <= CORREGIBLE
    return comentario.autor_id == user.pk and comentario.retirado_en is None and reciente


@transaction.atomic
def comentar(*, expediente_id: int, actor: Usuario, texto: str) -> Dicho:
    """Say something of it: those named in it who may see it are told (X01), and who follows it.

    `Expediente.DoesNotExist` if it is out of sight; `ValidationError` for an empty or endless text.
    """
    expediente = access.scope(Expediente.objects.filter(pk=expediente_id), actor).get()
    texto = _limpio(texto)
    comentario = Comentario.objects.create(expediente=expediente, autor=actor)
    dicho = _escribir(comentario, expediente, texto, actor)
    _avisar_a_los_demas(comentario, expediente, actor)
    seguidores.seguir(expediente_id=expediente.pk, actor=actor)
    return dicho


@transaction.atomic
def editar(*, comentario_id: int, actor: Usuario, texto: str) -> Dicho:
    """Correct one's own, while it is recent; who is named only now is told.

    `Comentario.DoesNotExist` if it is of a case file out of sight, `NotAllowed` if it is another's
    or too old.
    """
    comentario = _propio(comentario_id, actor, "editar")
    return _escribir(comentario, comentario.expediente, _limpio(texto), actor)


@transaction.atomic
def retirar(*, comentario_id: int, actor: Usuario) -> Comentario:
    """Take one's own back, while it is recent: that something was said stays, what it was does not.

    Raises as `editar`.
    """
    comentario = _propio(comentario_id, actor, "retirar")
    comentario.retirado_en = clock.now()
    comentario.save(update_fields=["retirado_en"])
    comentario.menciones.all().delete()
    return comentario


def _propio(comentario_id: int, actor: Usuario, verbo: str) -> Comentario:
    visibles = access.scope(Expediente.objects.all(), actor)
    comentario = (
        Comentario.objects.select_for_update(of=("self",))
        .select_related("expediente")
        .filter(expediente__in=visibles)
        .get(pk=comentario_id)
    )
    if comentario.autor_id != actor.pk:
        raise NotAllowed(verbo, _("Cada quien corrige lo que escribió."))
    if comentario.retirado_en is not None:
        raise NotAllowed(verbo, _("Este comentario ya se retiró."))
    if comentario.escritos.filter(redactado_en__isnull=False).exists():
        raise NotAllowed(verbo, _("Este comentario se suprimió por protección de datos."))
    if not corregible(comentario, actor):
        minutos = CORREGIBLE // timedelta(minutes=1)
        raise NotAllowed(
            verbo, _("Pasaron más de %(n)d minutos: escriba otro comentario.") % {"n": minutos}
        )
    return comentario


def _limpio(texto: str) -> str:
    limpio = texto.strip()
    if not limpio:
        raise ValidationError({"texto": _("Escriba su comentario.")})
    if len(limpio) > LARGO:
        raise ValidationError({"texto": _("Escriba como mucho %(n)d letras.") % {"n": LARGO}})
    return limpio


def _escribir(comentario: Comentario, expediente: Expediente, texto: str, actor: Usuario) -> Dicho:
    """A new text on top of those before, and whoever it names told once of the comment."""
    ComentarioTexto.objects.create(comentario=comentario, texto=texto)
    nombrados = menciones.leer(texto, expediente)
    ven = menciones.con_acceso(nombrados.personas, expediente)
    comentario.menciones.exclude(usuario__in=ven).delete()
    Mencion.objects.bulk_create(
        [Mencion(comentario=comentario, usuario=una) for una in ven], ignore_conflicts=True
    )
    notifiers.notify(
        MENCION,
        expediente=expediente,
        clave=str(comentario.pk),
        usuarios=ven,
        salvo=actor,
        datos={"quien": actor.nombre, "ruta": _ruta(comentario, expediente)},
    )
    sin_acceso = [una.nombre for una in nombrados.personas if una not in ven]
    return Dicho(comentario, sin_acceso, nombrados.desconocidos, nombrados.dudosos)


def _avisar_a_los_demas(comentario: Comentario, expediente: Expediente, actor: Usuario) -> None:
    """Who follows it hears of a comment, unless it names them: they know already."""
    nombrados = Mencion.objects.filter(comentario=comentario).values("usuario")
    notifiers.notify(
        seguidores.AVISO,
        expediente=expediente,
        clave=f"c{comentario.pk}",
        usuarios=seguidores.de(expediente).exclude(pk__in=nombrados),
        salvo=actor,
        datos={
            "verbo": "comentar",
            "quien": actor.nombre,
            "ruta": _ruta(comentario, expediente),
        },
        medio=notifiers.APLICACION,
    )


def _ruta(comentario: Comentario, expediente: Expediente) -> str:
    return f"/e/{expediente.codigo}/comentarios/#comentario-{comentario.pk}"
