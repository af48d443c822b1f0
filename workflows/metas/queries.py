"""Reads of metas and metas intermedias: the board, one file, what waits for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from core import access, clock
from core.arboles import que_tocan
from core.models import Historial, Lugar, Tema, Usuario
from core.texto import ClaveOrden, contiene
from workflows.metas import ciclos, states
from workflows.metas.leidas import DE_LA_META, DE_LA_PARTE, MetaLeida, ParteLeida
from workflows.metas.models import Meta, MetaIntermedia, ReporteMeta, Umbrales
from workflows.metas.semaforo import (
    Hoy,
    avance,
    avance_esperado,
    color,
    desvio,
    luz,
    luz_intermedia,
)
from workflows.plazos.models import Plazo
from workflows.plazos.states import GRAVEDAD, VIVOS, Luz

__all__ = [
    "Fila",
    "Filtro",
    "FiltroPartes",
    "Meta",
    "MetaIntermedia",
    "Umbrales",
    "avance",
    "avance_esperado",
    "balance",
    "desvio",
    "filas",
    "intermedia",
    "intermedias_de",
    "intermedias_que_esperan_a",
    "lista",
    "luz",
    "luz_intermedia",
    "oportunidades",
    "partes",
    "publicas",
    "que_esperan_a",
    "reportes",
    "tablero",
    "una",
]

POR_LUZ = ("luz", "-luz")
ORDENES: Mapping[str, tuple[Any, ...]] = {
    "codigo": ("codigo",),
    "-codigo": ("-codigo",),
    "titulo": (ClaveOrden("titulo"), "codigo"),
    "-titulo": (ClaveOrden("titulo").desc(), "codigo"),
    "gerente": ("gerente__nombre_orden", "codigo"),
    "-gerente": ("-gerente__nombre_orden", "codigo"),
    "fecha": (F("fin_vigente").asc(nulls_last=True), "codigo"),
    "-fecha": (F("fin_vigente").desc(nulls_last=True), "codigo"),
}
ORDENES_PARTES: Mapping[str, tuple[Any, ...]] = {
    "titulo": (ClaveOrden("titulo"), "pk"),
    "-titulo": (ClaveOrden("titulo").desc(), "pk"),
    "meta": ("meta__codigo", "orden", "pk"),
    "-meta": ("-meta__codigo", "orden", "pk"),
    "responsable": ("responsable__nombre_orden", "fecha_vigente", "pk"),
    "-responsable": ("-responsable__nombre_orden", "fecha_vigente", "pk"),
    "fecha": (F("fecha_vigente").asc(nulls_last=True), "pk"),
    "-fecha": (F("fecha_vigente").desc(nulls_last=True), "pk"),
}
# What a light is worked out of, and whether a meta may take its next step.
DE_LA_FILA = (*DE_LA_PARTE, "meta", "orden", "inicio", "responsable")


@dataclass(frozen=True, slots=True)
class Filtro:
    """What the board is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""
    luz: str = ""  # a colour
    mias: bool = False
    dependencia: int | None = None
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None


@dataclass(frozen=True, slots=True)
class FiltroPartes:
    """What the metas intermedias are narrowed to; every field may be left empty."""

    q: str = ""
    meta: str = ""  # its code
    estado: str = ""
    luz: str = ""  # "atrasada": its date has passed and nobody has reported it
    mias: bool = False  # of which the person who looks is responsable
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None


@dataclass(frozen=True, slots=True)
class Fila:
    """A meta of the board with what was worked out for it; progress in points, 0 to 100."""

    meta: Meta
    intermedias: list[MetaIntermedia]
    avance: float
    esperado: float
    desvio: float
    luz: Luz

    @property
    def clase_publica(self) -> str | None:
        """Its class in the public summary; None before it starts."""
        return states.CLASE_DE_LUZ.get(self.luz.color)


def lista(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Meta]:
    """The metas `user` may see, with their metas intermedias: by code unless `orden` says else.

    By light means that the colour of each is worked out, without its reasons.
    """
    found = _que_deja(filtro, user)
    if filtro.luz or orden in POR_LUZ:
        colores = _colores(found)
        if filtro.luz:
            found = found.filter(pk__in=[pk for pk, suyo in colores.items() if suyo == filtro.luz])
        if orden in POR_LUZ:
            return _para_lista(_por_luz(found, colores, orden))
    return _para_lista(found).order_by(*ORDENES.get(orden, ORDENES["codigo"]))


def filas(metas: Iterable[Meta]) -> list[Fila]:
    """Each meta with its light and progress; takes no query for metas that come from `lista`."""
    hoy = Hoy.actual()
    return [_fila(meta, hoy) for meta in metas]


def tablero(user: Usuario, filtro: Filtro = Filtro()) -> list[Fila]:
    """The whole board of `user`: the number of queries does not grow with the number of metas."""
    return filas(lista(user, filtro))


