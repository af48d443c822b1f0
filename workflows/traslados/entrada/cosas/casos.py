"""Metas, compromisos and solicitudes out of a sheet.

What is there already is never changed by an import: from the day it was registered a case file has
its own life, and its own history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from core import access, clock
from core.models import Caso, Expediente, Usuario
from core.texto import SinAcentos
from workflows.compromisos import actions as compromisos
from workflows.compromisos.queries import PRIORIDADES, Compromiso, Frecuencia
from workflows.metas.actions import metas
from workflows.metas.queries import Meta
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.queries import PEDIBLES, Solicitud
from workflows.traslados.entrada import valores
from workflows.traslados.entrada.campos import (
    Campo,
    Contexto,
    de,
    fecha,
    grado,
    hora,
    opcion,
    palabras,
    sencillo,
    varios,
)
from workflows.traslados.entrada.celdas import llano
from workflows.traslados.entrada.cosas.base import (
    MAX_REFERENCIA,
    REFERENCIA,
    Cosa,
    Resultado,
    con_otra,
    conocida,
    recordar,
)

Valores = dict[str, Any]
LARGO = 10_000

TITULO = Campo(
    "titulo", _("Título"), palabras(200), obligatorio=True, junta=" · ",
    sinonimos=("asunto", "nombre", "compromiso", "meta", "tarea", "que", "actividad", "solicitud"),
)  # fmt: skip
DESCRIPCION = Campo(
    "descripcion", _("Detalle"), palabras(LARGO), junta="\n",
    sinonimos=("descripcion", "desc", "texto", "observaciones", "detalles"),
)  # fmt: skip
RESERVA = Campo(
    "nivel_reserva", _("Reserva"), grado, sinonimos=("reserva", "confidencialidad", "grado")
)
CRUCES = (
    Campo("actores", _("Actores"), varios("actores"), junta=";"),
    Campo(
        "temas", _("Temas"), varios("temas"), junta=";",
        sinonimos=("tema", "eje", "area", "categoria", "programa"),
    ),
    Campo(
        "lugares", _("Lugares"), varios("lugares"), junta=";",
        sinonimos=("lugar", "barrio", "comuna", "corregimiento", "distrito", "localidad"),
    ),
)  # fmt: skip
EXTERNA = Campo(
    REFERENCIA, _("Referencia"), palabras(MAX_REFERENCIA),
    sinonimos=("numero", "nro", "no", "n", "id", "codigo", "folio", "expediente", "radicado"),
)  # fmt: skip
PRIORIDAD = Campo("prioridad", _("Prioridad"), opcion(PRIORIDADES, media=2, urgente=4))


def _puede(verbo: str, modelo: type[Caso]) -> Callable[[Usuario], bool]:
    return lambda user: access.can(user, verbo, modelo) is not None


def _traer(
    contexto: Contexto,
    cosa: str,
    fila: Valores,
    igual: QuerySet[Any],
    crear: Callable[..., Expediente],
) -> tuple[Resultado, int]:
    """Make it, unless it is known by its reference, or `igual` finds one that says the same.

    One that came under another reference from the same source is another one.
    """
    referencia = fila.pop(REFERENCIA, "")
    pk = conocida(cosa, contexto.fuente, referencia)
    if pk is None:
        iguales = set(access.scope(igual, contexto.usuario).values_list("pk", flat=True))
        if referencia:
            iguales -= con_otra(cosa, contexto.fuente, iguales)
        pk = min(iguales, default=None)
    if pk is not None:
        recordar(cosa, contexto.fuente, referencia, pk)
        return Resultado.IGUAL, pk
    # An empty cell leaves what the action takes where nothing is said.
    dados = {campo: valor for campo, valor in fila.items() if valor not in (None, "")}
    hecho = crear(actor=contexto.usuario, **dados)
    recordar(cosa, contexto.fuente, referencia, hecho.pk)
    return Resultado.NUEVA, hecho.pk


def _llamados(modelo: type[Caso], titulo: str) -> QuerySet[Any]:
    """Case files of a process whose title is this one, case and accents forgiven."""
    iguales = Expediente.objects.filter(
        clase=modelo.CLASE, titulo_busqueda=SinAcentos(Value(titulo))
    )
    return modelo._default_manager.filter(pk__in=iguales.values("pk"))


def _clave(fila: Mapping[str, Any], *campos: str) -> str:
    return str(fila.get(REFERENCIA) or ":".join(llano(fila.get(campo) or "") for campo in campos))


# Metas --------------------------------------------------------------------------------------------


def traer_meta(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """A draft, as its screen proposes one."""
    return _traer(contexto, METAS.nombre, fila, _llamados(Meta, fila["titulo"]), metas.crear)


METAS = Cosa(
    nombre="metas",
    titulo=_("Metas"),
    puede=_puede("crear", Meta),
    de_casos=True,
    traer=traer_meta,
    clave=lambda fila: _clave(fila, "titulo"),
    campos=(
        TITULO,
        Campo(
            "responsable_institucional", _("Responsable institucional"), de("gente"),
            obligatorio=True, sinonimos=("responsable", "institucional"),
        ),
        Campo("gerente", _("Gerente"), de("gente"), sinonimos=("gerente de meta",)),
        Campo("suplente", _("Suplente"), de("gente")),
        Campo("tipo", _("Tipo"), opcion(Meta.Tipo.choices)),
        DESCRIPCION,
        Campo("descripcion_ciudadana", _("En palabras para la gente"), palabras(LARGO), junta="\n"),
        Campo("problema", _("Problema que resuelve"), palabras(LARGO), junta="\n"),
        Campo("resultado_esperado", _("Resultado esperado"), palabras(LARGO), junta="\n",
              sinonimos=("resultado",)),
        Campo("beneficiarios", _("Personas beneficiadas"), sencillo(valores.entero)),
        Campo("dependencia", _("Dependencia"), de("areas"), sinonimos=("secretaria", "unidad")),
        Campo("inicio", _("Empieza"), fecha("inicio"), sinonimos=("fecha de inicio", "inicio")),
        Campo(
            "fin_vigente", _("Termina"), fecha("fin"),
            sinonimos=("fin", "fecha final", "fecha de fin", "cumplimiento", "plazo"),
        ),
        Campo("presupuesto", _("Presupuesto"), sencillo(valores.dinero),
              sinonimos=("monto", "costo", "inversion")),
        Campo("publica", _("Pública"), sencillo(valores.si_no), sinonimos=("publico",)),
        RESERVA,
        *CRUCES,
        EXTERNA,
    ),
)  # fmt: skip


# Compromisos --------------------------------------------------------------------------------------


def traer_compromiso(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """A draft, so that nobody has dozens of mails at once; sent where the sheet says so.

    What was promised before may be overdue, or fulfilled already, where the sheet says so: a year
    typed badly is no old promise.
    """
    cierre = {campo: fila.pop(campo, None) or "" for campo in ("informe", "cumplido_el")}
    cumplido = bool(fila.pop("cumplido", False) or cierre["cumplido_el"])
    if fila.pop("de_antes", False) or cumplido or fila.get("fecha_original"):
        fila["origen"] = Compromiso.Origen.TRASLADO
    elif fila["fecha"] < clock.today():
        raise ValidationError(
            {"fecha": _g("La fecha ya pasó. Si se prometió antes, dígalo en «Prometido antes».")}
        )
    fila["enviado"] = bool(fila.get("enviado")) and not cumplido
    original = fila.get("fecha_original") or fila["fecha"]
    iguales = _llamados(Compromiso, fila["titulo"]).filter(fecha_compromiso_original=original)
    crear = _ya_cumplido(cierre) if cumplido else compromisos.crear
    return _traer(contexto, COMPROMISOS.nombre, fila, iguales, crear)


def _ya_cumplido(cierre: Valores) -> Callable[..., Expediente]:
    """Make it, and say that it was fulfilled before."""

    def crear(**campos: Any) -> Expediente:
        hecho = compromisos.crear(**campos)
        return compromisos.cerrar_de_antes(
            compromiso_id=hecho.pk,
            actor=campos["actor"],
            informe=cierre["informe"],
            cumplido_el=cierre["cumplido_el"] or None,
        )

    return crear


COMPROMISOS = Cosa(
    nombre="compromisos",
    titulo=_("Compromisos"),
    puede=_puede("crear", Compromiso),
    de_casos=True,
    traer=traer_compromiso,
    clave=lambda fila: _clave(fila, "titulo", "fecha"),
    campos=(
        TITULO,
        Campo(
            "responsable", _("Responsable"), de("gente"), obligatorio=True,
            sinonimos=("encargado", "asignado a", "quien"),
        ),
        Campo(
            "fecha", _("Para cuándo"), fecha("fin"), obligatorio=True,
            sinonimos=("fecha", "vence", "vencimiento", "fecha limite", "plazo", "cumplimiento"),
        ),
        Campo("a_quien", _("A quién"), de("actores"),
              sinonimos=("prometido a", "beneficiario", "actor", "a quien se prometio")),
        Campo("tipo", _("Tipo"), opcion(Compromiso.Tipo.choices)),
        Campo("monitor", _("Monitor"), de("gente"), sinonimos=("verifica", "seguimiento")),
        DESCRIPCION,
        PRIORIDAD,
        Campo("publico", _("Público"), sencillo(valores.si_no)),
        Campo("frecuencia", _("Cada cuánto informa"), opcion(Frecuencia.choices[1:]),
              sinonimos=("frecuencia", "frecuencia de informe")),
        Campo("requiere_verificacion", _("Requiere verificación"), sencillo(valores.si_no)),
        Campo("enviado", _("Enviar al responsable"), sencillo(valores.si_no),
              sinonimos=("enviar",)),
        Campo("de_antes", _("Prometido antes"), sencillo(valores.si_no),
              sinonimos=("ya prometido", "anterior")),
        Campo("fecha_original", _("Fecha original"), fecha("fin"),
              sinonimos=("fecha inicial", "fecha prometida")),
        Campo("cumplido", _("Ya cumplido"), sencillo(valores.cumplido),
              sinonimos=("cumplido", "estado", "avance", "porcentaje completado")),
        Campo("cumplido_el", _("Cumplido el"), fecha("fin"), sinonimos=("fecha de cierre",)),
        Campo("informe", _("Lo que se hizo"), palabras(LARGO), junta="\n",
              sinonimos=("resultado", "informe")),
        RESERVA,
        *CRUCES,
        EXTERNA,
    ),
)  # fmt: skip


# Solicitudes --------------------------------------------------------------------------------------


def traer_solicitud(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """Registered as at the counter: its clocks run, and who left an address has a receipt.

    What its type makes compulsory may be missing: whoever wrote the sheet was not asked for it.
    """
    recibida = fila.get("fecha_recepcion") or clock.today()
    iguales = _llamados(Solicitud, fila["titulo"]).filter(
        solicitante=fila["solicitante"], fecha_recepcion=recibida
    )
    registrar = partial(solicitudes.registrar, anotada_antes=True)
    return _traer(contexto, SOLICITUDES.nombre, fila, iguales, registrar)


SOLICITUDES = Cosa(
    nombre="solicitudes",
    titulo=_("Solicitudes"),
    puede=_puede("registrar", Solicitud),
    de_casos=True,
    traer=traer_solicitud,
    clave=lambda fila: _clave(fila, "titulo", "solicitante", "fecha_recepcion"),
    campos=(
        Campo("tipo", _("Tipo"), de("tipos"), obligatorio=True,
              sinonimos=("tipo de solicitud", "clase", "que pide")),
        TITULO,
        Campo(
            "solicitante", _("Quién pide"), de("actores"), obligatorio=True,
            sinonimos=("solicitante", "peticionario", "vecino", "ciudadano", "remitente"),
        ),
        DESCRIPCION,
        Campo("canal", _("Cómo llegó"), opcion(Solicitud.Canal.choices, email="correo",
                                             presencial="ventanilla", llamada="telefono"),
              sinonimos=("canal", "medio", "via")),
        Campo(
            "fecha_recepcion", _("Recibida"), fecha(),
            sinonimos=("fecha", "fecha de recepcion", "recibida el", "ingreso", "fecha de ingreso"),
        ),
        Campo("representa_a", _("En nombre de"), de("actores"), sinonimos=("representa a",)),
        Campo("fecha_evento", _("Fecha del evento"), fecha(), sinonimos=("evento",)),
        Campo("hora_evento", _("Hora"), hora, sinonimos=("hora del evento",)),
        Campo("lugar_texto", _("Dónde"), palabras(160), junta=", ",
              sinonimos=("direccion", "sitio", "lugar del evento")),
        Campo("fecha_limite_rsvp", PEDIBLES["fecha_limite_rsvp"], fecha(),
              sinonimos=("rsvp", "confirmar hasta", "fecha limite de respuesta")),
        Campo("papel_esperado", PEDIBLES["papel_esperado"], palabras(200),
              sinonimos=("papel esperado", "papel del alcalde")),
        Campo("otras_autoridades", PEDIBLES["otras_autoridades"], palabras(200), junta=", ",
              sinonimos=("autoridades", "invitados")),
        Campo("asistentes", PEDIBLES["asistentes"], sencillo(valores.entero),
              sinonimos=("asistentes", "numero de asistentes")),
        Campo("quien_paga", PEDIBLES["quien_paga"], palabras(200), sinonimos=("gastos",)),
        Campo("interes_representado", PEDIBLES["interes_representado"], palabras(200),
              sinonimos=("interes", "interes representado")),
        Campo("materia", PEDIBLES["materia"], palabras(200), sinonimos=("materia",)),
        PRIORIDAD,
        RESERVA,
        *CRUCES[1:],
        EXTERNA,
    ),
)  # fmt: skip
