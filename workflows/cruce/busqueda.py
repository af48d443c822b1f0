"""One search for everything: codes and titles of every process, actores, temas and lugares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from core import access
from core.models import Actor, Caso, Expediente, Lugar, Tema, Usuario
from core.texto import TRIGRAMA, ClaveOrden, con_erratas, contiene, parecidas
from workflows.compromisos import states as compromisos
from workflows.compromisos.models import Compromiso

POR_CLASE = 8
LARGO = 100  # characters of a question that are looked at
# Of what is suggested while somebody types: in all, and of each kind.
SUGERIDAS, SUGERIDAS_DE_CADA = 12, 5
# As people write a code: SOL-2026-00031, sol 2026 31, sol202600031, sol-31, and its number alone.
CODIGO = re.compile(
    r"(?:(?P<letras>[a-z]{2,3})[\s-]*)?(?:(?P<anio>\d{4})(?:[\s-]+|(?=\d{5}$)))?0*(?P<numero>\d{1,5})"
)


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What was found of one kind: the first of it, and how much there is."""

    modelo: type[Model]
    filas: list[Any]
    total: int

    @property
    def nombre(self) -> str:
        return str(self.modelo._meta.verbose_name_plural)


def buscar(user: Usuario, pregunta: str) -> list[Hallazgo]:
    """What `user` may see that has every word of `pregunta`, accents and case forgiven, by kind."""
    q = pregunta.replace("\0", "")[:LARGO].strip()
    if not q:
        return []
    casos = _casos(user, q)
    cruces = [_nombres(modelo, q) for modelo in (Actor, Tema, Lugar)]
    return [hallazgo for hallazgo in (*casos, *cruces) if hallazgo.total]


def con_codigo(user: Usuario, pregunta: str) -> Expediente | None:
    """The case file whose code was asked for, with hyphens and zeros or without.

    None if `user` may not see it, or if it might be another one just as well.
    """
    found = list(_con_codigo(user, pregunta)[:2])
    return found[0] if len(found) == 1 and _letras(pregunta) else None


def sugerir(user: Usuario, pregunta: str) -> list[Model]:
    """What `user` may see and may have meant, while it is typed: the likeliest first.

    By code, then by words as they are written, then by words that are like them: case files, the
    newest first, then actores, temas, lugares and people. Words of one or two letters say too
    little to be looked for while more is to come.
    """
    q = pregunta.replace("\0", "")[:LARGO].strip()
    if not q:
        return []
    found: dict[Model, None] = dict.fromkeys(_con_codigo(user, q)[:SUGERIDAS_DE_CADA])
    largas = " ".join(palabra for palabra in q.split() if TRIGRAMA.search(palabra))
    if largas:
        found |= dict.fromkeys(_con_palabras(user, largas))
    if largas and len(found) < SUGERIDAS_DE_CADA:
        found |= dict.fromkeys(_con_erratas(user, largas))
    return list(found)[:SUGERIDAS]


def recientes(user: Usuario, pks: Iterable[int]) -> list[Expediente]:
    """Of these case files those that `user` still may see, in the same order."""
    found = _visibles(user).in_bulk(list(pks))
    return [found[pk] for pk in pks if pk in found]


def _visibles(user: Usuario) -> QuerySet[Expediente]:
    """What `user` may see, but for drafts that were taken out of every list."""
    borrado = Compromiso.objects.filter(pk=OuterRef("pk"), estado=compromisos.BORRADA)
    return access.scope(Expediente.objects.filter(~Exists(borrado)), user)


def _con_palabras(user: Usuario, q: str) -> Iterator[Model]:
    visibles = _visibles(user)
    yield from contiene(visibles, q, "titulo").order_by("-creado_en", "-pk")[:SUGERIDAS_DE_CADA]
    for todos in _nombrados():
        yield from contiene(todos, q, "nombre").order_by(ClaveOrden("nombre"))[:SUGERIDAS_DE_CADA]


def _con_erratas(user: Usuario, q: str) -> list[Model]:
    visibles = _visibles(user)
    with con_erratas():
        found: list[Model] = list(parecidas(visibles, q, "titulo")[:SUGERIDAS_DE_CADA])
        for todos in _nombrados():
            found += parecidas(todos, q, "nombre")[:SUGERIDAS_DE_CADA]
    return sorted(found, key=lambda uno: -uno.parecido)  # type: ignore[attr-defined]


def _nombrados() -> tuple[QuerySet[Any], ...]:
    """What everybody knows by name."""
    return (
        Actor.objects.all(),
        Tema.objects.all(),
        Lugar.objects.all(),
        Usuario.objects.que_entran().exclude(nombre=""),
    )


def _con_codigo(user: Usuario, pregunta: str) -> QuerySet[Expediente]:
    """The case files whose code this can be, the newest first."""
    visibles = _visibles(user)
    escrito = CODIGO.fullmatch(pregunta.replace("\0", "").strip().lower())
    if escrito is None:
        return visibles.none()
    letras, anio = (escrito["letras"] or "").upper(), escrito["anio"] or ""
    empieza = Q(codigo__startswith=f"{letras}-{anio}") if letras else Q(codigo__contains=f"-{anio}")
    termina = Q(codigo__endswith=f"-{int(escrito['numero']):05d}")
    return visibles.filter(empieza, termina).order_by("-creado_en", "-pk")


def _letras(pregunta: str) -> bool:
    return pregunta.strip()[:1].isalpha()


def _casos(user: Usuario, q: str) -> list[Hallazgo]:
    """The newest of each process; the words are looked for once in all of them."""
    visibles = _visibles(user)
    ventana: dict[str, Any] = {
        "lugar_en_su_clase": Window(
            RowNumber(), partition_by=F("clase"), order_by=[F("creado_en").desc(), F("pk").desc()]
        ),
        "en_su_clase": Window(Count("pk"), partition_by=F("clase")),
    }
    found = contiene(visibles, q, "titulo", "codigo").annotate(**ventana)
    filas = found.filter(lugar_en_su_clase__lte=POR_CLASE).order_by("clase", "lugar_en_su_clase")
    pks: dict[str, list[int]] = defaultdict(list)
    totales: dict[str, int] = {}
    for clase, pk, total in filas.values_list("clase", "pk", "en_su_clase"):
        pks[clase].append(pk)
        totales[clase] = total
    return [
        Hallazgo(modelo, _por_clave(modelo, pks[clase]), totales[clase])
        for clase, modelo in Expediente.clases().items()
        if clase in totales
    ]


def _por_clave(modelo: type[Caso], pks: list[int]) -> list[Caso]:
    found = modelo._default_manager.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _nombres(modelo: type[Model], q: str) -> Hallazgo:
    todos: QuerySet[Any] = modelo._default_manager.all()
    return _primeros(modelo, contiene(todos, q, "nombre").order_by(ClaveOrden("nombre"), "pk"))


def _primeros(modelo: type[Model], found: QuerySet[Any]) -> Hallazgo:
    filas = list(found[: POR_CLASE + 1])
    total = len(filas) if len(filas) <= POR_CLASE else found.count()
    return Hallazgo(modelo, filas[:POR_CLASE], total)
