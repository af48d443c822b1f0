"""States, deadlines and alert rules of a compromiso or tarea."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Interno, Regla

BORRADOR = "borrador"
ASIGNADA = "asignada"
EN_GESTION = "en_gestion"
POR_VERIFICAR = "por_verificar"
CUMPLIDA = "cumplida"
CUMPLIDA_PARCIAL = "cumplida_parcial"
CANCELADA = "cancelada"

ESTADOS = [
    (BORRADOR, _("Borrador")),
    (ASIGNADA, _("Asignado")),
    (EN_GESTION, _("En gestión")),
    (POR_VERIFICAR, _("Por verificar")),
    (CUMPLIDA, _("Cumplido")),
    (CUMPLIDA_PARCIAL, _("Cumplido en parte")),
    (CANCELADA, _("Cancelado")),
]
ABIERTOS = (BORRADOR, ASIGNADA, EN_GESTION, POR_VERIFICAR)
EN_CURSO = (ASIGNADA, EN_GESTION)
CUMPLIDOS = (CUMPLIDA, CUMPLIDA_PARCIAL)
CERRADOS = (*CUMPLIDOS, CANCELADA)

VENCE = "compromiso.vence"
ACEPTAR = "compromiso.aceptar"
VERIFICAR = "compromiso.verificar"
PRORROGA = "compromiso.prorroga"

PLAZOS = {
    VENCE: _("Fecha prometida"),
    ACEPTAR: _("Para aceptarlo"),
    VERIFICAR: _("Para verificarlo"),
    PRORROGA: _("Para responder la prórroga"),
}

HECHOS = {
    "crear": _("lo creó"),
    "traer": _("lo trajo de antes"),
    "cerrar_de_antes": _("anotó que ya estaba cumplido"),
    "editar": _("lo corrigió"),
    "enviar": _("lo envió al responsable"),
    "aceptar": _("lo aceptó"),
    "reportar_cumplida": _("reportó que está cumplido"),
    "cumplir": _("lo dio por cumplido"),
    "aprobar": _("lo verificó y lo cerró"),
    "aprobar_parcial": _("lo cerró como cumplido en parte"),
    "devolver": _("lo devolvió"),
    "pedir_prorroga": _("pidió una prórroga"),
    "resolver_prorroga": _("respondió la prórroga"),
    "reprogramar": _("lo reprogramó"),
    "reiterar": _("lo reiteró"),
    "cancelar": _("lo canceló"),
    "reabrir": _("lo reabrió"),
    "adjuntar": _("adjuntó un archivo"),
}

REITERACIONES_AL_TITULAR = 3

# Kinds of notice of what happens between the alerts of the domain.
FECHA_CAMBIADA = "T01M"
CUMPLIDO_EN_PARTE = "T06P"
PRORROGA_RESUELTA = "T08R"

INTERNOS = (Interno(ACEPTAR, 2), Interno(VERIFICAR, 3), Interno(PRORROGA, 2))

REGLAS = (
    Regla("T02", ACEPTAR, 1, 1, papeles=("responsable",)),
    Regla("T02", ACEPTAR, 2, 2, papeles=("programador",)),
    Regla("T03", VENCE, 1, -2, papeles=("responsable",)),
    Regla("T03", VENCE, 2, 0, papeles=("responsable",)),
    Regla("T04", VENCE, 3, 1, papeles=("responsable",)),
    Regla("T04", VENCE, 4, 3, papeles=("programador", "monitor")),
    Regla("T04", VENCE, 5, 7, roles=("titular",), medio="resumen"),
    Regla("T06", VERIFICAR, 1, 1, papeles=("programador", "monitor")),
    Regla("T06", VERIFICAR, 2, 5, roles=("contraparte",)),
    Regla("T08", PRORROGA, 1, 1, papeles=("monitor",), medio="aplicacion"),
)
