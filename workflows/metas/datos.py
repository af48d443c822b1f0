"""What people type of a meta: which fields, what they may hold, what changed, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from core import transitions
from core.models import Actor, Caso, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from workflows.metas import states
from workflows.metas.models import Indicador, Meta, MetaIntermedia

CAMPOS = (
    "titulo",
    "descripcion",
    "tipo",
    "descripcion_ciudadana",
    "problema",
    "resultado_esperado",
    "beneficiarios",
    "dependencia",
    "gerente",
    "suplente",
    "responsable_institucional",
    "inicio",
    "fin_vigente",
    "presupuesto",
    "publica",
    "nivel_reserva",
)
CAMPOS_MI = (
    "titulo",
    "descripcion",
    "orden",
    "tipo",
    "entregable",
    "responsable",
    "inicio",
    "fecha_vigente",
    "peso",
    "ruta_critica",
    "oportunidad_comunicacional",
)
GENTE = ("gerente", "suplente", "responsable_institucional")
# Of these, which may speak of persons, the history keeps the name; of the others, the values too.
SIN_VALOR = {
    "titulo",
    "descripcion",
    "descripcion_ciudadana",
    "problema",
    "resultado_esperado",
    "entregable",
    "responsable",
    *GENTE,
}
MAX_ENLACE = 200

Cambios = dict[str, list[str]]


def revisar(meta: Meta) -> None:
    """Look at every field; raises `ValidationError` with a sentence for what is wrong."""
    _en_orden("fin_vigente", meta.inicio, meta.fin_vigente)
    exigir(
        "publica",
        not meta.publica or meta.nivel_reserva == 0,
        _("Solo lo de reserva 0 puede ser público."),
    )
    exigir(
        "gerente",
        meta.gerente or meta.estado == states.BORRADOR,
        _("Diga quién será el gerente de la meta."),
    )
    exigir(
        "suplente",
        meta.suplente is None or meta.suplente != meta.gerente,
        _("El suplente no puede ser el mismo gerente."),
    )
    _con_cuenta(meta, *GENTE)
    _campos(meta, CAMPOS)


def revisar_intermedia(mi: MetaIntermedia) -> None:
    """As `revisar`, for a meta intermedia."""
    _en_orden("fecha_vigente", mi.inicio, mi.fecha_vigente)
    _con_cuenta(mi, "responsable")
    _campos(mi, CAMPOS_MI)


def revisar_indicador(indicador: Indicador) -> None:
    """As `revisar`, for the indicator of a meta."""
    indicador.clean_fields(exclude={"id", "meta"})


def cambiar(caso: Caso, cambios: Mapping[str, Any], campos: Iterable[str]) -> Cambios:
    """Write `cambios` on the row; what really changed, as the history keeps it.

    Raises KeyError for a field that is not of `campos`.
    """
    datos: Cambios = {}
    for campo, despues in cambios.items():
        if campo not in campos:
            raise KeyError(campo)
        antes = getattr(caso, campo)
        if antes != despues:
            datos[campo] = [] if campo in SIN_VALOR else [str(antes), str(despues)]
            setattr(caso, campo, despues)
    return datos


def cruzar(
    caso: Caso,
    *,
    actores: Iterable[Actor] | None = None,
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
) -> Cambios:
    """Write what it crosses; None leaves it as it was. What changed."""
    datos: Cambios = {}
    for campo, nuevos in (("actores", actores), ("temas", temas), ("lugares", lugares)):
        cruce = getattr(caso, campo)
        if nuevos is not None and set(cruce.all()) != (elegidos := set(nuevos)):
            cruce.set(elegidos)
            datos[campo] = []
    return datos


def alguien(uno: Usuario | None) -> list[Usuario]:
    """Who has a papel that one person has, or nobody."""
    return [uno] if uno else []


def papeles(meta: Meta) -> dict[str, list[Usuario]]:
    """Who is what to a meta and to each of its metas intermedias."""
    return {
        "gerente": alguien(meta.gerente),
        "suplente": alguien(meta.suplente),
        "institucional": [meta.responsable_institucional],
    }


def repartir(meta: Meta, *, anterior: Usuario | None = None) -> None:
    """Make the people of the meta the people of its metas intermedias, too.

    `anterior`: who ran it until now, and may see on how it goes.
    """
    todos = papeles(meta) | ({"gerente_anterior": [anterior]} if anterior else {})
    for caso in (meta, *meta.intermedias.all()):
        for papel, personas in todos.items():
            transitions.assign(caso, papel, *personas)


def repartir_responsables(meta: Meta) -> None:
    """Whoever answers for a part of the meta sees the meta."""
    quienes = [mi.responsable_id for mi in meta.vivas() if mi.responsable_id]
    transitions.assign(meta, "responsable", *Usuario.objects.filter(pk__in=quienes))


def exigir(campo: str, valor: object, mensaje: str) -> None:
    """Raise `ValidationError` for the form's field unless `valor` holds."""
    if not valor:
        raise ValidationError({campo: mensaje})


def exigir_en_programacion(meta: Meta, verbo: str) -> None:
    """Raise `NotAllowed` once the meta was sent to review: what was agreed is not rewritten."""
    if meta.estado not in states.EDITABLES:
        raise NotAllowed(verbo, _("La programación de la meta ya no se puede cambiar."))


def exigir_enlace(enlace: str) -> None:
    """Raise `ValidationError` unless `enlace` is empty or an address of the web that fits."""
    if not enlace:
        return
    try:
        URLValidator(["http", "https"])(enlace)
    except ValidationError:
        raise ValidationError({"enlace": _("Pegue la dirección completa: https://…")}) from None
    exigir("enlace", len(enlace) <= MAX_ENLACE, _("La dirección es demasiado larga."))


def _en_orden(campo: str, inicio: date | None, fin: date | None) -> None:
    exigir(campo, not (inicio and fin) or fin >= inicio, _("Termina antes de empezar."))


def _con_cuenta(caso: Caso, *campos: str) -> None:
    for campo in campos:
        persona = getattr(caso, campo)
        exigir(campo, persona is None or persona.is_active, _("Esa persona ya no tiene cuenta."))


def _campos(caso: Caso, campos: Iterable[str]) -> None:
    """Types, lengths and choices, as the model declares them; not the people, already looked at."""
    relaciones = {campo.name for campo in caso._meta.fields if campo.is_relation}
    revisados = set(campos) - relaciones
    caso.clean_fields(exclude={campo.name for campo in caso._meta.fields} - revisados)
