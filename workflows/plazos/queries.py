"""Reads of deadlines: the light, how a date was counted, what is due."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from django.db.models import F, FilteredRelation, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import calendario, clock
from core.models import Expediente, Municipio
from workflows.plazos import barrido, states
from workflows.plazos.models import (
    Plazo,
    PlazoInterno,
    ReglaAlerta,
    asunto_de,
    declarada,
    interno_declarado,
    nombre_de,
    papeles_de,
)
from workflows.plazos.states import Etapa, Luz, Regla

__all__ = [
    "Grupo",
    "PlazoInterno",
    "ReglaAlerta",
    "abiertos",
    "abiertos_de",
    "asuntos",
    "clases_de_plazo",
    "codigos_de",
    "como_vino",
    "con_vencimiento",
    "etapas",
    "explicar",
    "grupos",
    "interno_cambiado",
    "internos",
    "llamada",
    "papeles",
    "relojes",
    "semaforo",
    "unido_a_su_vencimiento",
    "vencidos",
]

M = TypeVar("M", bound=Model)


def abiertos(expediente: Expediente) -> QuerySet[Plazo]:
    """Open and paused deadlines of a case file, the nearest first."""
    return Plazo.objects.filter(expediente_id=expediente.pk, estado__in=states.VIVOS).order_by(
        "vence_en", "pk"
    )


def relojes(
    terminados: Mapping[int, datetime | None], clases: Collection[str]
) -> dict[int, list[Plazo]]:
    """The deadlines of these kinds of many case files, the nearest first; one query at most.

    Of one that goes on (None) those that live; of one that ended at an instant those that ended
    with it, and none that was closed before: it was another's, or was taken back.
    """
    acabados = [pk for pk, cuando in terminados.items() if cuando]
    suyos = Plazo.objects.filter(expediente__in=list(terminados), clase__in=clases)
    suyos = suyos.filter(Q(estado__in=states.VIVOS) | Q(expediente__in=acabados))
    ultimos = suyos.order_by("expediente", "clase", "-pk").distinct("expediente", "clase")
    # Lists read many of them, and an instant costs more to read than it does to find.
    ultimos = ultimos.defer("abierto_en", "alertado_hasta", "next_alert_at", "pausas")
    found: dict[int, list[Plazo]] = {}
    for uno in sorted(ultimos, key=lambda uno: (uno.vence_en, uno.pk)):
        cuando = terminados[uno.expediente_id]
        if cuando is None or (uno.cerrado_en and uno.cerrado_en >= cuando):
            found.setdefault(uno.expediente_id, []).append(uno)
    return found


def con_vencimiento(queryset: QuerySet[M], clase: str) -> QuerySet[M]:
    """Annotate `vence_en` with the live deadline of kind `clase`, for lists and their lights."""
    vivo = Plazo.objects.filter(
        expediente_id=OuterRef("pk"), clase=clase, estado__in=states.VIVOS
    ).values("vence_en")[:1]
    return cast("QuerySet[M]", queryset.annotate(vence_en=Subquery(vivo)))


def unido_a_su_vencimiento(queryset: QuerySet[M], clase: str) -> QuerySet[M]:
    """The same `vence_en`, joined once: for what looks at it in every row, and shows few."""
    vivo = Q(plazos__clase=clase, plazos__estado__in=states.VIVOS)
    unido = queryset.annotate(su_plazo=FilteredRelation("plazos", condition=vivo))
    return cast("QuerySet[M]", unido.annotate(vence_en=F("su_plazo__vence_en")))


def semaforo(vence_en: datetime | None, *, cerrado: bool = False) -> Luz:
    """The light of a due instant: amarillo from two working days before (a setting), then rojo."""
    if cerrado:
        return Luz(states.GRIS, _("Hecho"))
    if vence_en is None:
        return Luz(states.GRIS, _("Sin plazo"))
    hoy, dia = clock.today(), clock.local(vence_en).date()
    dias = calendario.vigente().contar(min(hoy, dia), max(hoy, dia))
    if vence_en < clock.now():
        return Luz(states.ROJO, _("Atrasado"), (_atraso(dias),))
    if dias <= Municipio.actual().dias_por_vencer:
        return Luz(states.AMARILLO, _("Por vencer"), (_falta(hoy, dia, dias),))
    return Luz(states.VERDE, _("En plazo"), (_falta(hoy, dia, dias),))


def explicar(plazo: Plazo) -> list[str]:
    """How the date was counted, in sentences."""
    lineas: list[str] = []
    if "horas" in plazo.cuenta:
        lineas.append(_horas(plazo))
    elif "minutos" in plazo.cuenta:
        lineas.append(_minutos(plazo))
    elif plazo.cuenta:
        lineas += _contada(json.dumps(plazo.cuenta), get_language())
    else:
        lineas.append(_("La fecha fue acordada, no contada."))
    if plazo.movido:
        original = clock.local(plazo.original_en)
        lineas.append(
            _("La fecha original era el %(fecha)s.") % {"fecha": original.strftime("%d/%m/%Y")}
        )
    if plazo.estado == states.PAUSADO:
        lineas.append(_("El plazo está en pausa: los días no corren."))
    return lineas


def vencidos(clase: str, limit: int = 200) -> list[int]:
    """Case files whose deadline of kind `clase` has passed: what time itself must move."""
    return list(
        Plazo.objects.filter(clase=clase, estado=states.ABIERTO, vence_en__lte=clock.now())
        .order_by("vence_en")
        .values_list("expediente_id", flat=True)[:limit]
    )


def etapas(clase: str, vence_en: datetime) -> list[Etapa]:
    """The stages of a date that no `Plazo` keeps (`Caso.SUELTOS`) that come until tonight.

    The latest last: whoever looks at them does so once a day. One query.
    """
    zona = Municipio.actual().zona_horaria
    noche = datetime.combine(clock.today() + timedelta(days=1), time(), ZoneInfo(zona))
    return barrido.reached(clase=clase, vence_en=vence_en, hasta=noche, zona=zona)


@dataclass(frozen=True, slots=True)
class Grupo:
    """The alert rules of one kind of deadline, with what it is called and of what it is one."""

    clase: str
    asunto: str
    nombre: str
    reglas: list[ReglaAlerta]


def clases_de_plazo() -> list[str]:
    """Every kind of deadline that a process opens, by process."""
    return [clase for modelo in Expediente.clases().values() for clase in modelo.PLAZOS]


def grupos(reglas: QuerySet[ReglaAlerta], *, vacios: bool = True) -> list[Grupo]:
    """The rules by kind of deadline, in the order they come; `vacios`: those without a rule, too.

    One query.
    """
    por_clase: dict[str, list[ReglaAlerta]] = {clase: [] for clase in clases_de_plazo()}
    for regla in reglas.order_by("clase_plazo", "codigo", "etapa"):
        por_clase.setdefault(regla.clase_plazo, []).append(regla)
    return [
        Grupo(clase, asunto_de(clase), nombre_de(clase), suyas)
        for clase, suyas in por_clase.items()
        if suyas or vacios
    ]


def codigos_de(clase: str) -> list[str]:
    """Which notices a rule of this kind of deadline may send; «otro» says nothing in particular."""
    suyos = ReglaAlerta.objects.filter(clase_plazo=clase).order_by("codigo")
    codigos = list(suyos.values_list("codigo", flat=True).distinct())
    return codigos if "otro" in codigos else [*codigos, "otro"]


def internos() -> QuerySet[PlazoInterno]:
    """How long each kind of deadline is that the town hall sets itself."""
    return PlazoInterno.objects.all()


def interno_cambiado(interno: PlazoInterno) -> bool:
    """Whether it lasts something else than its process declares."""
    inicial = interno_declarado(interno.clase_plazo)
    guardado = PlazoInterno.objects.get(pk=interno.pk)
    return inicial is not None and (inicial.cantidad, inicial.unidad) != (
        guardado.cantidad,
        guardado.unidad,
    )


def como_vino(regla: ReglaAlerta) -> Regla | None:
    """A rule as its process declares it; None for one that the town hall added."""
    return declarada(regla.codigo, regla.clase_plazo, regla.etapa)


def papeles(clase: str) -> list[str]:
    """Who there is to a kind of deadline."""
    return sorted(papeles_de(clase))


def llamada(clase: str) -> str:
    """What a kind of deadline is called, with of what it is one: «Compromiso: Para aceptarlo»."""
    return f"{asunto_de(clase)}: {nombre_de(clase)}"


def asuntos() -> list[str]:
    """The processes that have deadlines, each once, as people call them."""
    return list(dict.fromkeys(asunto_de(clase) for clase in clases_de_plazo()))


def abiertos_de(clase: str) -> int:
    """How many deadlines of a kind are alive."""
    return Plazo.objects.filter(clase=clase, estado__in=states.VIVOS).count()


# A list says of each row how it was counted, and is read many times.
@lru_cache(maxsize=500)
def _contada(cuenta: str, _idioma: str | None) -> tuple[str, ...]:
    return tuple(calendario.Cuenta.de_json(json.loads(cuenta)).explicacion())


def _horas(plazo: Plazo) -> str:
    return ngettext(
        "Es %(horas)g hora de oficina, contada desde el %(desde)s.",
        "Son %(horas)g horas de oficina, contadas desde el %(desde)s.",
        plazo.cuenta["horas"],
    ) % {"horas": plazo.cuenta["horas"], "desde": _desde(plazo)}


def _minutos(plazo: Plazo) -> str:
    return ngettext(
        "Es %(minutos)d minuto, contado desde el %(desde)s.",
        "Son %(minutos)d minutos, contados desde el %(desde)s.",
        plazo.cuenta["minutos"],
    ) % {"minutos": plazo.cuenta["minutos"], "desde": _desde(plazo)}


def _desde(plazo: Plazo) -> str:
    return clock.local(plazo.inicio).strftime("%d/%m/%Y, %H:%M")


def _atraso(dias: int) -> str:
    if not dias:
        return _("Venció hoy.")
    return ngettext(
        "Venció hace %(dias)d día hábil.", "Venció hace %(dias)d días hábiles.", dias
    ) % {"dias": dias}


def _falta(hoy: date, dia: date, dias: int) -> str:
    if dia == hoy:
        return _("Vence hoy.")
    return ngettext("Falta %(dias)d día hábil.", "Faltan %(dias)d días hábiles.", dias) % {
        "dias": dias
    }
