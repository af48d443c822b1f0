"""States, deadlines and alert rules of a pieza."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.plazos.states import Interno, Regla

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
LLAVE = "cuenta.llave"

PLAZOS = {
    APROBAR: _("Para aprobarla"),
    ATENDER: _("Para atender lo que no salió"),
    LLAVE: _("Para renovar la llave de un canal"),
}
# The key of an account is of no case file: the daily check looks at it.
SUELTOS = frozenset({LLAVE})

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

DIFUNDIDA = "C03P"

INTERNOS = (Interno(APROBAR, 4, "horas"), Interno(ATENDER, 60, "minutos"))

# Whom the state of an account is told to (C06).
CUIDAN_LAS_CUENTAS = ("prensa", "administrador")

REGLAS = (
    Regla("C02", APROBAR, 1, 0, "minutos", papeles=("aprobador",)),
    Regla("C02", APROBAR, 2, 1, papeles=("suplente",)),
    Regla("C05", ATENDER, 1, 0, "minutos", roles=("contraparte",), obligatoria=True),
    Regla("C06", LLAVE, 1, -14, "calendario", roles=CUIDAN_LAS_CUENTAS, obligatoria=True),
    Regla("C06", LLAVE, 2, -7, "calendario", roles=CUIDAN_LAS_CUENTAS, obligatoria=True),
    Regla("C06", LLAVE, 3, -1, "calendario", roles=CUIDAN_LAS_CUENTAS, obligatoria=True),
)
