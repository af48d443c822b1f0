"""Networks, operations, times and counts as people say them in Spanish."""

from datetime import UTC, datetime

from ops.sandbox.kinds import FACEBOOK, SMTP, X
from ops.sandbox.pages.markup import Html, tag

NAMES = {FACEBOOK: "Facebook", X: "X", SMTP: "Correo"}
OP_NAMES = {
    "*": "cualquier operación",
    "publish": "publicar",
    "media": "subir imagen",
    "metadata": "texto alternativo",
    "timeline": "leer publicaciones",
    "object": "leer una publicación",
    "edit": "cambiar",
    "delete": "eliminar",
    "me": "quién soy",
    "accounts": "páginas",
    "debug_token": "revisar clave",
    "exchange_token": "renovar clave",
    "connect": "conectar",
    "recipient": "destinatario",
    "message": "mensaje",
    "unknown": "desconocida",
}
MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
STEPS = (("día", "días", 86400), ("hora", "horas", 3600), ("minuto", "minutos", 60))
AGO_DAYS = 7


def count(number: int, one: str, many: str) -> str:
    """Return `1 correo`, `3 correos`."""
    return f"{number} {one if number == 1 else many}"


def ago(moment: float, now: float) -> Html:
    """Return a <time> that says how long ago, with the exact time in UTC on hover."""
    exact = datetime.fromtimestamp(moment, UTC)
    date = f"{exact.day} {MONTHS[exact.month - 1]} {exact.year}, {exact:%H:%M} UTC"
    passed = now - moment
    text = date if passed > AGO_DAYS * 86400 else _since(passed)
    return tag("time", text, datetime=exact.isoformat(timespec="seconds"), title=date)


def _since(passed: float) -> str:
    for one, many, seconds in STEPS:
        if passed >= seconds:
            return f"hace {count(int(passed // seconds), one, many)}"
    return "hace un momento"
