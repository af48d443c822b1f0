"""Many solicitudes: the inbox, what waits for whom, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.expressions import OrderBy

from core import access, clock
from core.arboles import que_tocan
from core.models import Area, Lugar, Municipio, Tema, Usuario, Vinculo
from core.texto import contiene
from workflows.compromisos import states as compromisos
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries import hasta_por_vencer as compromisos_por_vencer
from workflows.plazos.models import Plazo
from workflows.plazos.queries import con_vencimiento, unido_a_su_vencimiento
from workflows.plazos.states import ABIERTO, VIVOS
from workflows.solicitudes import recortes, states
from workflows.solicitudes.models import Solicitud

# It was decided to do what is asked, here.
SE_ATIENDE = (Solicitud.Decision.ACEPTADA, Solicitud.Decision.DELEGADA)
# Who has something to decide, or may have: the jefe, of the types that she decides.
DECIDEN = frozenset({"titular", "jefe_agenda"})
ORDENES: dict[str, tuple[str | OrderBy, ...]] = {
    "vence": (F("vence_en").asc(nulls_last=True), "pk"),
    "-vence": (F("vence_en").desc(nulls_last=True), "-pk"),
    "recibida": ("fecha_recepcion", "pk"),
    "-recibida": ("-fecha_recepcion", "-pk"),
    "codigo": ("codigo",),
    "-codigo": ("-codigo",),
    "prioridad": ("prioridad", "fecha_recepcion", "pk"),
    "-prioridad": ("-prioridad", "fecha_recepcion", "pk"),
    "solicitante": ("solicitante__nombre", "pk"),
    "-solicitante": ("-solicitante__nombre", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a list is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""  # a state, or "abiertas", "por_hacer", "por_responder", "por_encargar"
    luz: str = ""  # of the legal term: "atrasado", "por_vencer", "en_plazo"
    tipo: int | None = None
    canal: str = ""
    mias: bool = False  # of whose answer the person who looks is responsable
    responsable: int | None = None
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None
    justo: str = ""  # "tema" or "lugar": that one itself, not what it contains
    area: Area | None = None  # of its responsable
    nadie: str = ""  # one of `faltas.NADIE`
    desde: date | None = None  # received
    hasta: date | None = None
    respondida_desde: date | None = None
    respondida_hasta: date | None = None
    calidad: str = ""  # one of `recortes.CALIDAD`
    quieto: int | None = None  # nobody has moved it for so many days


def bandeja(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Solicitud]:
    """What `user` may see, narrowed and sorted: open ones by legal term, else newest first."""
    usual = "vence" if filtro.estado == "abiertas" or filtro.luz else "-recibida"
    elegido = orden if orden in ORDENES else usual
    # Who sorts by it looks at it in every row; else only in those that are shown.
    unir = unido_a_su_vencimiento if elegido.endswith("vence") else con_vencimiento
    found = unir(con_sus_nombres(que_deja(user, filtro)), states.LEGAL)
    return found.order_by(*ORDENES[elegido])


def que_deja(user: Usuario, filtro: Filtro) -> QuerySet[Solicitud]:
    """What `user` may see, as far as the filter leaves it."""
    found = access.scope(Solicitud.objects.all(), user)
    found = que_tocan(
        found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar, justo=filtro.justo
    )
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo", "solicitante__nombre")
    found = found.filter(_por_estado(filtro.estado), _por_luz(filtro.luz), _iguales(filtro))
    found = found.filter(recortes.recortar(filtro))
    return found.filter(responsable=user) if filtro.mias else found


def decisiones(user: Usuario) -> QuerySet[Solicitud]:
    """What `user` is asked to decide, most urgent first."""
    found = con_sus_nombres(access.waiting(Solicitud.objects.all(), user, _decide))
    return (
        unido_a_su_vencimiento(found, states.LEGAL)
        .select_related("representa_a", "delegado_sugerido", "area_sugerida")
        .order_by("-prioridad", F("vence_en").asc(nulls_last=True), "pk")
    )


def esperan_a(user: Usuario) -> QuerySet[Solicitud]:
    """What waits for this person: to analyse, to decide, to have somebody do it, to answer."""
    found = access.waiting(Solicitud.objects.all(), user, _espera_a)
    unidas = unido_a_su_vencimiento(con_sus_nombres(found), states.LEGAL)
    return unidas.order_by(F("vence_en").asc(nulls_last=True), "pk")


def leer(pks: Collection[int]) -> QuerySet[Solicitud]:
    """Those whose access was checked when their keys were read, and whether they are in hand."""
    found = para_lista(Solicitud.objects.filter(pk__in=pks))
    return found.annotate(encargada=_encargada(Q(estado__in=compromisos.ABIERTOS)))


def cuentas(user: Usuario) -> dict[str, int]:
    """How many open ones `user` sees, by what they wait for; one query."""
    abiertas = access.scope(Solicitud.objects.filter(estado__in=states.ABIERTOS), user)
    falta_responder = ExpressionWrapper(por_responder(), output_field=BooleanField())
    grupos = (
        abiertas.order_by().values_list("estado", falta_responder).annotate(cuantas=Count("pk"))
    )
    por_estado: Counter[str] = Counter()
    por_contestar = 0
    for estado, falta, cuantas in grupos:
        por_estado[estado] += cuantas
        por_contestar += cuantas if falta else 0
    return {
        "abiertas": por_estado.total(),
        "por_analizar": por_estado[states.REGISTRADA],
        "en_analisis": por_estado[states.EN_ANALISIS],
        "por_decidir": por_estado[states.EN_DECISION],
        "requieren_informacion": por_estado[states.REQUIERE_INFORMACION],
        "aplazadas": por_estado[states.APLAZADA],
        "aceptadas": sum(por_estado[estado] for estado in states.POR_HACER),
        "programadas": por_estado[states.PROGRAMADA],
        "derivadas": por_estado[states.DERIVADA],
        "por_responder": por_contestar,
    }


def para_lista(found: QuerySet[Solicitud]) -> QuerySet[Solicitud]:
    return con_vencimiento(con_sus_nombres(found), states.LEGAL)


def con_sus_nombres(found: QuerySet[Solicitud]) -> QuerySet[Solicitud]:
    return found.select_related("tipo", "solicitante", "responsable")


def _por_estado(estado: str) -> Q:
    if estado == "abiertas":
        return Q(estado__in=states.ABIERTOS)
    if estado == "por_hacer":
        return Q(estado__in=states.POR_HACER)
    if estado == "por_responder":
        return por_responder()
    if estado == "por_encargar":
        return por_encargar()
    if estado in recortes.RESPONDIDAS:
        return recortes.RESPONDIDAS[estado]()
    return Q(estado=estado) if estado else Q()


def _iguales(filtro: Filtro) -> Q:
    campos = ("tipo", "canal", "responsable")
    return Q(**{campo: getattr(filtro, campo) for campo in campos if getattr(filtro, campo)})


def _espera_a(persona: Usuario) -> Q:
    mio = _decide(persona) | Q(responsable=persona, estado=states.EN_ANALISIS)
    if persona.roles & {"jefe_agenda", "asistente"}:
        mio |= Q(estado=states.REGISTRADA)
    # Whether somebody has to do it is asked once of all: the database looks at every promise.
    por_hacer = Q(delegado=persona, estado=states.DELEGADA)
    if "jefe_agenda" in persona.roles:
        mio |= Q(estado=states.EN_ANALISIS) | por_responder() | sin_decidir_a_tiempo()
        por_hacer |= Q(estado__in=states.POR_HACER)
        por_hacer |= Q(estado=states.PROGRAMADA, programada_para__lt=clock.today())
    return mio | por_hacer & _sin_encargar()


def por_encargar() -> Q:
    """It will be done, and nobody has to do anything for it yet."""
    return Q(estado__in=states.POR_HACER) & _sin_encargar()


def por_vencer_hasta() -> datetime:
    """The instant before which what ends is about to end, as the town hall sets it."""
    dia = compromisos_por_vencer() + timedelta(days=1)
    return datetime.combine(dia, time(), Municipio.actual().zona)


def _sin_encargar() -> Q:
    return Q(~_encargada(Q(estado__in=compromisos.ABIERTOS)))


def _decide(persona: Usuario) -> Q:
    """Of what has been nobody decides whether to go: that waits for the jefe, who answers it."""
    por_decidir = Q(estado=states.EN_DECISION) & ~sin_decidir_a_tiempo()
    if "titular" in persona.roles:
        return por_decidir
    if "jefe_agenda" in persona.roles:
        return por_decidir & Q(tipo__decide_jefe=True)
    return Q(pk__in=[])


def sin_decidir_a_tiempo() -> Q:
    """What it invites to has been, and nobody said whether somebody would go."""
    pasado = Q(fecha_evento__isnull=False, fecha_evento__lt=clock.today())
    return Q(estado=states.EN_DECISION) & pasado


def pasadas_por_soltar(limit: int = 200) -> list[int]:
    """Those of them whose days to decide still run."""
    corre = Plazo.objects.filter(
        expediente_id=OuterRef("pk"), clase=states.DECISION, estado__in=VIVOS
    )
    pasadas = Solicitud.objects.filter(sin_decidir_a_tiempo(), Exists(corre))
    return list(pasadas.order_by("pk").values_list("pk", flat=True)[:limit])


def por_responder() -> Q:
    """Nothing is missing but the answer."""
    contestada = Q(estado=states.DERIVADA) & ~Q(respuesta_derivada="")
    return Q(estado__in=states.POR_RESPONDER) | contestada


def _por_luz(luz: str) -> Q:
    ahora, pronto = clock.now(), por_vencer_hasta() if luz else clock.now()
    lapsos: dict[str, dict[str, datetime]] = {
        "atrasado": {"vence_en__lt": ahora},
        "por_vencer": {"vence_en__gte": ahora, "vence_en__lt": pronto},
        "en_plazo": {"vence_en__gte": pronto},
    }
    return Q(_corre(**lapsos[luz])) if luz in lapsos else Q()


def _corre(**cuando: datetime) -> Exists:
    """The term of the law runs, and ends then."""
    return Exists(
        Plazo.objects.filter(
            expediente_id=OuterRef("pk"), clase=states.LEGAL, estado=ABIERTO, **cuando
        )
    )


def _encargada(condicion: Q) -> Exists:
    return Exists(
        Vinculo.objects.filter(
            de=OuterRef("pk"),
            clase=Vinculo.Clase.RESPONDE,
            a__in=Compromiso.objects.filter(condicion).values("pk"),
        )
    )