def publicas() -> QuerySet[Meta]:
    """What the portal shows: the metas that are public and under way, the last that moved first.

    With what `filas` works out of each, and none of the people behind it.
    """
    en_marcha = Meta.objects.filter(publica=True, nivel_reserva=0, estado=states.EN_EJECUCION)
    return en_marcha.prefetch_related(Prefetch("intermedias", _partes())).order_by(
        Coalesce("actualizada_en", "iniciada_en").desc(), "codigo"
    )


def balance(user: Usuario, filtro: Filtro = Filtro()) -> dict[str, int]:
    """How many metas are in each of the four classes of the public summary; those begun only.

    Of all that the filter leaves, on whatever page: two queries, and no reasons worked out.
    """
    colores = _colores(_que_deja(filtro, user).filter(estado=states.EN_EJECUCION))
    cuenta = Counter(suyo for suyo in colores.values() if filtro.luz in ("", suyo))
    return {clase: cuenta[suyo] for suyo, clase in states.CLASE_DE_LUZ.items()}


def una(user: Usuario, codigo: str) -> Meta:
    """One meta with what its page shows; `Meta.DoesNotExist` if `user` may not see it."""
    return _con_todo(access.scope(Meta.objects.all(), user)).get(codigo=codigo)


def intermedias_de(meta: Meta, user: Usuario) -> list[MetaIntermedia]:
    """The metas intermedias of a meta that `user` may see, in their order; not those taken out."""
    vivas = MetaIntermedia.objects.filter(meta=meta).exclude(estado=states.CANCELADA)
    visibles = list(access.scope(vivas, user).select_related("responsable"))
    for mi in visibles:
        mi.meta = meta  # which is at hand
    return visibles


def intermedia(user: Usuario, codigo: str) -> MetaIntermedia:
    """One with what its page shows; `MetaIntermedia.DoesNotExist` if `user` may not see it."""
    found = access.scope(MetaIntermedia.objects.all(), user)
    return found.select_related("meta", "responsable").get(codigo=codigo)


def partes(
    user: Usuario, filtro: FiltroPartes = FiltroPartes(), orden: str = ""
) -> QuerySet[MetaIntermedia]:
    """The metas intermedias `user` may see, of whatever meta: by meta unless `orden` says else."""
    found = access.scope(MetaIntermedia.objects.all(), user)
    found = que_tocan(found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar)
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo")
    if filtro.meta:
        found = found.filter(meta__codigo=filtro.meta)
    if filtro.estado:
        found = found.filter(estado=filtro.estado)
    if filtro.mias:
        found = found.filter(responsable=user)
    if filtro.luz == "atrasada":
        found = found.filter(
            estado__in=states.EN_CURSO_MI,
            meta__estado=states.EN_EJECUCION,
            fecha_vigente__lt=clock.today(),
        )
    return found.select_related("meta", "responsable").order_by(
        *ORDENES_PARTES.get(orden, ORDENES_PARTES["meta"])
    )


def reportes(meta: Meta) -> QuerySet[ReporteMeta]:
    """The executive reports of its cycles, the newest first."""
    return meta.reportes.select_related("autor")


def que_esperan_a(user: Usuario) -> QuerySet[Meta]:
    """Metas that wait for this person: to programme, to review, to approve, to update."""
    suya = Q(estado__in=states.EDITABLES) | Q(estado=states.EN_EJECUCION) & _sin_actualizar()

    def de(persona: Usuario) -> Q:
        espera = _es_gerencia(persona) & suya
        # Nobody reviews his own programme, in nobody's place either.
        revisar = Q(estado=states.EN_REVISION) & ~_es_gerencia(persona) & ~_propia_de(user)
        if "responsable_metas" in persona.roles:
            espera |= revisar
        else:
            espera |= revisar & Q(responsable_institucional=persona)
        if "titular" in persona.roles:
            aprobar = Q(estado=states.VISADA)
            espera |= aprobar if persona == user else aprobar & ~_propia_de(user)
        return espera

    return _con_todo(access.waiting(Meta.objects.all(), user, de)).order_by("fin_vigente", "pk")


def leer(pks: Collection[int]) -> QuerySet[Meta]:
    """Metas whose access was checked when their keys were read."""
    return _con_todo(Meta.objects.filter(pk__in=pks))


def leer_intermedias(pks: Collection[int]) -> QuerySet[MetaIntermedia]:
    """Metas intermedias whose access was checked when their keys were read."""
    return MetaIntermedia.objects.filter(pk__in=pks).select_related("meta", "responsable")


def intermedias_que_esperan_a(user: Usuario) -> QuerySet[MetaIntermedia]:
    """Metas intermedias that wait for this person: to be done and reported, or to be validated."""

    def de(persona: Usuario) -> Q:
        # Nobody validates his own work, in nobody's place either.
        quienes = (persona, user)
        ajena = ~Q(responsable__in=quienes) & ~Q(reportada_por__in=quienes)
        validar = Q(estado=states.REPORTADA)
        if "responsable_metas" not in persona.roles:
            validar &= Q(meta__responsable_institucional=persona)
        return Q(responsable=persona, estado__in=states.EN_CURSO_MI) | validar & ajena

    en_marcha = MetaIntermedia.objects.filter(meta__estado=states.EN_EJECUCION)
    return (
        access.waiting(en_marcha, user, de)
        .select_related("meta", "responsable")
        .order_by("fecha_vigente", "pk")
    )


