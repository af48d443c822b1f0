"""What the public is shown of what was promised: never a person's name, never a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.arboles import que_tocan
from core.models import Actor, Adjunto, Expediente, Historial, Lugar, Municipio, Tema
from core.tasas import por_ciento
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

# What a citizen reads in place of our states; what is late says so instead.
PALABRAS: Mapping[str, Promise] = {
    states.ASIGNADA: gettext_lazy("Por empezar"),
    states.OBJETADA: gettext_lazy("Por empezar"),
    states.EN_GESTION: gettext_lazy("En marcha"),
    states.SUSPENDIDA: gettext_lazy("Detenido"),
    states.POR_VERIFICAR: gettext_lazy("Hecho, por comprobar"),
    states.CUMPLIDA: gettext_lazy("Cumplido"),
    states.CUMPLIDA_PARCIAL: gettext_lazy("Cumplido en parte"),
    states.CANCELADA: gettext_lazy("Cancelado"),
}
EN_CURSO, ATRASADOS, CUMPLIDOS, CANCELADOS = "en_curso", "atrasados", "cumplidos", "cancelados"
GRUPOS: Mapping[str, Promise] = {
    EN_CURSO: gettext_lazy("Pendientes, en plazo"),
    ATRASADOS: gettext_lazy("Atrasados"),
    CUMPLIDOS: gettext_lazy("Cumplidos"),
    CANCELADOS: gettext_lazy("Cancelados"),
}
# Rows that are read at once where all of them leave, and what is read of each.
TROZO = 1000
LEIDO = (
    *("pk", "codigo", "titulo", "a_quien__nombre", "a_quien__tipo", "estado"),
    *("fecha_compromiso_original", "fecha_vigente", "reprogramaciones", "cerrado_en"),
)


@dataclass(frozen=True, slots=True)
class Filtro:
    """What the public list is narrowed to."""

    grupo: str = ""
    lugar: Lugar | None = None
    tema: Tema | None = None


@dataclass(frozen=True, slots=True)
class Cifras:
    """How many were promised, and how many were kept by their date.

    Of those whose day has come: what is fulfilled, and what is open and late. `a_tiempo` goes by
    the date that holds now, `a_tiempo_original` by the one that was promised first.
    """

    total: int
    grupos: Mapping[str, int] = field(default_factory=dict)
    vencidos: int = 0
    a_tiempo: int = 0
    a_tiempo_original: int = 0

    def de(self, grupo: str) -> int:
        """How many are of a group; of all of them without one."""
        return self.grupos.get(grupo, 0) if grupo else self.total

    @property
    def porcentaje(self) -> int | None:
        """Of those whose day has come, the part that was kept in time; None: none has."""
        return por_ciento(self.a_tiempo, self.vencidos)

    @property
    def porcentaje_original(self) -> int | None:
        """The same by the date that was promised first."""
        return por_ciento(self.a_tiempo_original, self.vencidos)


@dataclass(frozen=True, slots=True)
class Fila:
    """One of them as it leaves as data."""

    pk: int
    codigo: str
    titulo: str
    a_quien: str
    lugares: list[str]
    temas: list[str]
    palabra: str
    atrasado: bool
    original: date
    vigente: date
    veces: int
    cerrado_el: date | None
    evidencias: list[int]  # the ids of the files that somebody marked as public


def publicados(filtro: Filtro = Filtro()) -> QuerySet[Compromiso]:
    """What was promised before everybody and sent: open ones first, by their date."""
    enviado = Historial.objects.filter(expediente_id=OuterRef("pk"), verbo__in=("enviar", "traer"))
    found = Compromiso.objects.filter(
        ~Q(estado__in=(states.BORRADOR, states.BORRADA)),
        ~Q(estado=states.CANCELADA) | Exists(enviado),
        publico=True,
        nivel_reserva=0,
        tipo=Compromiso.Tipo.COMPROMISO,
    )
    found = que_tocan(found, tema=filtro.tema, lugar=filtro.lugar)
    return found.filter(_del_grupo(filtro.grupo)).order_by(
        F("cerrado_en").desc(nulls_first=True), "fecha_vigente", "expediente"
    )


def con_lo_que_se_lee(compromisos: QuerySet[Compromiso]) -> QuerySet[Compromiso]:
    """With what `ficha` reads of each."""
    return compromisos.select_related("a_quien").prefetch_related(
        Prefetch("lugares", Lugar.objects.only("nombre")),
        Prefetch("temas", Tema.objects.only("nombre")),
    )


def uno(codigo: str) -> Compromiso:
    """One of them; `Compromiso.DoesNotExist` for whatever is not for the public."""
    return con_lo_que_se_lee(publicados()).get(codigo=codigo)


def evidencias(compromiso: Compromiso) -> QuerySet[Adjunto]:
    """The files of a public one that somebody marked as public."""
    return compromiso.adjuntos.filter(publico=True)


def cifras(filtro: Filtro = Filtro()) -> Cifras:
    """The figures of what the filter leaves, whatever group it asks for; one query."""
    dia = TruncDate("cerrado_en", tzinfo=Municipio.actual().zona)
    todos = publicados(Filtro(lugar=filtro.lugar, tema=filtro.tema)).order_by()
    cumplidos = _del_grupo(CUMPLIDOS)
    contado = todos.annotate(dia=dia).aggregate(
        total=Count("pk"),
        a_tiempo=Count("pk", filter=cumplidos & Q(dia__lte=F("fecha_vigente"))),
        original=Count("pk", filter=cumplidos & Q(dia__lte=F("fecha_compromiso_original"))),
        **{grupo: Count("pk", filter=_del_grupo(grupo)) for grupo in GRUPOS},
    )
    return Cifras(
        total=contado["total"],
        grupos={grupo: contado[grupo] for grupo in GRUPOS},
        vencidos=contado[CUMPLIDOS] + contado[ATRASADOS],
        a_tiempo=contado["a_tiempo"],
        a_tiempo_original=contado["original"],
    )


def lugares() -> QuerySet[Lugar]:
    """The places that some public one is about."""
    suyos = publicados().order_by().filter(lugares=OuterRef("pk"))
    return Lugar.objects.filter(Exists(suyos)).order_by("nombre")


def temas() -> QuerySet[Tema]:
    """The themes that some public one is about."""
    suyos = publicados().order_by().filter(temas=OuterRef("pk"))
    return Tema.objects.filter(Exists(suyos)).order_by("nombre")


def trozo(filtro: Filtro, tras: int = 0) -> list[Fila]:
    """What the filter leaves, `TROZO` at most, in the order of its ids; after the id `tras`."""
    hoy, filas = clock.today(), publicados(filtro).order_by("expediente")
    leidas = list(filas.filter(expediente__gt=tras).values_list(*LEIDO)[:TROZO])
    cuales = [leida[0] for leida in leidas]
    lugares, temas = _nombres("lugares", "lugar", cuales), _nombres("temas", "tema", cuales)
    evidencias = _evidencias(cuales)
    return [
        Fila(
            pk=pk,
            codigo=codigo,
            titulo=titulo,
            a_quien=_a_quien(nombre, tipo),
            lugares=lugares[pk],
            temas=temas[pk],
            palabra=str(PALABRAS[estado]),
            atrasado=_atrasado(estado, cerrado_en, vigente, hoy),
            original=original,
            vigente=vigente,
            veces=veces,
            cerrado_el=_dia(cerrado_en),
            evidencias=evidencias[pk],
        )
        for pk, codigo, titulo, nombre, tipo, estado, original, vigente, veces, cerrado_en in leidas
    ]


def grupo(compromiso: Compromiso) -> str:
    """Which of `GRUPOS` it belongs to."""
    estado, cerrado_en = compromiso.estado, compromiso.cerrado_en
    if _atrasado(estado, cerrado_en, compromiso.fecha_vigente, clock.today()):
        return ATRASADOS
    if cerrado_en is None:
        return EN_CURSO
    return CANCELADOS if estado == states.CANCELADA else CUMPLIDOS


def palabra(compromiso: Compromiso) -> str:
    """Its state, as a citizen says it."""
    return str(PALABRAS[compromiso.estado])


def a_quien(compromiso: Compromiso) -> str:
    """To whom it was promised: institutions and groups by their name, a person never."""
    actor = compromiso.a_quien
    return _a_quien(actor.nombre, actor.tipo) if actor else _a_quien(None, None)


def cerrado_el(compromiso: Compromiso) -> date | None:
    """The day on which it was closed."""
    return _dia(compromiso.cerrado_en)


def _a_quien(nombre: str | None, tipo: str | None) -> str:
    return _("A una persona") if nombre is None or tipo == Actor.Tipo.PERSONA else nombre


def _atrasado(estado: str, cerrado_en: datetime | None, vigente: date, hoy: date) -> bool:
    """Its date has passed and it is not done; of what was stopped the date does not run."""
    return cerrado_en is None and estado != states.SUSPENDIDA and vigente < hoy


def _dia(momento: datetime | None) -> date | None:
    return clock.local(momento).date() if momento else None


def _nombres(campo: str, uno: str, cuales: Collection[int]) -> Mapping[int, list[str]]:
    """The names of their places or themes, by the id of each case file."""
    paso: Any = getattr(Expediente, campo).through
    pares = paso.objects.filter(expediente__in=cuales).order_by(f"{uno}__nombre")
    nombres = defaultdict[int, list[str]](list)
    for pk, nombre in pares.values_list("expediente_id", f"{uno}__nombre"):
        nombres[pk].append(nombre)
    return nombres


def _evidencias(cuales: Collection[int]) -> Mapping[int, list[int]]:
    """The public files of each, the oldest first."""
    pares = Adjunto.objects.filter(expediente__in=cuales, publico=True).order_by("pk")
    suyas = defaultdict[int, list[int]](list)
    for expediente, pk in pares.values_list("expediente_id", "pk"):
        suyas[expediente].append(pk)
    return suyas


def _del_grupo(grupo: str) -> Q:
    tarde = Q(fecha_vigente__lt=clock.today()) & ~Q(estado=states.SUSPENDIDA)
    return {
        EN_CURSO: Q(cerrado_en=None) & ~tarde,
        ATRASADOS: Q(cerrado_en=None) & tarde,
        CUMPLIDOS: Q(estado__in=states.CUMPLIDOS),
        CANCELADOS: Q(estado=states.CANCELADA),
    }.get(grupo, Q())
