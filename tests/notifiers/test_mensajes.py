"""What a message says: subject, link, language, and nothing of what is reserved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Actor, Expediente, Suplencia, Usuario
from notifiers import mensajes, render
from notifiers.deliver import nada
from tests.notifiers.builders import MIERCOLES, avisar, un_expediente

pytestmark = pytest.mark.django_db


def test_the_subject_says_what_to_do_and_ends_with_the_code(
    expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis, vence_en="2026-11-27T22:00:00+00:00")

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.asunto == (
        "Vence en 2 días hábiles: Entregar los planos del acueducto (CMP-2026-00057)"
    )
    assert mensaje.enlace == "http://localhost:8000/e/CMP-2026-00057/"
    assert mensaje.saludo == "Hola, Luis:"
    assert "27 de noviembre de 2026" in mensaje.cuerpo


def test_the_days_are_counted_when_it_leaves_but_the_bell_keeps_those_of_its_day(
    expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis, vence_en="2026-11-27T22:00:00+00:00")

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        assert mensajes.componer(entrega.notificacion).asunto.startswith("Vence mañana")
        assert entrega.notificacion.titulo == (
            "Vence en 2 días hábiles: Entregar los planos del acueducto"
        )


def test_a_long_title_is_cut_in_the_subject(rosa: Usuario, luis: Usuario) -> None:
    (entrega,) = avisar(un_expediente(rosa, luis, titulo="Muy largo " * 20), luis)

    assert len(mensajes.componer(entrega.notificacion).asunto) < 180


@pytest.mark.parametrize(
    "titulo", ["Planos\r\nBcc: otro@b.test", "Planos\u2028\u202eBcc", "a\x00b"]
)
def test_a_subject_is_one_line_whatever_the_title(
    rosa: Usuario, luis: Usuario, titulo: str
) -> None:
    expediente = un_expediente(rosa, luis, titulo="corto")
    (entrega,) = avisar(expediente, luis)
    entrega.notificacion.expediente = expediente
    expediente.titulo = titulo

    asunto = mensajes.componer(entrega.notificacion).asunto

    assert asunto.isprintable()
    assert entrega.notificacion.titulo.isprintable()


@pytest.mark.parametrize("grado", [3, 4])
def test_a_mail_about_a_private_case_file_is_a_code_and_a_link(
    rosa: Usuario, luis: Usuario, grado: int
) -> None:
    expediente = un_expediente(rosa, luis, nivel_reserva=grado)
    (entrega,) = avisar(expediente, luis, quien="Rosa Medina", motivo="Un secreto")

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.asunto == "Hay una novedad en un asunto reservado (CMP-2026-00057)"
    assert mensaje.enlace == "http://localhost:8000/e/CMP-2026-00057/"
    escrito = f"{mensaje.asunto} {mensaje.cuerpo} {mensaje.boton}"
    assert not any(dicho in escrito for dicho in ("planos", "secreto", "Rosa", "Vence", "27 de"))
    assert entrega.notificacion.titulo.endswith("Entregar los planos del acueducto")


@pytest.fixture
def para_marta(luis: Usuario, marta: Usuario) -> None:
    """Marta stands in for Luis."""
    Suplencia.objects.create(
        titular=luis, suplente=marta, desde=MIERCOLES.date(), hasta=MIERCOLES.date()
    )


@pytest.mark.usefixtures("para_marta")
def test_who_stands_in_reads_for_whom_and_why(expediente: Expediente, luis: Usuario) -> None:
    a_luis, a_marta = (
        mensajes.componer(entrega.notificacion) for entrega in avisar(expediente, luis)
    )

    assert a_marta.saludo == "Hola, Marta:"
    assert a_marta.cuerpo == f"Le escribimos como suplente de Luis Ábrego.\n\n{a_luis.cuerpo}"
    assert a_marta.razon == "Recibe este aviso porque suple a otra persona."
    assert a_marta.asunto == a_luis.asunto


@pytest.mark.usefixtures("para_marta")
def test_the_digest_of_who_stands_in_says_for_whom(
    expediente: Expediente, luis: Usuario, marta: Usuario
) -> None:
    _a_luis, a_marta = avisar(expediente, luis, medio="resumen")

    mensaje = mensajes.resumen(marta, [a_marta.notificacion], nada)

    assert "(CMP-2026-00057), por Luis Ábrego\n" in render.texto(mensaje)
    assert "por Luis Ábrego" in render.html(mensaje)


@pytest.mark.usefixtures("para_marta")
@pytest.mark.parametrize("medio", ["correo", "resumen"])
def test_a_mail_about_a_private_case_file_names_nobody_who_is_part_of_it(
    rosa: Usuario, luis: Usuario, marta: Usuario, medio: str
) -> None:
    privado = un_expediente(rosa, luis, nivel_reserva=3)
    _a_luis, a_marta = avisar(privado, luis, medio=medio)

    for mensaje in (
        mensajes.componer(a_marta.notificacion),
        mensajes.resumen(marta, [a_marta.notificacion], nada),
    ):
        assert "Luis" not in render.texto(mensaje)


def test_the_receipt_is_the_letter_of_its_type_where_there_is_one(
    expediente: Expediente, junta: Actor
) -> None:
    (sin,) = avisar(expediente, junta, kind="S01", clave="1")
    (con,) = avisar(expediente, junta, kind="S01", clave="2", acuse="Gracias por invitarnos.")

    assert mensajes.componer(sin.notificacion).cuerpo.startswith("Gracias por escribirnos.")
    assert mensajes.componer(con.notificacion).cuerpo.startswith(
        "Gracias por invitarnos.\n\nLe responderemos a más tardar el 27 de noviembre de 2026.\n\n"
    )


def test_a_citizen_is_mailed_no_text_of_a_private_case_file(rosa: Usuario, junta: Actor) -> None:
    expediente = un_expediente(rosa, nivel_reserva=3)
    (entrega,) = avisar(expediente, junta, kind="respuesta", respuesta="Un secreto")

    mensaje = mensajes.componer(entrega.notificacion)

    assert "secreto" not in mensaje.cuerpo
    assert "planos" not in mensaje.cuerpo
    assert mensaje.enlace == f"http://localhost:8000/mi-solicitud/?codigo={expediente.codigo}"


def test_the_answer_reaches_the_applicant_as_it_was_written(
    expediente: Expediente, junta: Actor
) -> None:
    (entrega,) = avisar(
        expediente, junta, kind="respuesta", respuesta="Primero.\n\nSegundo: <b>sí</b>."
    )

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.asunto == "Respuesta a su solicitud (CMP-2026-00057)"
    assert "Primero.\n\nSegundo: <b>sí</b>." in mensaje.cuerpo


def test_it_speaks_the_language_of_the_person(expediente: Expediente, luis: Usuario) -> None:
    luis.idioma = "en"
    luis.save()
    (entrega,) = avisar(expediente, luis, vence_en="2026-11-27T22:00:00+00:00")

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.idioma == "en"
    assert "Nov. 27, 2026" in mensaje.cuerpo


@pytest.mark.parametrize(
    ("ruta", "enlace"),
    [
        ("/canales/", "http://localhost:8000/canales/"),
        ("//malo.test/", "http://localhost:8000/"),
        ("https://malo.test/", "http://localhost:8000/"),
    ],
)
def test_a_notice_may_land_elsewhere_on_this_site_only(
    paula: Usuario, ruta: str, enlace: str
) -> None:
    (entrega,) = avisar(None, paula, kind="C06", canal="X", ruta=ruta)

    assert mensajes.componer(entrega.notificacion).enlace == enlace


def test_an_invitation_carries_a_link_that_no_row_keeps(luis: Usuario) -> None:
    (entrega,) = avisar(None, luis, kind="invitacion")

    mensaje = mensajes.componer(entrega.notificacion)

    clave = mensaje.enlace.removeprefix("http://localhost:8000/cuenta/password/reset/key/")
    assert clave != mensaje.enlace
    assert clave not in str(entrega.notificacion.datos)
    assert luis.email in mensaje.cuerpo