def oportunidades(user: Usuario) -> QuerySet[MetaIntermedia]:
    """What was met and is worth telling, and nobody has written about yet; the oldest first."""
    viva = Plazo.objects.filter(
        expediente_id=OuterRef("pk"), clase=states.OPORTUNIDAD, estado__in=VIVOS
    )
    found = access.scope(MetaIntermedia.objects.filter(Exists(viva)), user)
    return found.select_related("meta", "responsable").order_by("fecha_real", "pk")


def _que_deja(filtro: Filtro, user: Usuario) -> QuerySet[Meta]:
    """What every field of the filter but the light leaves."""
    found = access.scope(Meta.objects.all(), user)
    found = que_tocan(found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar)
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo")
    if filtro.estado:
        found = found.filter(estado=filtro.estado)
    if filtro.dependencia:
        found = found.filter(dependencia=filtro.dependencia)
    if filtro.mias:
        found = found.filter(_de_la_gente(user))
    return found


def _colores(found: QuerySet[Meta]) -> dict[int, str]:
    """The colour of each, from the few columns it takes."""
    hoy = Hoy.actual()
    return {meta.pk: color(meta, hoy) for meta in _leidas(found)}


def _leidas(found: QuerySet[Meta]) -> Iterable[MetaLeida]:
    """With the parts of those that run: the others are grey, whatever their parts."""
    leidas = {fila[0]: MetaLeida(*fila) for fila in found.values_list(*DE_LA_META)}
    partes = MetaIntermedia.objects.exclude(estado=states.CANCELADA).filter(
        meta__in=found.filter(estado=states.EN_EJECUCION).values("pk")
    )
    for suya, *columnas in partes.order_by().values_list("meta", *DE_LA_PARTE):
        if suya in leidas:  # one that began meanwhile is for the next look
            leidas[suya].partes.append(ParteLeida(*columnas))
    return leidas.values()


def _por_luz(found: QuerySet[Meta], colores: Mapping[int, str], orden: str) -> QuerySet[Meta]:
    """The gravest first, or last where the order is turned round."""
    grados: dict[int, list[int]] = {}
    for pk, suyo in colores.items():
        grados.setdefault(GRAVEDAD.index(suyo), []).append(pk)
    if not grados:
        return found.order_by("codigo")  # of nothing SQL makes no order
    grado = Case(*(When(pk__in=pks, then=Value(n)) for n, pks in grados.items()), default=Value(0))
    return found.order_by(grado.asc() if orden.startswith("-") else grado.desc(), "codigo")


def _para_lista(found: QuerySet[Meta]) -> QuerySet[Meta]:
    return found.select_related("gerente").prefetch_related(Prefetch("intermedias", _partes()))


def _con_todo(found: QuerySet[Meta]) -> QuerySet[Meta]:
    return found.select_related(
        "gerente", "suplente", "responsable_institucional", "dependencia", "indicador"
    ).prefetch_related(Prefetch("intermedias", _partes()))


def _partes() -> QuerySet[MetaIntermedia]:
    """The metas intermedias, as far as lights and steps of their meta look at them."""
    return MetaIntermedia.objects.only(*DE_LA_FILA)


def _fila(meta: Meta, hoy: Hoy) -> Fila:
    hecho, esperado = avance(meta, hoy.umbrales), avance_esperado(meta, hoy.dia)
    return Fila(
        meta=meta,
        intermedias=meta.vivas(),
        avance=hecho,
        esperado=esperado,
        desvio=round(hecho - esperado, 1),
        luz=luz(meta, hoy),
    )


def _es_gerencia(*personas: Usuario) -> Q:
    return Q(gerente__in=personas) | Q(suplente__in=personas)


def _propia_de(user: Usuario) -> Q:
    """What `user` runs, or sent to review himself (standing in for its gerente)."""
    envios = Historial.objects.filter(expediente_id=OuterRef("pk"), verbo="enviar_a_revision")
    # Those that are past their review are many, and nobody asks.
    por_decidir = Meta.objects.filter(estado__in=(states.EN_REVISION, states.VISADA))
    enviadas = por_decidir.alias(envia=Subquery(envios.values("usuario")[:1])).filter(envia=user.pk)
    return _es_gerencia(user) | Q(pk__in=enviadas.values("pk"))


def _de_la_gente(user: Usuario) -> Q:
    yo = access.identities(user)
    return _es_gerencia(*yo) | Q(responsable_institucional__in=yo)


def _sin_actualizar() -> Q:
    """Not updated in the present cycle."""
    return Q(actualizada_en__isnull=True) | Q(actualizada_en__lt=ciclos.comienzo_del_ciclo())
