"""Reads of solicitudes: the inbox, one file, what waits for whom, and what is followed up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext as _

from core import access, calendario, clock
from core.arboles import que_tocan
from core.calendario import Unidad
from core.models import (
    Actor,
    Area,
    Historial,
    Lugar,
    Municipio,
    Tema,
    Usuario,
    Vinculo,
)
from core.texto import ClaveOrden, SinAcentos, contiene
from notifiers.models import Notificacion
from workflows.compromisos import states as compromisos
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries import hasta_por_vencer as compromisos_por_vencer
from workflows.plazos.models import Plazo
from workflows.plazos.queries import con_vencimiento, semaforo, unido_a_su_vencimiento
from workflows.plazos.states import ABIERTO, AMARILLO, GRIS, ROJO, Luz
from workflows.solicitudes import cartas, recortes, states
from workflows.solicitudes.models import (
    PEDIBLES,
    AccesoPublico,
    Carta,
    PlantillaRespuesta,
    Solicitud,
    TipoSolicitud,
)

__all__ = [
    "DECIDEN",
    "ORDENES",
    "PARECIDO",
    "PEDIBLES",
    "RELOJES",
    "Atraso",
    "Carta",
    "Filtro",
    "PlantillaRespuesta",
    "Solicitud",
    "TipoSolicitud",
    "actores_llamados",
    "actores_parecidos",
    "actores_que_contienen",
    "areas_que_contestan",
    "atraso",
    "aviso_de_traslado",
    "bandeja",
    "borrador",
    "carta_de_prueba",
    "completar_hasta",
    "con_destino",
    "con_rol",
    "cuentas",
    "decisiones",
    "duplicadas",
    "encargos",
    "esperan_a",
    "las_cartas",
    "lo_que_pide",
    "luz",
    "parecidas",
    "por_encargar",
    "por_responder",
    "por_vencer_hasta",
    "preparada",
    "preparadas",
    "que_deja",
    "quiere_novedades",
    "reabierta_en",
    "reabiertos",
    "sin_decidir_a_tiempo",
    "tareas_de_la_unidad",
    "tipos",
    "traslado",
    "traslado_hasta",
    "una",
    "unidas",
    "ya_lo_decidio",
]

# It was decided to do what is asked, here.
SE_ATIENDE = (Solicitud.Decision.ACEPTADA, Solicitud.Decision.DELEGADA)
# Where something may have been said on paper to whoever presented it.
CON_CARTA = (states.DERIVADA, states.CERRADA, states.DUPLICADA)
# Who has something to decide, or may have: the jefe, of the types that she decides.
DECIDEN = frozenset({"titular", "jefe_agenda"})
# Both clocks of an answer: that of the law, and the shorter one of the house.
RELOJES = (states.LEGAL, states.META)
# How alike two titles must be to ask whether they are the same (0 to 1, as pg_trgm measures it).
PARECIDO = 0.45
# How alike two names must be to ask whether they are the same person.
CASI_IGUAL = 0.6
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


@dataclass(frozen=True, slots=True)
class Atraso:
    """The term of the law has passed: since when, in words, and who knows."""

    vence_en: datetime
    razones: tuple[str, ...]
    avisados: list[str]


def bandeja(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Solicitud]:
    """What `user` may see, narrowed and sorted: open ones by legal term, else newest first."""
    usual = "vence" if filtro.estado == "abiertas" or filtro.luz else "-recibida"
    elegido = orden if orden in ORDENES else usual
    # Who sorts by it looks at it in every row; else only in those that are shown.
    unir = unido_a_su_vencimiento if elegido.endswith("vence") else con_vencimiento
    found = unir(_con_sus_nombres(que_deja(user, filtro)), states.LEGAL)
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


def una(user: Usuario, codigo: str) -> Solicitud:
    """One file with what its page shows; `Solicitud.DoesNotExist` if `user` may not see it.

    Where it was handed to is read apart, of the few that were: each table more makes PostgreSQL
    think longer than it reads.
    """
    found = _para_lista(access.scope(Solicitud.objects.all(), user))
    return found.select_related("representa_a").get(codigo=codigo)


def encargos(user: Usuario, solicitud: Solicitud) -> QuerySet[Compromiso]:
    """What answers it, as far as `user` may see it."""
    return access.scope(solicitud.encargos().select_related("responsable"), user)


def unidas(user: Usuario, solicitud: Solicitud) -> QuerySet[Solicitud]:
    """Those that will have its answer, as far as `user` may see them."""
    return access.scope(solicitud.fusionadas.select_related("solicitante"), user).order_by("pk")


def reabiertos(solicitud: Solicitud) -> int:
    """How much of what answers it is open again, though it counts as attended to."""
    atendida = solicitud.decision in SE_ATIENDE and solicitud.estado in (
        states.ATENDIDA,
        states.CERRADA,
    )
    dada_por_hecha = atendida or solicitud.respuesta_derivada
    return solicitud.encargos_abiertos().count() if dada_por_hecha else 0


def quiere_novedades(solicitud: Solicitud) -> bool:
    """Whether whoever presented it is told of each step: unless it was said not to be wanted."""
    return not AccesoPublico.objects.filter(solicitud=solicitud, novedades=False).exists()


def tareas_de_la_unidad(solicitud: Solicitud) -> QuerySet[Compromiso]:
    """What the unit to which it was handed still has to do."""
    if solicitud.area_derivada_id is None:
        return Compromiso.objects.none()
    return solicitud.encargos_abiertos().filter(creado_en__gte=solicitud.decidida_en)


def atraso(solicitud: Solicitud) -> Atraso | None:
    """How late the answer is and who was told (S05); None while the law still gives time."""
    vence_en = solicitud.vence_en
    if solicitud.cerrado or vence_en is None or vence_en >= clock.now():
        return None
    if solicitud.detenida_en and not _se_detuvo_tarde(solicitud):
        return None
    avisados = Notificacion.objects.filter(
        expediente_id=solicitud.pk, clase="S05", usuario__isnull=False, creado_en__gte=vence_en
    )
    nombres = avisados.order_by(ClaveOrden("usuario__nombre")).values_list("usuario__nombre")
    return Atraso(vence_en, luz(solicitud).razones, [nombre for (nombre,) in nombres.distinct()])


def luz(solicitud: Solicitud) -> Luz:
    """Its light: by the legal term, which every query here annotates, until it is answered."""
    if solicitud.estado in states.CERRADOS:
        return semaforo(None, cerrado=True)
    if solicitud.detenida_en:
        return _luz_de_la_detenida(solicitud)
    if solicitud.vence_en is None and solicitud.por_responder:
        return Luz(AMARILLO, _("Por responder"), (_("Solo falta enviar la respuesta."),))
    return semaforo(solicitud.vence_en)


def decisiones(user: Usuario) -> QuerySet[Solicitud]:
    """What `user` is asked to decide, most urgent first.

    `compromisos_abiertos` says how many promises to the applicant are still open.
    """
    abiertos = (
        access.scope(
            Compromiso.objects.filter(
                a_quien=OuterRef("solicitante"), estado__in=compromisos.ABIERTOS
            ),
            user,
        )
        .order_by()
        .values("a_quien")
        .annotate(cuantos=Count("pk"))
        .values("cuantos")
    )
    return (
        _para_lista(access.waiting(Solicitud.objects.all(), user, _decide))
        .select_related("representa_a")
        .annotate(compromisos_abiertos=Coalesce(Subquery(abiertos), 0))
        .order_by("-prioridad", F("vence_en").asc(nulls_last=True), "pk")
    )


def ya_lo_decidio(user: Usuario, solicitud: Solicitud, verbo: str) -> bool:
    """The last thing that happened to it is that `user` took this step."""
    ultima = Historial.objects.filter(expediente_id=solicitud.pk).order_by("-pk")[:1]
    return list(ultima.values_list("verbo", "usuario_id")) == [(verbo, user.pk)]


def esperan_a(user: Usuario) -> QuerySet[Solicitud]:
    """What waits for this person: to analyse, to decide, to have somebody do it, to answer."""
    found = access.waiting(Solicitud.objects.all(), user, _espera_a)
    unidas = unido_a_su_vencimiento(_con_sus_nombres(found), states.LEGAL)
    return unidas.order_by(F("vence_en").asc(nulls_last=True), "pk")


def leer(pks: Collection[int]) -> QuerySet[Solicitud]:
    """Those whose access was checked when their keys were read, and whether they are in hand."""
    found = _para_lista(Solicitud.objects.filter(pk__in=pks))
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


def duplicadas(
    user: Usuario, *, asunto: str, actor: Actor | None = None, limite: int = 5
) -> list[Solicitud]:
    """Open requests that may be the same one (S11): of the same actor, or with a similar title.

    The most similar first; only those `user` may see.
    """
    # What was closed grows and is not asked for: the state is of another table than the title, so
    # none of them is compared before it is known to be open.
    igual = TrigramSimilarity(SinAcentos("titulo"), SinAcentos(Value(asunto)))  # type: ignore[arg-type]
    igual_si_abierta = Case(When(estado__in=states.ABIERTOS, then=igual), default=0.0)
    suyas = Q(solicitante=actor) if actor else Q(pk__in=[])
    found = access.scope(Solicitud.objects.filter(estado__in=states.ABIERTOS), user)
    return list(
        _para_lista(found)
        .annotate(parecido=igual_si_abierta)
        .filter(suyas | Q(parecido__gte=PARECIDO))
        .order_by("-parecido", "-pk")[:limite]
    )


def parecidas(user: Usuario, solicitud: Solicitud) -> QuerySet[Solicitud]:
    """Open ones that may be the same as this one, to join it to one of them."""
    iguales = duplicadas(user, asunto=solicitud.titulo, actor=solicitud.solicitante, limite=6)
    return Solicitud.objects.filter(pk__in=[una.pk for una in iguales if una.pk != solicitud.pk])


def lo_que_pide(tipo: object) -> list[str]:
    """Which fields a type asks for besides, by its key as a form has it; none of what is no key."""
    clave = str(getattr(tipo, "pk", tipo))
    if not clave.isdecimal():
        return []
    return next(iter(TipoSolicitud.objects.filter(pk=clave).values_list("pide", flat=True)), [])


def completar_hasta(solicitud: Solicitud) -> date:
    """The day until which who asked could complete it, if that were asked today."""
    tipo = solicitud.tipo
    unidad = cast("Unidad", tipo.unidad_completar)
    return calendario.vigente().sumar(clock.today(), tipo.dias_completar, unidad).vence


def preparadas(solicitud: Solicitud) -> QuerySet[PlantillaRespuesta]:
    """The answers its type has ready for the way it ends."""
    cuando = (PlantillaRespuesta.Cuando.SIEMPRE, solicitud.decision)
    return PlantillaRespuesta.objects.filter(tipo=solicitud.tipo_id, cuando__in=cuando)


def preparada(plantilla: PlantillaRespuesta, solicitud: Solicitud) -> str:
    """Its text, about this request."""
    return cartas.redactar(plantilla.texto, solicitud)


def con_destino(escrito: str, destino: object) -> str:
    """What was written for whoever presented it, with to whom it goes."""
    return cartas.destinar(escrito, destino)


def carta_de_prueba(
    solicitud: Solicitud, escrito: str, *, firma: Usuario, clase: str = Carta.Clase.RESPUESTA
) -> bytes:
    """The letter as it would be if `firma` sent it now, and what is left to fill in it.

    Raises `ImpresionFallida`.
    """
    titulo = cartas.TITULOS[clase]
    return cartas.en_papel(
        solicitud, escrito, firma=firma, momento=clock.now(), titulo=titulo, ensayo=True
    )


def actores_que_contienen(texto: str, limite: int = 8) -> list[Actor]:
    """Those whose name holds every word of it, the shortest names first."""
    found = contiene(Actor.objects.all(), texto, "nombre")
    return list(found.order_by(Length("nombre"), "pk")[:limite])


def actores_llamados(nombre: str) -> list[Actor]:
    """Those of exactly this name, accents and case forgiven."""
    igual = Actor.objects.alias(_nombre=SinAcentos("nombre"))
    return list(igual.filter(_nombre=SinAcentos(Value(nombre))).order_by("pk")[:5])


def actores_parecidos(nombre: str, limite: int = 3) -> list[Actor]:
    """Those whose name is nearly this one, the most similar first."""
    suyo, buscado = SinAcentos("nombre"), SinAcentos(Value(nombre))
    found = Actor.objects.alias(_nombre=suyo).filter(_nombre__trigram_similar=buscado)
    parecido = TrigramSimilarity(suyo, buscado)  # type: ignore[arg-type]
    found = found.annotate(parecido=parecido).filter(parecido__gte=CASI_IGUAL)
    return list(found.order_by("-parecido", "pk")[:limite])


def tipos(ademas: TipoSolicitud | None = None) -> QuerySet[TipoSolicitud]:
    """The types a new request may have, and one it has already though it was retired."""
    return TipoSolicitud.objects.filter(Q(activo=True) | Q(pk=ademas and ademas.pk))


def borrador(solicitud: Solicitud) -> str:
    """How the answer begins, from the letter of its type; the official writes the rest.

    Of one that was handed on, with what was answered there.
    """
    comienzo = cartas.redactar(solicitud.tipo.plantilla_respuesta, solicitud)
    return comienzo + solicitud.respuesta_derivada


def areas_que_contestan() -> QuerySet[Area]:
    """Those to which a request may be handed: somebody heads them."""
    return Area.objects.filter(jefe__is_active=True).order_by(ClaveOrden("nombre"))


def traslado(solicitud: Solicitud) -> str:
    """The letter with which it is handed on, from that of its type."""
    plantilla = solicitud.tipo.plantilla_traslado or cartas.TRASLADO
    # Without a detail nothing stands where it would.
    return re.sub(r"\n{3,}", "\n\n", cartas.redactar(plantilla, solicitud))


def aviso_de_traslado(solicitud: Solicitud) -> str:
    """What whoever presented it is told when it is handed on, from the words of its type.

    To whom stays a mark until it is known.
    """
    return cartas.redactar(solicitud.tipo.plantilla_aviso or cartas.AVISO, solicitud)


def las_cartas(solicitud: Solicitud) -> list[Carta]:
    """What was said on paper to whoever presented it, and whether it could be printed."""
    if solicitud.estado not in CON_CARTA:
        return []
    return list(solicitud.cartas.select_related("adjunto").order_by("pk"))


def traslado_hasta(solicitud: Solicitud) -> date | None:
    """The last day the law gives to hand it to another authority; None if it says nothing."""
    dias = solicitud.tipo.dias_traslado
    if not dias:
        return None
    reabierta = reabierta_en(solicitud)
    desde = clock.local(reabierta).date() if reabierta else solicitud.fecha_recepcion
    return calendario.vigente().sumar(desde, dias, "habiles").vence


def con_rol(rol: str) -> list[Usuario]:
    """Everybody with an account and this role."""
    return list(Usuario.objects.filter(groups__name=rol, is_active=True))


def reabierta_en(solicitud: Solicitud) -> datetime | None:
    """When it was last reopened; None if it never was."""
    reaperturas = Historial.objects.filter(expediente_id=solicitud.pk, verbo="reabrir")
    return reaperturas.values_list("momento", flat=True).first()


def _luz_de_la_detenida(solicitud: Solicitud) -> Luz:
    """Our clock stands: what was late when it stopped stays so, nothing else gets late."""
    falta = solicitud.estado == states.REQUIERE_INFORMACION
    if _se_detuvo_tarde(solicitud):
        tarde = _("Ya había vencido cuando se pidió lo que falta.")
        return Luz(
            ROJO,
            _("Atrasado"),
            (tarde if falta else _("Ya había vencido cuando se trasladó."),),
        )
    if falta:
        porque = _("El plazo no corre mientras llega lo que se pidió a quien la presentó.")
        return Luz(GRIS, _("En pausa"), (porque,))
    porque = _("El plazo no corre mientras contesta la institución a la que se trasladó.")
    return Luz(GRIS, _("En otras manos"), (porque,))


def _se_detuvo_tarde(solicitud: Solicitud) -> bool:
    vence, desde = solicitud.vence_en, solicitud.detenida_en
    return vence is not None and desde is not None and vence < desde


def _para_lista(found: QuerySet[Solicitud]) -> QuerySet[Solicitud]:
    return con_vencimiento(_con_sus_nombres(found), states.LEGAL)


def _con_sus_nombres(found: QuerySet[Solicitud]) -> QuerySet[Solicitud]:
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
    if "jefe_agenda" in persona.roles:
        mio |= Q(estado=states.EN_ANALISIS) | por_responder()
        mio |= por_encargar() | sin_decidir_a_tiempo()
        mio |= Q(estado=states.PROGRAMADA, programada_para__lt=clock.today()) & _sin_encargar()
    return mio | Q(delegado=persona, estado=states.DELEGADA) & _sin_encargar()


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
        Compromiso.objects.filter(
            condicion,
            vinculos_desde__de=OuterRef("pk"),
            vinculos_desde__clase=Vinculo.Clase.RESPONDE,
        )
    )
