"""Taking a text away for good, because somebody's personal data stand in it.

The law gives whoever is named a right to it. That something was said or done, by whom and when
stays; what was written goes: from the comment or the entry of the history, from every notice that
repeats it, and from what the API keeps to answer again. Whoever administers does it, without
having to see the case file, and why it was done is in the history of the settings. What stands in
a field of the case file is changed there.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from core import ajustes, clock
from core.models import (
    Comentario,
    ComentarioTexto,
    Expediente,
    Historial,
    HistorialTexto,
    Recibo,
    Usuario,
)
from core.transitions import NotAllowed
from notifiers.models import Notificacion

SUPRIMIR = "suprimir"


def comentarios(codigo: str) -> QuerySet[Comentario]:
    """The comments about the case file with this code, newest first: facts, without a word."""
    return Comentario.objects.filter(expediente__codigo=codigo).select_related(
        "autor", "expediente"
    )


def entradas(codigo: str) -> QuerySet[Historial]:
    """The entries of its history at which something was written, newest first; likewise."""
    escritas = Historial.objects.filter(expediente__codigo=codigo, escrito__isnull=False)
    return escritas.exclude(escrito__texto="", escrito__redactado_en=None).select_related(
        "usuario", "por", "expediente"
    )


@transaction.atomic
def suprimir_comentario(*, pk: int, actor: Usuario, motivo: str) -> Comentario:
    """Take away what a comment says, and whatever it said before it was corrected.

    Raises `ValidationError` without a reason, `NotAllowed` if nothing is left of it.
    """
    _exigir(actor, motivo)
    comentario = (
        Comentario.objects.select_for_update(of=("self",)).select_related("expediente").get(pk=pk)
    )
    escritos = ComentarioTexto.objects.filter(comentario=comentario, redactado_en=None)
    textos = list(escritos.values_list("texto", flat=True))
    if not escritos.update(texto="", redactado_en=clock.now()):
        raise _ya()
    comentario.menciones.all().delete()
    _borrar_donde_se_repite(comentario.expediente, textos)
    _dejar_dicho(comentario, actor, motivo)
    return comentario


@transaction.atomic
def suprimir_entrada(*, pk: int, actor: Usuario, motivo: str) -> Historial:
    """Take away what was written at a step; raises as `suprimir_comentario`."""
    _exigir(actor, motivo)
    entrada = Historial.objects.select_related("expediente").get(pk=pk)
    escrito = HistorialTexto.objects.select_for_update().filter(pk=pk, redactado_en=None).first()
    if escrito is None:
        raise _ya()
    texto = escrito.texto
    HistorialTexto.objects.filter(pk=pk).update(texto="", redactado_en=clock.now())
    _borrar_donde_se_repite(entrada.expediente, [texto])
    _dejar_dicho(entrada, actor, motivo)
    return entrada


def _exigir(actor: Usuario, motivo: str) -> None:
    ajustes.exigir(actor, SUPRIMIR)
    if not motivo.strip():
        raise ValidationError({"motivo": _("Diga quién lo pidió y por qué procede.")})


def _ya() -> NotAllowed:
    return NotAllowed(SUPRIMIR, _("Este texto ya se suprimió."))


def _borrar_donde_se_repite(expediente: Expediente, textos: list[str]) -> None:
    """What notices and kept answers of the API repeat of it; the rest of each stays."""
    avisos = Notificacion.objects.filter(expediente=expediente)
    _borrar(avisos, "datos", textos)
    dichos = Recibo.objects.annotate(entero=Cast("cuerpo", TextField()))
    _borrar(dichos.filter(entero__contains=expediente.codigo), "cuerpo", textos)


def _borrar(filas: QuerySet[Any], campo: str, textos: list[str]) -> None:
    cambiadas = []
    for fila in filas.select_for_update():
        antes = getattr(fila, campo)
        sin_ello = _sin(textos, antes)
        if sin_ello != antes:
            setattr(fila, campo, sin_ello)
            cambiadas.append(fila)
    filas.model.objects.bulk_update(cambiadas, [campo])


def _sin(textos: list[str], valor: Any) -> Any:
    """The same JSON, each sentence empty that holds one of the texts."""
    if isinstance(valor, dict):
        return {clave: _sin(textos, dentro) for clave, dentro in valor.items()}
    if isinstance(valor, list):
        return [_sin(textos, dentro) for dentro in valor]
    return "" if isinstance(valor, str) and any(uno and uno in valor for uno in textos) else valor


def _dejar_dicho(que: Comentario | Historial, actor: Usuario, motivo: str) -> None:
    ajustes.anotar(que, SUPRIMIR, actor, {"motivo": ""}, {"motivo": motivo.strip()})
