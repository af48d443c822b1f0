"""States, deadlines and alert rules of a pieza."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Regla

BORRADOR = "borrador"
EN_REVISION = "en_revision"
DEVUELTA = "devuelta"
APROBADA = "aprobada"
RETIRADA = "retirada"

ESTADOS = [
    (BORRADOR, _("Borrador")),
    (EN_REVISION, _("En revisión")),
    (DEVUELTA, _("Devuelta")),
    (APROBADA, _("Aprobada")),
    (RETIRADA, _("Retirada")),
]
ABIERTOS = (BORRADOR, EN_REVISION, DEVUELTA)
POR_ESCRIBIR = (BORRADOR, DEVUELTA)
CERRADOS = (APROBADA, RETIRADA)

APROBAR = "pieza.aprobar"
ATENDER = "publicacion.atender"

PLAZOS = {
    APROBAR: _("Para aprobarla"),
    ATENDER: _("Para atender lo que no salió"),
}

HECHOS = {
    "crear": _("la creó"),
    "editar": _("la editó"),
    "enviar": _("la envió a revisión"),
    "aprobar": _("la aprobó"),
    "devolver": _("la devolvió con observaciones"),
    "corregir": _("empezó a corregirla"),
    "retirar": _("la retiró de todos los canales"),
    "decidir": _("dijo si había salido"),
    "reintentar": _("pidió intentarlo otra vez"),
    "adjuntar": _("adjuntó un archivo"),
}

# What people do to an account, as its history tells it.
HECHOS_CUENTA = {
    "conectar": _("la conectó"),
    "reconectar": _("la reconectó"),
    "configurar": _("cambió cómo publica"),
    "pausar": _("la puso en pausa"),
    "reanudar": _("la reanudó"),
}

# As domain.md section (c) sets them: office hours for C02, an hour of the clock for C05.
HORAS_APROBAR = 4
MINUTOS_ATENDER = 60

DIFUNDIDA = "C03P"

REGLAS = (
    Regla("C02", APROBAR, 1, 0, "minutos", papeles=("aprobador",)),
    Regla("C02", APROBAR, 2, 1, papeles=("suplente",)),
    Regla("C05", ATENDER, 1, 0, "minutos", roles=("contraparte",), obligatoria=True),
)
