"""The mail itself: headers that machines rely on, and what an error of the server means."""

from __future__ import annotations

import smtplib
from dataclasses import replace
from email import message_from_bytes
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from core.models import Municipio
from notifiers import email
from notifiers.base import Archivo, Envio
from notifiers.mensajes import Mensaje

pytestmark = pytest.mark.django_db

MENSAJE = Mensaje("Vence mañana: Planos", "Hola, Luis:", "Está a su cargo.", "Porque participa.")


def envio(**campos: Any) -> Envio:
    valores = {"clave": "correo-7", "nombre": "Luis Ábrego", "direccion": "luis@alborada.test"}
    return Envio(mensaje=MENSAJE, **(valores | campos))


def test_it_has_text_and_html_and_the_headers_of_an_automatic_message() -> None:
    mensaje = email.construir(envio()).message()

    assert mensaje["Message-ID"] == "<correo-7@localhost>"
    assert mensaje["Auto-Submitted"] == "auto-generated"
    assert mensaje["Precedence"] is None
    partes = [parte.get_content_type() for parte in mensaje.walk()]
    assert partes == ["multipart/alternative", "text/plain", "text/html"]


def test_it_comes_from_the_municipality_and_answers_go_where_they_should() -> None:
    Municipio.objects.update(nombre="Puerto Alborada")
    Municipio.olvidar()

    mensaje = email.construir(envio(responder_a="alcaldia@alborada.test"))

    assert mensaje.from_email == "Puerto Alborada <no-responder@prueba.invalid>"
    assert mensaje.reply_to == ["alcaldia@alborada.test"]
    assert email.construir(envio()).message()["Reply-To"] is None
    Municipio.olvidar()


@pytest.mark.parametrize(
    "direccion",
    ["a@b.test\nBcc: otro@b.test", "a@b.test, otro@b.test", "a@b.test\r\n\r\nHola", "ñandú@b.test"],
)
def test_an_address_that_is_not_one_address_is_refused(direccion: str) -> None:
    with pytest.raises(ValidationError):
        email.construir(envio(direccion=direccion))


@pytest.mark.parametrize(
    "corte", ["\n", "\r", "\r\n", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028"]
)
def test_nothing_that_people_write_injects_a_header(corte: str) -> None:
    """A person's name, an actor's, that of the municipality, a title, a code."""
    malo = f"Luis{corte}Bcc: otro@b.test{corte}Content-Type: text/html"
    Municipio.objects.update(nombre=malo)
    Municipio.olvidar()
    mensaje = replace(MENSAJE, titulo=malo, codigo=malo, saludo=malo, razon=malo, boton=malo)

    escrito = email.construir(replace(envio(nombre=malo), mensaje=mensaje)).message()

    leido = message_from_bytes(escrito.as_bytes())
    assert leido["Bcc"] is None
    assert leido.get_content_type() == "multipart/alternative"
    assert len(leido.get_all("Subject", [])) == 1
    assert set(leido.keys()) == set(email.construir(envio()).message().keys())
    Municipio.olvidar()


@pytest.mark.parametrize("campo", ["direccion", "responder_a"])
def test_an_address_injects_none_either(campo: str) -> None:
    with pytest.raises((ValidationError, ValueError)):
        email.construir(envio(**{campo: "a@b.test\r\nBcc: otro@b.test"})).message()


@pytest.mark.parametrize(
    ("error", "permanente", "frase"),
    [
        (
            smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}),
            True,
            "El servidor de correo rechazó la dirección.",
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b": (451, b"greylisted")}),
            False,
            "El servidor de correo pide intentarlo más tarde.",
        ),
        (smtplib.SMTPDataError(554, b"spam"), True, "El servidor de correo rechazó el mensaje."),
        (
            smtplib.SMTPDataError(452, b"full"),
            False,
            "El servidor de correo pide intentarlo más tarde.",
        ),
        (
            smtplib.SMTPAuthenticationError(535, b"bad"),
            False,
            "El servidor de correo no acepta nuestra cuenta.",
        ),
        (
            smtplib.SMTPSenderRefused(550, b"who", "x@y"),
            False,
            "El servidor de correo no acepta nuestro remitente.",
        ),
        (smtplib.SMTPConnectError(421, b"busy"), False, "El servidor de correo no responde."),
        (TimeoutError("timed out"), False, "El servidor de correo no responde."),
        (ConnectionRefusedError(111, "refused"), False, "El servidor de correo no responde."),
    ],
    ids=lambda valor: type(valor).__name__ if isinstance(valor, Exception) else "",
)
def test_what_an_error_means(error: OSError, permanente: bool, frase: str) -> None:
    outcome = email.clasificar(error)

    assert (outcome.entregada, outcome.permanente, outcome.error) == (False, permanente, frase)
    assert outcome.detalle.startswith(type(error).__name__)


def test_the_password_of_the_mail_account_is_in_no_detail(settings: Settings) -> None:
    settings.EMAIL_HOST_PASSWORD = "muy-secreta"

    outcome = email.clasificar(smtplib.SMTPAuthenticationError(535, b"bad muy-secreta\r\nretry"))

    assert outcome.detalle == "SMTPAuthenticationError: 535 bad *** retry"


def test_a_detail_is_never_too_long_to_be_kept() -> None:
    outcome = email.clasificar(smtplib.SMTPDataError(554, b"x" * 5000))

    assert len(outcome.detalle) <= 500


def test_files_go_along_under_their_names() -> None:
    carta = Archivo("Respuesta SOL-2026-00001.pdf", "application/pdf", b"%PDF-1.7")

    partes = list(email.construir(envio(archivos=(carta,))).message().walk())

    (adjunta,) = [parte for parte in partes if parte.get_filename()]
    assert adjunta.get_filename() == carta.nombre
    assert adjunta.get_content_type() == "application/pdf"
    assert adjunta.get_payload(decode=True) == carta.datos
