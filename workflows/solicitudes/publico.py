"""What whoever presented a request may read of it on the portal, in the words of the people.

Only what stands here is told: a verb without a sentence, a text that was written for the house and
the names of its officials stay inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Adjunto, Historial
from notifiers.mensajes import RESERVADO
from workflows.plazos import queries as plazos
from workflows.plazos.models import Plazo
from workflows.plazos.states import PAUSADO
from workflows.solicitudes import pines, queries, states
from workflows.solicitudes.models import PEDIBLES, AccesoPublico, Solicitud, TipoSolicitud

__all__ = [
    "AVISO",
    "AccesoPublico",
    "Consulta",
    "Solicitud",
    "TipoSolicitud",
    "abrir",
    "archivo",
    "consulta",
    "decir_pin",
    "entrar",
    "normal",
    "relojes",
    "tipos",
]

# The privacy notice that people agree to; another text has another version.
AVISO = "2026-11"
_ESPACIOS = re.compile(r"\s+")

# Each step that is told, as its applicant is told it. `{quien}`: whoever has it, by area.
HITOS: dict[str, str | Promise] = {
    "registrar": gettext_lazy("Recibimos su solicitud."),
    "registrar_del_publico": gettext_lazy("Recibimos su solicitud."),
    "adjuntar_del_publico": gettext_lazy("Usted agregó archivos."),
    "analizar": gettext_lazy("La está revisando {quien}."),
    "pedir_informacion": gettext_lazy("Le pedimos lo que falta."),
    "completar": gettext_lazy("Recibimos lo que faltaba."),
    "desistir": gettext_lazy("No llegó lo que faltaba, y se dio por desistida."),
    "elevar": gettext_lazy("Se puso a decisión de la autoridad."),
    "delegar": gettext_lazy("Se decidió atenderla, en nombre del municipio."),
    "aplazar": gettext_lazy("Se dejó para decidirla más adelante."),
    "retomar": gettext_lazy("Se volvió a poner a decisión."),
    "aceptar": gettext_lazy("Se decidió atenderla."),
    "rechazar": gettext_lazy("Se decidió no atender lo que pide. Le escribiremos por qué."),
    "encargar": gettext_lazy("Se encargó a quien va a hacerlo."),
    "derivar": gettext_lazy("Se trasladó a otra oficina, a la que le corresponde."),
    "devolver_derivada": gettext_lazy("Volvió a esta oficina."),
    "respondio_la_unidad": gettext_lazy("Contestó la oficina que la tenía."),
    "anotar_respuesta": gettext_lazy("Contestó la institución que la tenía."),
    "programar": gettext_lazy("Se le puso fecha."),
    "desprogramar": gettext_lazy("Se quitó la fecha que tenía. Habrá otra."),
    "desprogramar_delegada": gettext_lazy("Se quitó la fecha que tenía. Habrá otra."),
    "fusionar": gettext_lazy("Se juntó con otra igual: se responden a la vez."),
    "separar": gettext_lazy("Vuelve a atenderse por separado."),
    "retirar": gettext_lazy("Se retiró."),
    "atender": gettext_lazy("Lo que pidió se atendió. Falta escribirle la respuesta."),
    "cerrar": gettext_lazy("Le respondimos."),
    "reabrir": gettext_lazy("Se abrió otra vez."),
}
# The word for where it stands, and what comes next.
ETAPAS: dict[str, tuple[str | Promise, str | Promise]] = {
    states.REGISTRADA: (
        gettext_lazy("Recibida"),
        gettext_lazy("Ahora alguien la lee y se dice quién prepara la respuesta."),
    ),
    states.EN_ANALISIS: (
        gettext_lazy("En revisión"),
        gettext_lazy("Se revisa lo que pide; después se decide."),
    ),
    states.REQUIERE_INFORMACION: (
        gettext_lazy("Falta algo suyo"),
        gettext_lazy("Espera lo que le pedimos. Mientras no llegue, el plazo no corre."),
    ),
    states.APLAZADA: (
        gettext_lazy("Para más adelante"),
        gettext_lazy("Se decidirá más adelante. No tiene que presentarla otra vez."),
    ),
    states.DELEGADA: (
        gettext_lazy("Aceptada"),
        gettext_lazy("La atiende otra persona del municipio. Cuando esté, le escribimos."),
    ),
    states.PROGRAMADA: (
        gettext_lazy("Con fecha"),
        gettext_lazy("Ya tiene fecha. Cuando pase, le escribimos la respuesta."),
    ),
    states.DESISTIDA: (
        gettext_lazy("Retirada"),
        gettext_lazy("Ya no se atiende. Si todavía lo necesita, presente otra."),
    ),
    states.DUPLICADA: (
        gettext_lazy("Junto con otra"),
        gettext_lazy("Otra persona pidió lo mismo: se atienden juntas y la respuesta es una."),
    ),
    states.EN_DECISION: (
        gettext_lazy("Por decidirse"),
        gettext_lazy("La autoridad la tiene para decidir."),
    ),
    states.ACEPTADA: (
        gettext_lazy("Aceptada"),
        gettext_lazy("Se está haciendo lo que pidió. Cuando esté, le escribimos."),
    ),
    states.RECHAZADA: (
        gettext_lazy("Decidida"),
        gettext_lazy("Falta escribirle la respuesta, con las razones."),
    ),
    states.DERIVADA: (
        gettext_lazy("En otra oficina"),
        gettext_lazy("Esperamos lo que conteste quien la tiene. Con eso le respondemos."),
    ),
    states.ATENDIDA: (
        gettext_lazy("Atendida"),
        gettext_lazy("Solo falta escribirle la respuesta."),
    ),
    states.CERRADA: (
        gettext_lazy("Respondida"),
        gettext_lazy("Si algo no quedó claro, escríbanos citando el código."),
    ),
}

# By when it is answered: what the town hall aims at, and what the law gives. Each as it is said
# while it runs and once it has passed; and of one that was answered, in time or late.
CORRE, PASO, A_TIEMPO, TARDE = "corre", "paso", "a_tiempo", "tarde"
DICHOS: dict[tuple[str, str], str | Promise] = {
    (states.META, CORRE): gettext_lazy("Nos proponemos responderle antes:"),
    (states.META, PASO): gettext_lazy("No llegamos a la fecha que nos habíamos propuesto:"),
    (states.META, A_TIEMPO): gettext_lazy(
        "Le respondimos a tiempo para la fecha que nos habíamos propuesto:"
    ),
    (states.META, TARDE): gettext_lazy(
        "Le respondimos después de la fecha que nos habíamos propuesto:"
    ),
    (states.LEGAL, CORRE): gettext_lazy("Le respondemos a más tardar:"),
    (states.LEGAL, PASO): gettext_lazy(
        "Ya pasó la fecha en que, por ley, debíamos haberle respondido:"
    ),
    (states.LEGAL, A_TIEMPO): gettext_lazy(
        "Le respondimos dentro del plazo de la ley, que terminaba:"
    ),
    (states.LEGAL, TARDE): gettext_lazy("Le respondimos tarde. El plazo de la ley terminó:"),
}


@dataclass(frozen=True, slots=True)
class Hito:
    """Something that happened, when, and what its applicant wrote with it."""

    momento: datetime
    texto: str
    escrito: str = ""


@dataclass(frozen=True, slots=True)
class Reloj:
    """By when it is answered, or was to be, in a sentence that ends in it; how it was counted."""

    dicho: str
    vence_en: datetime
    original_en: datetime
    inicio: datetime
    explicacion: list[str]
    detenido: bool


@dataclass(frozen=True, slots=True)
class Fecha:
    """When and where it is to be."""

    dia: date
    hora: time | None
    lugar: str


@dataclass(frozen=True, slots=True)
class Consulta:
    """A request as its applicant reads it."""

    solicitud: Solicitud
    etapa: str
    sigue: str
    hitos: list[Hito]
    relojes: list[Reloj]
    respuesta: str
    respondida_en: datetime | None
    suyos: list[Adjunto]
    nuestros: list[Adjunto]
    contestado: list[tuple[str, str]]
    falta: str
    falta_hasta: datetime | None
    fecha: Fecha | None
    correo: str
    correo_nuevo: str  # that is not confirmed yet
    novedades: bool

    @property
    def detenida(self) -> bool:
        """Whether its days do not run."""
        return any(uno.detenido for uno in self.relojes)

    @property
    def falta_algo(self) -> bool:
        """Whether its applicant has something to send."""
        return bool(self.solicitud.estado == states.REQUIERE_INFORMACION)

    @property
    def abierta(self) -> bool:
        """Whether something can still be added to it."""
        return not self.solicitud.cerrado


def tipos() -> QuerySet[TipoSolicitud]:
    """What anybody may ask for on the portal."""
    return TipoSolicitud.objects.filter(activo=True, al_publico=True).order_by("nombre", "pk")


def entrar(codigo: str, pin: str) -> AccesoPublico | None:
    """The access of this code and PIN. A wrong code takes as long as a wrong PIN."""
    accesos = AccesoPublico.objects.filter(solicitud__codigo=normal(codigo))
    acceso = accesos.select_related("solicitud").first()
    return acceso if pines.es(pin, acceso) else None


def abrir(pk: int, huella: str) -> AccesoPublico | None:
    """The access of a browser that entered; None once the PIN is another."""
    acceso = AccesoPublico.objects.select_related(
        "solicitud__tipo", "solicitud__solicitante", "solicitud__responsable__area"
    ).filter(pk=pk)
    found = acceso.first()
    return found if found is not None and pines.huella(found) == huella else None


def normal(codigo: str) -> str:
    """A code as it is kept, however it was copied."""
    return _ESPACIOS.sub("", codigo).upper()


def decir_pin(pin: str) -> str:
    """As people read and copy it."""
    return pines.decir(pin)


def consulta(acceso: AccesoPublico) -> Consulta:
    """What its applicant reads. Of a reserved one neither answer nor files."""
    solicitud = acceso.solicitud
    reservada = solicitud.nivel_reserva >= RESERVADO
    etapa, sigue = ETAPAS[solicitud.estado]
    if reservada:
        sigue = _("Por ser reservada, la respuesta se le da en persona.")
    contestada = _la_que_se_responde(solicitud)
    archivos = [] if reservada else list(archivos_de(solicitud))
    return Consulta(
        solicitud=solicitud,
        etapa=str(etapa),
        sigue=str(sigue),
        hitos=list(_hitos(solicitud)),
        relojes=relojes(solicitud),
        respuesta="" if reservada else contestada.respuesta,
        respondida_en=contestada.respondida_en,
        suyos=[uno for uno in archivos if uno.subido_por.es_sistema],
        nuestros=[uno for uno in archivos if not uno.subido_por.es_sistema],
        contestado=list(_contestado(solicitud)),
        falta=solicitud.falta if solicitud.estado == states.REQUIERE_INFORMACION else "",
        falta_hasta=_falta_hasta(solicitud),
        fecha=_fecha(solicitud),
        correo=_tapado(solicitud.solicitante.email),
        correo_nuevo=_tapado(acceso.correo_nuevo),
        novedades=acceso.novedades,
    )


def _contestado(solicitud: Solicitud) -> Iterator[tuple[str, str]]:
    """What was answered to what only some types ask for: the question, and the answer."""
    for campo, pregunta in PEDIBLES.items():
        valor = getattr(solicitud, campo)
        if valor:
            yield str(pregunta), localize(valor)


def archivo(acceso: AccesoPublico, pk: int) -> Adjunto | None:
    """One of the files that its applicant may read."""
    if acceso.solicitud.nivel_reserva >= RESERVADO:
        return None
    return archivos_de(acceso.solicitud).filter(pk=pk).first()


def archivos_de(solicitud: Solicitud) -> QuerySet[Adjunto]:
    """Those that came from its applicant, and those of the town hall that are for anybody."""
    suyos = Q(subido_por__es_sistema=True)
    return solicitud.adjuntos.filter(suyos | Q(publico=True)).select_related("subido_por")


def _hitos(solicitud: Solicitud) -> Iterator[Hito]:
    """The oldest first. What happened again is told again."""
    pasos = Historial.objects.filter(expediente_id=solicitud.pk, verbo__in=HITOS)
    que = ("momento", "verbo", "usuario__es_sistema", "escrito__texto")
    for momento, verbo, por_el_portal, escrito in pasos.order_by("momento", "pk").values_list(*que):
        # Written down by an official, it is a note of the house.
        suyo = verbo == "completar" and por_el_portal
        texto = str(HITOS[verbo]).replace("{quien}", _quien(solicitud))
        yield Hito(momento, texto, escrito if suyo else "")


def _quien(solicitud: Solicitud) -> str:
    """Whoever prepares the answer, by the area; people are not named."""
    area = solicitud.responsable.area if solicitud.responsable else None
    return str(area) if area else _("el despacho")


def relojes(solicitud: Solicitud) -> list[Reloj]:
    """By when the town hall means to answer it, and by when the law wants it; one query.

    Of one that was answered as they ended, of one that ended otherwise none. A target that is no
    sooner than the law is not told.
    """
    terminados = {solicitud.pk: queries.contestada_en(solicitud)}
    hallados = plazos.relojes(terminados, (states.LEGAL, states.META)).get(solicitud.pk, [])
    legal = next((uno for uno in hallados if uno.clase == states.LEGAL), None)
    return [
        _reloj(uno, legal)
        for uno in hallados
        if uno is legal or legal is None or uno.vence_en < legal.vence_en
    ]


def _reloj(plazo: Plazo, legal: Plazo | None) -> Reloj:
    return Reloj(
        dicho=_dicho(plazo, legal),
        vence_en=plazo.vence_en,
        original_en=plazo.original_en,
        inicio=plazo.inicio,
        explicacion=plazos.explicar(plazo),
        detenido=plazo.estado == PAUSADO,
    )


def _dicho(plazo: Plazo, legal: Plazo | None) -> str:
    if plazo.cerrado_en:
        return str(DICHOS[plazo.clase, TARDE if plazo.pasado else A_TIEMPO])
    if legal is None and not plazo.pasado:
        return _("Nos proponemos responderle a más tardar:")
    return str(DICHOS[plazo.clase, PASO if plazo.pasado else CORRE])


def _falta_hasta(solicitud: Solicitud) -> datetime | None:
    """Until when what is missing is waited for; None where nothing is."""
    if solicitud.estado != states.REQUIERE_INFORMACION:
        return None
    espera = plazos.abiertos(solicitud).filter(clase=states.COMPLETAR)
    return espera.values_list("vence_en", flat=True).first()


def _fecha(solicitud: Solicitud) -> Fecha | None:
    if solicitud.estado != states.PROGRAMADA or solicitud.programada_para is None:
        return None
    return Fecha(solicitud.programada_para, solicitud.programada_hora, solicitud.programada_lugar)


def _la_que_se_responde(solicitud: Solicitud) -> Solicitud:
    """It, or the one that it was joined to, unless that one is reserved."""
    principal = solicitud.principal if solicitud.estado == states.DUPLICADA else None
    if principal is None or principal.nivel_reserva >= RESERVADO:
        return solicitud
    return principal


def _tapado(correo: str) -> str:
    """An address as one's own is known again by, and nobody else learns it: «ma…@elroble.test»."""
    buzon, arroba, sitio = correo.partition("@")
    return f"{buzon[:2]}…{arroba}{sitio}" if correo else ""
