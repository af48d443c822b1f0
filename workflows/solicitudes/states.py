"""States, deadlines and alert rules of a solicitud."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Interno, Regla

REGISTRADA = "registrada"
EN_ANALISIS = "en_analisis"
EN_DECISION = "en_decision"
ACEPTADA = "aceptada"
RECHAZADA = "rechazada"
DERIVADA = "derivada"
ATENDIDA = "atendida"
CERRADA = "cerrada"

ESTADOS = [
    (REGISTRADA, _("Registrada")),
    (EN_ANALISIS, _("En análisis")),
    (EN_DECISION, _("En decisión")),
    (ACEPTADA, _("Aceptada")),
    (RECHAZADA, _("Rechazada")),
    (DERIVADA, _("Derivada")),
    (ATENDIDA, _("Atendida")),
    (CERRADA, _("Cerrada")),
]
ABIERTOS = (REGISTRADA, EN_ANALISIS, EN_DECISION, ACEPTADA, RECHAZADA, DERIVADA, ATENDIDA)
EDITABLES = (REGISTRADA, EN_ANALISIS)
POR_RESPONDER = (RECHAZADA, ATENDIDA)
CON_ENCARGO = (ACEPTADA, DERIVADA)
CERRADOS = (CERRADA,)

LEGAL = "solicitud.legal"
META = "solicitud.meta"
ANALISIS = "solicitud.analisis"
DECISION = "solicitud.decision"
RESPUESTA_DERIVADA = "solicitud.derivada"
TRASLADO = "solicitud.traslado"

PLAZOS = {
    LEGAL: _("Plazo legal para responder"),
    META: _("Meta interna de respuesta"),
    ANALISIS: _("Para analizarla"),
    DECISION: _("Para decidirla"),
    RESPUESTA_DERIVADA: _("Para que conteste a quien se derivó"),
    TRASLADO: _("Para trasladarla, si es de otra autoridad"),
}

HECHOS = {
    "registrar": _("la registró"),
    "editar": _("la corrigió"),
    "analizar": _("eligió quién prepara la respuesta"),
    "elevar": _("la llevó a decisión"),
    "aceptar": _("la aceptó"),
    "rechazar": _("no la aceptó"),
    "encargar": _("encargó que se cumpla"),
    "derivar": _("la derivó"),
    "devolver_derivada": _("la devolvió a análisis"),
    "anotar_respuesta": _("anotó lo que contestó la institución"),
    "atender": _("la dio por atendida"),
    "cerrar": _("envió la respuesta y la cerró"),
    "reabrir": _("la reabrió"),
    "adjuntar": _("adjuntó un archivo"),
    "respondio_la_unidad": _("recibió la respuesta de la unidad"),
    "encargo_cancelado": _("vio que se canceló lo que la respondía"),
    "encargo_reabierto": _("vio que se reabrió lo que la respondía"),
    "encargo_en_parte": _("vio que se cumplió en parte lo que la respondía"),
    "correo_devuelto": _("vio que un correo suyo no llegó"),
}

# Kinds of notice of what happens between the alerts of the domain.
ASIGNADA = "S01R"
DECIDIDA = "S03R"
LISTA_PARA_RESPONDER = "S07R"
ENCARGO_CANCELADO = "S07C"
ENCARGO_REABIERTO = "S07A"
ENCARGO_EN_PARTE = "S07P"
DERIVACION_DEVUELTA = "S09R"
CARTA_DE_TRASLADO = "S09D"
NOVEDAD = "S10"
CORREO_DEVUELTO = "S10F"

INTERNOS = (Interno(ANALISIS, 1), Interno(DECISION, 3), Interno(RESPUESTA_DERIVADA, 5))

# S05: the first mail leaves at the first opening after the term passed; from the second working day
# on there is one a day.
REGLAS = (
    Regla("S02", ANALISIS, 1, 1, roles=("asistente", "jefe_agenda")),
    Regla("S02", ANALISIS, 2, 2, roles=("contraparte",)),
    Regla("S03", DECISION, 1, 1, roles=("titular", "jefe_agenda"), medio="resumen"),
    Regla("S03", DECISION, 2, 3, roles=("contraparte",), medio="resumen"),
    Regla("S04", LEGAL, 1, 50, "porcentaje", papeles=("responsable",), obligatoria=True),
    Regla(
        "S04",
        LEGAL,
        2,
        80,
        "porcentaje",
        papeles=("responsable",),
        roles=("jefe_agenda",),
        obligatoria=True,
    ),
    Regla(
        "S04",
        LEGAL,
        3,
        -1,
        papeles=("responsable",),
        roles=("jefe_agenda", "titular"),
        obligatoria=True,
    ),
    Regla(
        "S05",
        LEGAL,
        1,
        0,
        "minutos",
        papeles=("responsable",),
        roles=("jefe_agenda", "titular", "contraparte"),
        obligatoria=True,
    ),
    Regla(
        "S05",
        LEGAL,
        2,
        2,
        repite_cada=1,
        papeles=("responsable",),
        roles=("jefe_agenda", "titular", "contraparte"),
        obligatoria=True,
    ),
    Regla(
        "S09", RESPUESTA_DERIVADA, 1, 50, "porcentaje", papeles=("unidad",), roles=("jefe_agenda",)
    ),
    Regla(
        "S09",
        RESPUESTA_DERIVADA,
        2,
        100,
        "porcentaje",
        papeles=("unidad", "superior"),
        roles=("jefe_agenda", "contraparte"),
    ),
    Regla("S09T", TRASLADO, 1, -1, papeles=("responsable",), roles=("jefe_agenda",)),
)
