"""One step of a case file, taken from the link of a mail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from core import clock
from core.models import Adjunto, Historial, Suplencia, Usuario
from tests.documentos import un_pdf
from tests.momentos import MIERCOLES
from tests.webui.pases.conftest import Enlaces
from tests.workflows.compromisos.builders import ENLACE, TARDE, Oficina, avisados, ultima
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]

INFORME = {"informe": "Se entregaron el martes.", "enlace": ENLACE}


def ahora(compromiso: Compromiso) -> Compromiso:
    return Compromiso.objects.get(pk=compromiso.pk)


def test_who_was_given_it_accepts_it_without_logging_in(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]

    pagina = client.get(enlace).content.decode()
    hecho = client.post(enlace, follow=True)

    assert compromiso.titulo in pagina
    assert "Junta Comunal El Roble" in pagina
    assert "Aceptado. Ahora está en gestión." in hecho.content.decode()
    assert ahora(compromiso).estado == states.EN_GESTION


def test_the_history_says_that_it_was_done_from_the_mail(
    oficina: Oficina, enlaces: Enlaces, client: Client, entrar
) -> None:
    compromiso = oficina.crear()
    client.post(enlaces(oficina.responsable, compromiso)["Aceptar"])

    entrada = ultima(compromiso)
    pagina = entrar(oficina.programador).get(f"/compromisos/{compromiso.codigo}/")

    assert (entrada.usuario, entrada.via) == (oficina.responsable, Historial.Via.CORREO)
    assert "desde el correo" in pagina.content.decode()


def test_looking_at_it_changes_nothing(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]

    for _vez in range(2):
        assert client.get(enlace).status_code == 200
        assert client.head(enlace).status_code == 200

    assert ahora(compromiso).version == compromiso.version


def test_it_works_once(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    client.post(enlace)
    oficina.reprogramar(ahora(compromiso))
    version = ahora(compromiso).version

    otra = client.post(enlace)

    assert "Aceptado. Ahora está en gestión." in otra.content.decode()
    assert ahora(compromiso).version == version


def test_what_was_done_is_reported_with_its_evidence(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    oficina.aceptar(compromiso)
    enlace = enlaces(oficina.responsable, compromiso)["Reportar cumplido"]
    acta = SimpleUploadedFile("obra.pdf", un_pdf(), "application/pdf")

    respuesta = client.post(enlace, {"informe": "Listo.", "evidencias": [acta]})

    assert respuesta.status_code == 302
    assert ahora(compromiso).estado == states.POR_VERIFICAR
    assert Adjunto.objects.get(expediente=compromiso.pk).clase == Adjunto.Clase.EVIDENCIA


def test_what_is_missing_is_said_and_what_was_typed_stays(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    oficina.aceptar(compromiso)
    enlace = enlaces(oficina.responsable, compromiso)["Reportar cumplido"]

    respuesta = client.post(enlace, {"informe": "Quedó listo el muro."})

    assert respuesta.status_code == 422
    assert "Adjunte una evidencia o pegue un enlace." in respuesta.content.decode()
    assert "Quedó listo el muro." in respuesta.content.decode()
    assert client.post(enlace, INFORME).status_code == 302


def test_more_time_is_asked_for(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Pedir prórroga"]

    client.post(enlace, {"para": TARDE.isoformat(), "motivo": "Llueve."})

    assert ahora(compromiso).prorroga_para == TARDE
    assert avisados(compromiso, "T08") == {oficina.programador.nombre}


def test_who_verifies_reads_what_was_reported_and_closes_it(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.hasta(states.POR_VERIFICAR)
    pasos = enlaces(oficina.monitor, compromiso, "T06")

    pagina = client.get(pasos["Verificar y cerrar"]).content.decode()
    client.post(pasos["Verificar y cerrar"])

    assert "Se entregaron el martes." in pagina
    assert ENLACE in pagina
    assert ahora(compromiso).estado == states.CUMPLIDA


def test_or_sends_it_back_with_a_reason(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.hasta(states.POR_VERIFICAR)
    enlace = enlaces(oficina.monitor, compromiso, "T06")["Devolver con motivo"]

    assert client.post(enlace, {"motivo": ""}).status_code == 422
    client.post(enlace, {"motivo": "Falta la firma."})

    assert ahora(compromiso).estado == states.EN_GESTION


def test_the_evidence_is_seen_from_it_and_no_other_file(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso, otro = oficina.hasta(states.EN_GESTION), oficina.hasta(states.EN_GESTION)
    for uno in (compromiso, otro):
        enlace = enlaces(oficina.responsable, uno, "T01")["Reportar cumplido"]
        acta = SimpleUploadedFile(f"{uno.codigo}.pdf", un_pdf(), "application/pdf")
        client.post(enlace, {"informe": "Listo.", "evidencias": [acta]})
    suya, ajena = (Adjunto.objects.get(expediente=uno.pk) for uno in (compromiso, otro))
    enlace = enlaces(oficina.monitor, compromiso, "T06")["Verificar y cerrar"]

    assert f"archivo/{suya.pk}/" in client.get(enlace).content.decode()
    visto = client.get(f"{enlace}archivo/{suya.pk}/")
    assert visto.getvalue().startswith(b"%PDF")
    assert client.get(f"{enlace}archivo/{ajena.pk}/").status_code == 404
    client.post(enlace)
    assert client.get(f"{enlace}archivo/{suya.pk}/").status_code == 404


def test_who_changed_it_meanwhile_is_told_and_it_can_be_sent_again(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.hasta(states.POR_VERIFICAR)
    enlace = enlaces(oficina.monitor, compromiso, "T06")["Devolver con motivo"]
    version = compromiso.version
    oficina.editar(compromiso, titulo="Entregar los planos firmados")

    vieja = client.post(enlace, {"motivo": "Falta la firma.", "version": version})

    assert vieja.status_code == 409
    assert "Entregar los planos firmados" in vieja.content.decode()
    assert ahora(compromiso).estado == states.POR_VERIFICAR
    nueva = re.search(r'name="version" value="(\d+)"', vieja.content.decode())
    assert nueva
    client.post(enlace, {"motivo": "Falta la firma.", "version": nueva[1]})
    assert ahora(compromiso).estado == states.EN_GESTION


def test_what_can_no_longer_be_done_says_why(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    oficina.cancelar(compromiso)

    for respuesta in (client.get(enlace), client.post(enlace)):
        assert respuesta.status_code == 410
        assert "está en «Cancelado»" in respuesta.content.decode()
    assert ahora(compromiso).estado == states.CANCELADA


def test_it_ends_after_its_days(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]

    with clock.moved_to(MIERCOLES + timedelta(days=settings.PASE_DIAS, minutes=1)):
        respuesta = client.post(enlace)

    assert respuesta.status_code == 410
    assert "El enlace ya venció." in respuesta.content.decode()
    assert ahora(compromiso).estado == states.ASIGNADA


def test_it_is_worth_nothing_once_its_person_has_left(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    Usuario.objects.filter(pk=oficina.responsable.pk).update(is_active=False)

    respuesta = client.post(enlace)

    assert respuesta.status_code == 410
    assert compromiso.titulo not in respuesta.content.decode()
    assert ahora(compromiso).estado == states.ASIGNADA


def test_nor_once_it_was_given_to_somebody_else(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    compromiso.participaciones.filter(usuario=oficina.responsable).delete()

    respuesta = client.post(enlace)

    assert respuesta.status_code == 410
    assert "Este asunto ya no está en sus manos." in respuesta.content.decode()
    assert ahora(compromiso).estado == states.ASIGNADA


@pytest.mark.parametrize("nivel", [3, 4])
def test_what_became_reserved_asks_for_a_login(
    oficina: Oficina, enlaces: Enlaces, client: Client, nivel: int
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]
    oficina.editar(compromiso, nivel_reserva=nivel)

    respuesta = client.post(enlace)

    assert respuesta.status_code == 410
    assert compromiso.titulo not in respuesta.content.decode()
    assert f'href="/e/{compromiso.codigo}/"' in respuesta.content.decode()
    assert ahora(compromiso).estado == states.ASIGNADA


def test_so_does_what_is_done_by_who_must_show_a_second_factor(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]

    with override_settings(SEGUNDO_FACTOR=["funcionario"]):
        assert enlaces(oficina.responsable, compromiso) == {}
        respuesta = client.post(enlace)

    assert respuesta.status_code == 410
    assert ahora(compromiso).estado == states.ASIGNADA


def test_who_stands_in_does_it_in_the_name_of_the_other(
    oficina: Oficina, enlaces: Enlaces, client: Client, marta: Usuario
) -> None:
    dia = MIERCOLES.date()
    Suplencia.objects.create(titular=oficina.responsable, suplente=marta, desde=dia, hasta=dia)
    compromiso = oficina.crear()

    client.post(enlaces(marta, compromiso)["Aceptar"])

    entrada = ultima(compromiso)
    assert (entrada.usuario, entrada.por) == (marta, oficina.responsable)


@pytest.mark.parametrize("roto", ["x", "1.aceptar.x", "{}x", "9{}", "1%00.aceptar"])
def test_an_address_that_nobody_gave_out_opens_nothing(
    oficina: Oficina, enlaces: Enlaces, client: Client, roto: str
) -> None:
    bueno = enlaces(oficina.responsable, oficina.crear())["Aceptar"].split("/")[2]

    respuesta = client.get(f"/pase/{roto.format(bueno)}/")

    assert respuesta.status_code == 404
    assert "CMP-" not in respuesta.content.decode()


def test_a_verb_cannot_be_put_in_place_of_another(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    compromiso = oficina.crear()
    enlace = enlaces(oficina.responsable, compromiso)["Aceptar"]

    assert client.post(enlace.replace("aceptar", "cumplir")).status_code == 404


def test_whoever_is_logged_in_there_is_not_asked(
    oficina: Oficina, enlaces: Enlaces, entrar
) -> None:
    compromiso = oficina.crear()

    entrar(oficina.programador).post(enlaces(oficina.responsable, compromiso)["Aceptar"])

    assert ultima(compromiso).usuario == oficina.responsable


def test_it_opens_nothing_else(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    compromiso = oficina.crear()
    client.get(enlaces(oficina.responsable, compromiso)["Aceptar"])

    for otra in ("/mi-dia/", f"/compromisos/{compromiso.codigo}/", "/buscar/?q=planos"):
        assert client.get(otra).status_code == 302
    assert not client.cookies


def test_no_other_site_learns_of_the_address(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    respuesta = client.get(enlaces(oficina.responsable, oficina.crear())["Aceptar"])

    assert respuesta.headers["Referrer-Policy"] == "no-referrer"
    assert respuesta.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert respuesta.headers["Cache-Control"] == "private, no-store"


def test_a_form_of_another_site_cannot_know_it(oficina: Oficina, enlaces: Enlaces) -> None:
    """Without a session there is nothing to ride on: no token is asked for, and none is missed."""
    compromiso = oficina.crear()
    estricto = Client(enforce_csrf_checks=True)

    estricto.post(enlaces(oficina.responsable, compromiso)["Aceptar"])

    assert ahora(compromiso).estado == states.EN_GESTION


def test_it_speaks_the_language_of_its_person(
    oficina: Oficina, enlaces: Enlaces, client: Client
) -> None:
    Usuario.objects.filter(pk=oficina.responsable.pk).update(idioma="en")
    compromiso = oficina.crear()

    pasos = enlaces(oficina.responsable, compromiso)
    respuesta = client.get(pasos["Accept"])

    assert respuesta.headers["Content-Language"] == "en"
    assert "Accept" in respuesta.content.decode()


def test_who_sends_without_end_waits(oficina: Oficina, enlaces: Enlaces, client: Client) -> None:
    enlace = enlaces(oficina.responsable, oficina.crear())["Pedir prórroga"]

    estados = [client.post(enlace).status_code for _vez in range(31)]

    assert estados[:30] == [422] * 30
    assert estados[30] == 429
