"""States, deadlines and alert rules of a solicitud."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Interno, Regla

REGISTRADA = "registrada"
EN_ANALISIS = "en_analisis"
REQUIERE_INFORMACION = "requiere_informacion"
EN_DECISION = "en_decision"
APLAZADA = "aplazada"
ACEPTADA = "aceptada"
DELEGADA = "delegada"
PROGRAMADA = "programada"
RECHAZADA = "rechazada"
DERIVADA = "derivada"
ATENDIDA = "atendida"
CERRADA = "cerrada"
DESISTIDA = "desistida"
DUPLICADA = "duplicada"

ESTADOS = [
    (REGISTRADA, _("Registrada")),
    (EN_ANALISIS, _("En análisis")),
    (REQUIERE_INFORMACION, _("Espera información")),
    (EN_DECISION, _("En decisión")),
    (APLAZADA, _("Aplazada")),
    (ACEPTADA, _("Aceptada")),
    (DELEGADA, _("Delegada")),
    (PROGRAMADA, _("Programada")),
    (RECHAZADA, _("Rechazada")),
    (DERIVADA, _("Derivada")),
    (ATENDIDA, _("Atendida")),
    (CERRADA, _("Cerrada")),
    (DESISTIDA, _("Desistida")),
    (DUPLICADA, _("Unida a otra")),
]
CERRADOS = (CERRADA, DESISTIDA, DUPLICADA)
ABIERTOS = tuple(estado for estado, _nombre in ESTADOS if estado not in CERRADOS)
EDITABLES = (REGISTRADA, EN_ANALISIS)
# Nobody need be responsable of the answer yet, or any more.
SIN_ANALIZAR = (REGISTRADA, DESISTIDA, DUPLICADA)
SIN_DECIDIR = (REGISTRADA, EN_ANALISIS, REQUIERE_INFORMACION, EN_DECISION, APLAZADA)
POR_RESPONDER = (RECHAZADA, ATENDIDA)
# It will be done, by somebody, without a date yet.
POR_HACER = (ACEPTADA, DELEGADA)
CON_ENCARGO = (*POR_HACER, PROGRAMADA, DERIVADA)

LEGAL = "solicitud.legal"
META = "solicitud.meta"
ANALISIS = "solicitud.analisis"
DECISION = "solicitud.decision"
RESPUESTA_DERIVADA = "solicitud.derivada"
TRASLADO = "solicitud.traslado"
COMPLETAR = "solicitud.completar"
EVENTO = "solicitud.evento"
REVISION = "solicitud.revision"
FECHA = "solicitud.fecha"
CITA = "solicitud.cita"

PLAZOS = {
    LEGAL: _("Plazo legal para responder"),
    META: _("Meta interna de respuesta"),
    ANALISIS: _("Para analizarla"),
    DECISION: _("Para decidirla"),
    RESPUESTA_DERIVADA: _("Para que conteste a quien se derivó"),
    TRASLADO: _("Para trasladarla, si es de otra autoridad"),
    COMPLETAR: _("Para que complete lo que falta quien la presentó"),
    EVENTO: _("Para decir si se asiste"),
    REVISION: _("Para volver a decidirla"),
    FECHA: _("Para ponerle fecha o encargarla"),
    CITA: _("El día para el que se programó"),
}

HECHOS = {
    "registrar": _("la registró"),
    "editar": _("la corrigió"),
    "analizar": _("eligió quién prepara la respuesta"),
    "pedir_informacion": _("pidió lo que faltaba"),
    "completar": _("anotó lo que faltaba"),
    "desistir": _("la dio por desistida"),
    "elevar": _("la llevó a decisión"),
    "aceptar": _("la aceptó"),
    "delegar": _("la delegó"),
    "aplazar": _("la aplazó"),
    "retomar": _("la volvió a poner a decisión"),
    "rechazar": _("no la aceptó"),
    "encargar": _("encargó que se cumpla"),
    "derivar": _("la derivó"),
    "devolver_derivada": _("la devolvió a análisis"),
    "anotar_respuesta": _("anotó lo que contestó la institución"),
    "programar": _("le puso fecha"),
    "desprogramar": _("le quitó la fecha"),
    # Written until what was delegated and what was not had one verb for it.
    "desprogramar_delegada": _("le quitó la fecha"),
    "atender": _("la dio por atendida"),
    "cerrar": _("envió la respuesta y la cerró"),
    "fusionar": _("la unió a otra igual"),
    "separar": _("la separó de la otra"),
    "recibir_fusionada": _("le unió otra igual"),
    "cambiar_principal": _("la unió a otra igual, con la que la tenía"),
    "retirar": _("la retiró"),
    "reabrir": _("la reabrió"),
    "adjuntar": _("adjuntó un archivo"),
    "respondio_la_unidad": _("recibió la respuesta de la unidad"),
    "encargo_cancelado": _("vio que se canceló lo que la respondía"),
    "encargo_reabierto": _("vio que se reabrió lo que la respondía"),
    "encargo_en_parte": _("vio que se cumplió en parte lo que la respondía"),
    "imprimir_carta": _("imprimió otra vez la carta"),
    "carta_fallida": _("vio que una carta no se pudo imprimir"),
    "correo_devuelto": _("vio que un correo suyo no llegó"),
    "registrar_del_publico": _("la recibió por el portal"),
    "adjuntar_del_publico": _("recibió archivos de quien la presentó"),
    "pedir_correo": _("recibió otro correo de quien la presentó, sin confirmar"),
    "cambiar_correo": _("anotó otro correo de quien la presentó, que lo confirmó"),
    "dar_pin": _("dio otro PIN a quien la presentó"),
    "pedir_pin": _("envió otro PIN a quien la presentó"),
    "pedir_novedades": _("anotó si quien la presentó quiere novedades"),
}
# What whoever presented it does on the portal; the system writes it down.
DEL_PUBLICO = (
    "registrar_del_publico",
    "adjuntar_del_publico",
    "pedir_correo",
    "cambiar_correo",
    "pedir_pin",
    "pedir_novedades",
)

# Kinds of notice of what happens between the alerts of the domain.
ASIGNADA = "S01R"
DECIDIDA = "S03R"
DELEGADA_EN = "S03D"
COMPLETADA = "S06R"
RECORDATORIO = "S06"
LISTA_PARA_RESPONDER = "S07R"
ENCARGO_CANCELADO = "S07C"
ENCARGO_REABIERTO = "S07A"
ENCARGO_EN_PARTE = "S07P"
DERIVACION_DEVUELTA = "S09R"
CARTA_DE_TRASLADO = "S09D"
TRASLADO_PASADO = "S09T"
NOVEDAD = "S10"
RETIRADA = "S10R"
TRASLADADA = "S09A"
CARTA_FALLIDA = "S07I"
RESPUESTA = "respuesta"
CORREO_DEVUELTO = "S10F"
PIN = "S10P"
OTRO_CORREO = "S10C"
CONFIRMAR_CORREO = "S10N"

INTERNOS = (
    Interno(ANALISIS, 1),
    Interno(DECISION, 3),
    Interno(RESPUESTA_DERIVADA, 5),
    Interno(FECHA, 5),
)

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
    # The applicant is told with it, by `actions.seguir`.
    Regla(RECORDATORIO, COMPLETAR, 1, -5, roles=("jefe_agenda",)),
    Regla("S07", FECHA, 1, 1, roles=("jefe_agenda",), medio="aplicacion"),
    Regla("S07", FECHA, 2, 6, roles=("titular",), medio="aplicacion"),
    Regla("S07F", CITA, 1, 1, roles=("jefe_agenda",), medio="aplicacion"),
    *(
        Regla("S08", EVENTO, etapa, -dias, "calendario", roles=("jefe_agenda", "titular"))
        for etapa, dias in enumerate((7, 3, 1), start=1)
    ),
)
