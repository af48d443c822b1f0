"""E-mail: one message per recipient, text and HTML, many over one connection."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Generator, Sequence
from email.utils import formataddr, formatdate, parseaddr
from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import SafeMIMEMultipart
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core import clock
from core.models import Municipio
from notifiers import render
from notifiers.base import ENTREGADA, Envio, Outcome
from notifiers.mensajes import una_linea

log = logging.getLogger(__name__)

MAX_DETALLE = 500
# After this many failures of the connection in a row the rest of the batch is not tried.
CAIDAS = 2
# RFC 5321: the server is going away, whatever it was asked.
CERRANDO = 421


class Correo:
    """Sends by SMTP with the time-out of `EMAIL_TIMEOUT` (seconds) on every wait."""

    def __init__(self) -> None:
        self._conexion = EmailBackend(timeout=settings.EMAIL_TIMEOUT)
        self._caidas = 0

    def deliver(self, envios: Sequence[Envio]) -> Generator[Outcome, None, None]:
        """Send each message when its outcome is asked for; a server that is down, two at most.

        They are written at once: between two waits for the network each takes three times as long.
        """
        ultimo = Outcome()
        escritos = [_escribir(envio) for envio in envios]
        try:
            for envio, escrito in zip(envios, escritos, strict=True):
                ultimo = ultimo if self._caidas >= CAIDAS else self._enviar(envio, escrito)
                yield ultimo
        finally:
            self._cerrar()

    def _enviar(self, envio: Envio, escrito: bytes | Exception) -> Outcome:
        try:
            if isinstance(escrito, Exception):
                raise escrito
            self._conexion.open()
            servidor = cast("smtplib.SMTP", self._conexion.connection)
            servidor.sendmail(_remitente(), [envio.direccion], escrito)
        except (ValueError, ValidationError) as error:
            return Outcome(
                permanente=True, error=_("La dirección no es válida."), detalle=_detalle(error)
            )
        except OSError as error:
            self._caidas = self._caidas + 1 if _es_caida(error) else 0
            self._cerrar()
            return clasificar(error)
        except Exception as error:
            # A defect in one message is that one's: the others of the batch go on.
            log.exception("Mail %s cannot be sent", envio.clave)
            self._cerrar()
            return Outcome(error=_("El correo no se pudo enviar."), detalle=_detalle(error))
        self._caidas = 0
        return ENTREGADA

    def _cerrar(self) -> None:
        try:
            self._conexion.close()
        except OSError:
            # The server is gone; the socket was closed before it could say goodbye.
            self._conexion = EmailBackend(timeout=settings.EMAIL_TIMEOUT)


def _escribir(envio: Envio) -> bytes | Exception:
    """The mail as it goes over the wire, or why there is none: that is told in its turn."""
    try:
        mensaje = cast("SafeMIMEMultipart", construir(envio).message())
        return mensaje.as_bytes(linesep="\r\n")
    except Exception as error:  # noqa: BLE001
        return error


def _remitente() -> str:
    _nombre, direccion = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return direccion


def construir(envio: Envio) -> EmailMultiAlternatives:
    """The mail of one recipient. Raises ValidationError for what is not one address."""
    validate_email(envio.direccion)
    municipio = Municipio.actual()
    correo = EmailMultiAlternatives(
        subject=una_linea(envio.mensaje.asunto),
        body=render.texto(envio.mensaje),
        from_email=formataddr((una_linea(municipio.nombre), _remitente())),
        to=[formataddr((una_linea(envio.nombre), envio.direccion))],
        reply_to=[envio.responder_a] if envio.responder_a else None,
        headers={
            "Message-ID": f"<{envio.clave}@{settings.HOST}>",
            "Date": formatdate(clock.now().timestamp()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": envio.mensaje.idioma,
        },
    )
    correo.attach_alternative(render.html(envio.mensaje), "text/html")
    for archivo in envio.archivos:
        correo.attach(archivo.nombre, archivo.datos, archivo.tipo)
    return correo


def clasificar(error: OSError) -> Outcome:
    """What an error of the mail server means: refused for good, or worth another attempt."""
    de_uno = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    permanente = de_uno and _codigo(error) >= 500
    return Outcome(permanente=permanente, error=_frase(error, permanente), detalle=_detalle(error))


def _frase(error: OSError, permanente: bool) -> str:
    if permanente and isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("El servidor de correo rechazó la dirección.")
    if permanente:
        return _("El servidor de correo rechazó el mensaje.")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("El servidor de correo no acepta nuestra cuenta.")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _("El servidor de correo no acepta nuestro remitente.")
    if _es_caida(error):
        return _("El servidor de correo no responde.")
    return _("El servidor de correo pide intentarlo más tarde.")


def _es_caida(error: OSError) -> bool:
    """Whether the next message would fare no better: the trouble is the server's."""
    de_uno = smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError
    return not isinstance(error, de_uno) or _codigo(error) == CERRANDO


def _codigo(error: OSError) -> int:
    return _respuesta(error)[0]


def _respuesta(error: Exception) -> tuple[int, str]:
    """The server's code (0: it gave none) and its words."""
    dicho: bytes | str
    codigo, dicho = 0, str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codigo, dicho = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        codigo, dicho = error.smtp_code, error.smtp_error
    return codigo, dicho if isinstance(dicho, str) else dicho.decode(errors="replace")


def _detalle(error: Exception) -> str:
    """The error for the administrator: short, one line, without our password."""
    codigo, dicho = _respuesta(error)
    texto = una_linea(f"{type(error).__name__}: {codigo or ''} {dicho}")
    if settings.EMAIL_HOST_PASSWORD:
        texto = texto.replace(settings.EMAIL_HOST_PASSWORD, "***")
    return texto[:MAX_DETALLE]
