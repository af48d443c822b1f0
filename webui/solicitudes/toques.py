"""What a card of *Decisiones* settles with one touch, and what its sheets offer before they ask.

With one touch: what was recommended; else where the like of it is, or what is most usual; else what
fits anywhere. What nothing is known of asks in its sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Area, Usuario
from workflows.solicitudes import queries
from workflows.solicitudes.queries import Solicitud

Motivo = Solicitud.Motivo
# «Otro» is explained in the sheet. What has been is no card any more.
CALLADOS = frozenset({Motivo.OTRO, Motivo.FECHA})
# Said of a request that nobody looked at for it, the others may be untrue.
DE_CUALQUIERA = frozenset({Motivo.AGENDA, Motivo.COMPETENCIA, Motivo.RECURSOS})
# A type that asks for one of these asks for a day of the agenda.
PIDEN_FECHA = frozenset({"fecha_evento", "materia"})
# What the sheet beside the button of one touch is called.
OTRAS: Mapping[str, str | Promise] = {
    "delegar": _("Delegar en otra persona"),
    "aplazar": _("Aplazar hasta otro día"),
    "derivar": _("Derivar a otra área o institución"),
    "rechazar": _("Rechazar por otro motivo"),
}


@dataclass(frozen=True, slots=True)
class Toque:
    """A button that says what it does, and what it sends without asking."""

    label: str
    fijos: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Usuales:
    """What a verb is mostly answered with, each with what it sends; `resto`: what else there is."""

    titulo: str | Promise
    resto: str | Promise
    respuestas: Sequence[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Sabido:
    """What is known of whom and why to decide, read once for all the cards of a page.

    `parecido`: by the key of the request, that of the area where the like of it is; `unidades`:
    those areas and the ones of those who prepare the answers, by key, if somebody heads them.
    """

    user: Usuario
    costumbre: queries.Costumbre
    parecido: Mapping[int, int]
    unidades: Mapping[int, Area]

    @classmethod
    def de(cls, user: Usuario, casos: Sequence[Solicitud]) -> Sabido:
        """By `user`; what it costs the database does not depend on how many `casos` are."""
        parecido = queries.donde_esta_lo_parecido(user, casos)
        suyas = {caso.responsable.area_id for caso in casos if caso.responsable}
        unidades = queries.areas_que_contestan().in_bulk(
            {*suyas, *parecido.values()} - {None, user.area_id}
        )
        return cls(user, queries.costumbre(user), parecido, unidades)

    def unidad(self, area_id: int | None) -> Area | None:
        """That area, if it is read and somebody else heads it."""
        area = self.unidades.get(area_id or 0)
        return area if area and area.jefe_id != self.user.pk else None


def de_un_toque(caso: Solicitud, verbo: str, sabido: Sabido) -> Toque | None:
    """How `verbo` is taken at once; None: it is not known to whom, or why."""
    match verbo:
        case "aplazar":
            return Toque(gettext("Aplazar dos semanas"), {"cuando": "14"})
        case "delegar" if quien := next(_delegados(caso, sabido), None):
            label = gettext("Delegar en %(quien)s") % {"quien": quien}
            return Toque(label, {"delegado": str(quien.pk)})
        case "derivar" if area := next(_areas(caso, sabido), None):
            label = gettext("Derivar a %(area)s") % {"area": area}
            return Toque(label, {"area": str(area.pk)})
        case "rechazar" if motivo := next(_motivos(caso, sabido), None):
            label = gettext("Rechazar: %(motivo)s") % {"motivo": motivo.label}
            return Toque(label, {"motivo_codigo": motivo.value})
    return None


def _delegados(caso: Solicitud, sabido: Sabido) -> Iterator[Usuario]:
    """Whom it could be delegated in, the best first: at last, whoever prepares its answer."""
    if caso.delegado_sugerido and caso.delegado_sugerido.is_active:
        yield caso.delegado_sugerido
    yield from sabido.costumbre.delegados
    if caso.responsable and caso.responsable.is_active and caso.responsable != sabido.user:
        yield caso.responsable


def _areas(caso: Solicitud, sabido: Sabido) -> Iterator[Area]:
    """Where it could be derived, the best first: at last, where whoever prepares it works."""
    if caso.area_sugerida:
        yield caso.area_sugerida
    if de_su_tema := sabido.unidad(sabido.parecido.get(caso.pk)):
        yield de_su_tema
    yield from sabido.costumbre.areas
    if suya := sabido.unidad(caso.responsable.area_id if caso.responsable else None):
        yield suya


def _motivos(caso: Solicitud, sabido: Sabido) -> Iterator[Solicitud.Motivo]:
    """Why it could be refused, the best first; the reason stands in the answer, as a sentence.

    Where another reason than those of the list was recommended, it is to be written.
    """
    if caso.motivo_sugerido:
        yield from (uno for uno in [Motivo(caso.motivo_sugerido)] if uno is not Motivo.OTRO)
        return
    pide_fecha = caso.fecha_evento or not PIDEN_FECHA.isdisjoint(caso.tipo.pide)
    propio = Motivo.AGENDA if pide_fecha else Motivo.RECURSOS
    de_su_tipo = (Motivo(uno) for uno in sabido.costumbre.motivos.get(caso.tipo_id, ()))
    de_todas = (Motivo(uno) for uno in sabido.costumbre.motivos.get(None, ()))
    yield from (uno for uno in de_su_tipo if uno in DE_CUALQUIERA)
    # Without a date there is nothing to be said of dates, nor of means to lend an ear.
    yield from (uno for uno in chain(de_todas, [propio]) if uno in {Motivo.COMPETENCIA, propio})


def usuales(caso: Solicitud, verbo: str, sabido: Sabido, toque: Toque | None) -> Usuales | None:
    """The answers that are buttons of its sheet, and ask for nothing more; None: there are none.

    Not that of `toque`, which is a button of the card already.
    """
    respuestas: list[tuple[str, Mapping[str, str]]] = []
    match verbo:
        case "delegar":
            titulo, resto = _("Delegar en"), _("En otra persona, o con indicaciones")
            respuestas = [
                (str(uno), {"delegado": str(uno.pk)}) for uno in sabido.costumbre.delegados
            ]
        case "derivar":
            titulo, resto = _("Derivar a"), _("A otra área, a una institución o con otra carta")
            respuestas = [(str(una), {"area": str(una.pk)}) for una in sabido.costumbre.areas]
        case "rechazar":
            titulo, resto = _("Rechazar porque"), _("Por otro motivo, o con una explicación")
            respuestas = [
                (str(uno.label), {"motivo_codigo": uno.value})
                for uno in Motivo
                if uno not in CALLADOS
            ]
    ofrecidas = [una for una in respuestas if toque is None or una[1] != toque.fijos]
    return Usuales(titulo, resto, ofrecidas) if ofrecidas else None
