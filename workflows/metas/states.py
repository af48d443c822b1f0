"""States, deadlines and alert rules of a meta and of its metas intermedias."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import AMARILLO, AZUL, ROJO, VERDE, Interno, Regla

BORRADOR = "borrador"
EN_PROGRAMACION = "en_programacion"
EN_REVISION = "en_revision"
VISADA = "visada"
APROBADA = "aprobada"
EN_EJECUCION = "en_ejecucion"

ESTADOS = [
    (BORRADOR, _("Borrador")),
    (EN_PROGRAMACION, _("En programación")),
    (EN_REVISION, _("En revisión")),
    (VISADA, _("Visada")),
    (APROBADA, _("Aprobada")),
    (EN_EJECUCION, _("En ejecución")),
]
ABIERTOS = (BORRADOR, EN_PROGRAMACION, EN_REVISION, VISADA, APROBADA, EN_EJECUCION)
EDITABLES = (BORRADOR, EN_PROGRAMACION)

PROGRAMADA = "programada"
REPORTADA = "reportada"
CUMPLIDA = "cumplida"
CANCELADA = "cancelada"

ESTADOS_MI = [
    (PROGRAMADA, _("Programada")),
    (EN_EJECUCION, _("En ejecución")),
    (REPORTADA, _("Reportada")),
    (CUMPLIDA, _("Cumplida")),
    (CANCELADA, _("Quitada del plan")),
]
ABIERTOS_MI = (PROGRAMADA, EN_EJECUCION, REPORTADA)
EN_CURSO_MI = (PROGRAMADA, EN_EJECUCION)

INICIO = "meta.inicio"
VENCE = "mi.vence"
VALIDAR = "mi.validar"
OPORTUNIDAD = "mi.oportunidad"

HECHOS = {
    "crear": _("la propuso"),
    "editar": _("la cambió"),
    "programar": _("la pasó a programación"),
    "enviar_a_revision": _("la envió a revisión"),
    "visar": _("le dio el visto técnico"),
    "aprobar": _("la aprobó"),
    "devolver": _("la devolvió"),
    "iniciar": _("comenzó"),
    "actualizar": _("la actualizó"),
    "relevar": _("la puso en manos de otro gerente"),
    "agregar_intermedia": _("le agregó una meta intermedia"),
    "definir_indicador": _("definió el indicador"),
    "medir": _("anotó un valor del indicador"),
    "reprogramar": _("movió su fecha final"),
    "adjuntar": _("adjuntó un archivo"),
}
HECHOS_INTERMEDIA = {
    "crear": _("la agregó al plan"),
    "editar": _("la cambió"),
    "iniciar": _("la inició"),
    "reportar_avance": _("reportó avance"),
    "reportar": _("reportó que está cumplida"),
    "validar": _("la validó"),
    "devolver": _("la devolvió"),
    "reprogramar": _("la reprogramó"),
    "quitar": _("la quitó del plan"),
    "oportunidad_atendida": _("escribió de ella"),
    "descartar": _("decidió no contarla"),
    "adjuntar": _("adjuntó un archivo"),
}

PLAZOS = {INICIO: _("Fecha de inicio")}
PLAZOS_MI = {
    VENCE: _("Fecha comprometida"),
    VALIDAR: _("Para validarla"),
    OPORTUNIDAD: _("Para contarlo"),
}

INTERNOS_MI = (Interno(VALIDAR, 3), Interno(OPORTUNIDAD, 2))

REGLAS_MI = (
    Regla("M02", VENCE, 1, -10, papeles=("responsable", "gerente")),
    Regla("M02", VENCE, 2, -5, papeles=("responsable", "gerente")),
    Regla("M02", VENCE, 3, -1, papeles=("responsable", "gerente")),
    Regla("M03", VENCE, 1, 1, papeles=("gerente",)),
    Regla("M03", VENCE, 2, 5, papeles=("institucional",), roles=("responsable_metas",)),
    Regla("M03", VENCE, 3, 10, roles=("titular",)),
    # Beyond the domain's three: one returned long after its date would not be told of again.
    Regla(
        "M03",
        VENCE,
        4,
        15,
        repite_cada=5,
        papeles=("responsable", "gerente", "institucional"),
    ),
    Regla("M06", VALIDAR, 1, 1, roles=("contraparte",)),
    Regla("C01", OPORTUNIDAD, 1, 1, roles=("contraparte",)),
)

# Kinds of notice of what happens between the alerts of the domain.
PASO = "M00"
ENCARGADA = "M02A"
FECHA_CAMBIADA = "M02M"
RESUELTA = "M06R"

# What a programme must have before it is reviewed (domain.md A4), and what may be reported (A5).
MINIMO_DE_INTERMEDIAS = 3
PESO_TOTAL = 100
PORCENTAJES = (0, 25, 50, 75, 90)
REPORTADO = 90
CUMPLIDO = 100


def avance_contado(estado: str, porcentaje: int) -> int:
    """How far a part is, in %: once reported as high as it gets before it is validated."""
    return REPORTADO if estado == REPORTADA else porcentaje


NORMAL = "normal"
EN_ALERTA = "en_alerta"
DETENIDA = "detenida"
TERMINADA = "terminada"

# The four classes of the public summary, and the light each comes from.
CLASES_PUBLICAS = {
    NORMAL: _("En marcha normal"),
    EN_ALERTA: _("Con alerta de posible atraso"),
    DETENIDA: _("Detenida o atrasada"),
    TERMINADA: _("Terminada"),
}
CLASE_DE_LUZ = {VERDE: NORMAL, AMARILLO: EN_ALERTA, ROJO: DETENIDA, AZUL: TERMINADA}
