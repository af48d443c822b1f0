"""States, deadlines and alert rules of a compromiso or tarea."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Interno, Regla

BORRADOR = "borrador"
ASIGNADA = "asignada"
OBJETADA = "objetada"
EN_GESTION = "en_gestion"
SUSPENDIDA = "suspendida"
POR_VERIFICAR = "por_verificar"
CUMPLIDA = "cumplida"
CUMPLIDA_PARCIAL = "cumplida_parcial"
CANCELADA = "cancelada"
BORRADA = "borrada"

ESTADOS = [
    (BORRADOR, _("Borrador")),
    (ASIGNADA, _("Asignado")),
    (OBJETADA, _("Objetado")),
    (EN_GESTION, _("En gestión")),
    (SUSPENDIDA, _("Suspendido")),
    (POR_VERIFICAR, _("Por verificar")),
    (CUMPLIDA, _("Cumplido")),
    (CUMPLIDA_PARCIAL, _("Cumplido en parte")),
    (CANCELADA, _("Cancelado")),
    (BORRADA, _("Borrado")),
]
ABIERTOS = (BORRADOR, ASIGNADA, OBJETADA, EN_GESTION, SUSPENDIDA, POR_VERIFICAR)
# Its date runs, and somebody works on it, or is to.
EN_CURSO = (ASIGNADA, EN_GESTION)
# Its date runs, whoever has to move.
CORREN = (*EN_CURSO, OBJETADA)
CUMPLIDOS = (CUMPLIDA, CUMPLIDA_PARCIAL)
CERRADOS = (*CUMPLIDOS, CANCELADA, BORRADA)

# How far it is, as its responsable says; the whole is only said by who verifies it.
PORCENTAJES = (0, 25, 50, 75, 90)
TODO = 100

VENCE = "compromiso.vence"
ACEPTAR = "compromiso.aceptar"
VERIFICAR = "compromiso.verificar"
PRORROGA = "compromiso.prorroga"
OBJECION = "compromiso.objecion"
PUBLICO = "compromiso.publico"
INFORME = "compromiso.informe"
SIN_INFORMES = "compromiso.sin_informes"

PLAZOS = {
    VENCE: _("Fecha prometida"),
    ACEPTAR: _("Para aceptarlo"),
    VERIFICAR: _("Para verificarlo"),
    PRORROGA: _("Para responder la prórroga"),
    OBJECION: _("Para reasignarlo"),
    PUBLICO: _("Fecha prometida en público"),
    INFORME: _("Próximo informe"),
    SIN_INFORMES: _("Segundo informe sin llegar"),
}

HECHOS = {
    "crear": _("lo creó"),
    "traer": _("lo trajo de antes"),
    "cerrar_de_antes": _("anotó que ya estaba cumplido"),
    "nacer": _("lo creó, como parte de otro"),
    "editar": _("lo corrigió"),
    "borrar": _("lo borró"),
    "enviar": _("lo envió al responsable"),
    "aceptar": _("lo aceptó"),
    "objetar": _("lo objetó"),
    "reasignar": _("lo puso en otras manos"),
    "derivar": _("derivó una tarea"),
    "informar": _("informó del avance"),
    "revisar": _("revisó un informe"),
    "suspender": _("lo suspendió"),
    "reanudar": _("lo reanudó"),
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
    "enviar_enlace": _("envió un enlace nuevo a su responsable"),
    "revocar_enlace": _("retiró el enlace de su responsable"),
    "correo_devuelto": _("vio que un correo suyo no llegó"),
    "mostrar_archivos": _("cambió qué archivos se ven en el portal"),
}

# Kinds of notice of what happens between the alerts of the domain.
ACEPTADO = "T01A"
COPIADO = "T01C"
RELEVADO = "T01R"
PARADO = "T01S"
OBJETADO = "T02O"
INFORMADO = "T05R"
DERIVADAS_CERRADAS = "T06D"
FECHA_CAMBIADA = "T01M"
CUMPLIDO_EN_PARTE = "T06P"
PRORROGA_RESUELTA = "T08R"

INTERNOS = (Interno(ACEPTAR, 2), Interno(VERIFICAR, 3), Interno(PRORROGA, 2), Interno(OBJECION, 2))

REGLAS = (
    Regla("T02", ACEPTAR, 1, 1, papeles=("responsable",)),
    Regla("T02", ACEPTAR, 2, 2, papeles=("programador",)),
    Regla("T03", VENCE, 1, -2, papeles=("responsable",)),
    Regla("T03", VENCE, 2, 0, papeles=("responsable",)),
    Regla("T04", VENCE, 3, 1, papeles=("responsable",)),
    Regla("T04", VENCE, 4, 3, papeles=("responsable", "programador", "monitor")),
    Regla("T04", VENCE, 5, 7, roles=("titular",), medio="resumen"),
    Regla("T04", VENCE, 6, 7, papeles=("responsable", "programador", "monitor")),
    Regla("T02O", OBJECION, 1, 1, papeles=("programador", "monitor")),
    Regla("T02O", OBJECION, 2, 3, roles=("contraparte",)),
    Regla("T05", INFORME, 1, 0, papeles=("responsable",)),
    Regla("T05", INFORME, 2, 1, papeles=("monitor",)),
    Regla("T05", SIN_INFORMES, 1, 1, papeles=("programador",)),
    Regla("T10", PUBLICO, 1, -10, roles=("jefe_agenda", "titular", "prensa")),
    Regla("T10", PUBLICO, 2, 1, roles=("jefe_agenda", "titular", "prensa")),
    Regla("T06", VERIFICAR, 1, 1, papeles=("programador", "monitor")),
    Regla("T06", VERIFICAR, 2, 5, roles=("contraparte",)),
    Regla("T08", PRORROGA, 1, 1, papeles=("monitor",), medio="aplicacion"),
)
