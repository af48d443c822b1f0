"""The mail to the administrators: what is wrong and what to do, or that it is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from ops.vigilar.ajustes import Ajustes
from ops.vigilar.memoria import Recuerdo
from ops.vigilar.mirar import abrir
from workflows.cruce.motor import Problema

PIE = (
    "Este correo lo envía el vigilante de SIGOBito, por un camino aparte del motor. Envía uno por"
    " problema y otro cuando se resuelve; no se puede desactivar."
)


def escribir(
    ajustes: Ajustes,
    *,
    municipio: str,
    nuevos: Sequence[Problema],
    superados: Sequence[Recuerdo],
    personas: Sequence[str],
) -> EmailMessage:
    """One message about all that is new and all that is over."""
    carta = EmailMessage()
    carta["Subject"] = _asunto(municipio, nuevos, superados)
    carta["From"] = ajustes.remite
    carta["To"] = ", ".join(personas)
    carta["Date"] = formatdate()
    carta["Message-ID"] = make_msgid(domain=ajustes.host)
    carta["Auto-Submitted"] = "auto-generated"
    carta.set_content("\n".join(_lineas(ajustes, nuevos, superados)))
    return carta


def enviar(ajustes: Ajustes, carta: EmailMessage) -> None:
    """Send it by the server of the alarm. Raises OSError."""
    servidor = abrir(ajustes.alarma, ajustes.alarma.timeout)
    with servidor:
        if ajustes.alarma.user:
            servidor.login(ajustes.alarma.user, ajustes.alarma.password)
        servidor.send_message(carta)


def _asunto(municipio: str, nuevos: Sequence[Problema], superados: Sequence[Recuerdo]) -> str:
    dicho = nuevos[0].en_palabras() if nuevos else f"Resuelto: {superados[0].frase}"
    return " ".join(f"[SIGOBito {municipio}] {dicho}".split())


def _lineas(
    ajustes: Ajustes, nuevos: Iterable[Problema], superados: Iterable[Recuerdo]
) -> Iterable[str]:
    for uno in nuevos:
        yield from (uno.en_palabras(), f"Qué hacer: {uno.remedio}", "")
    for recuerdo in superados:
        yield from (f"Ya está resuelto: {recuerdo.frase}", "")
    yield from (f"Cómo va todo: {ajustes.sitio}/motor/", "", PIE)
