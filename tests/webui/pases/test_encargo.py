"""Somebody outside answers for a compromiso by the link of the mails, and sees nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import clock
from core.models import Actor, Adjunto, Historial, Usuario
from notifiers import deliver
from notifiers.models import Entrega
from tests.documentos import un_pdf
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import ENLACE, TARDE, Oficina, ultima
from workflows.compromisos import actions, states
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]

INFORME = {"informe": "Se entregaron el martes.", "enlace": ENLACE}
Enlace = Callable[..., str]


@pytest.fixture
def constructora(db: None) -> Actor:
    return Actor.objects.create(
        nombre="Constructora Vial", tipo="institucion", email="obra@vial.test"
    )


@pytest.fixture
def encargado(oficina: Oficina, constructora: Actor) -> Compromiso:
    """The builders answer for it."""
    return oficina.crear(responsable=constructora)


def enlace(compromiso: Compromiso, clase: str = "T01") -> str:
    """Where the last mail of this kind to whoever answers leads, as a path."""
    entrega = Entrega.objects.filter(
        notificacion__usuario=compromiso.responsable,
        notificacion__expediente=compromiso.pk,
        notificacion__clase=clase,
    ).latest("pk")
    paquete = deliver.empaquetar([entrega])
    assert paquete is not None
    assert paquete.envio.direccion == "obra@vial.test"
    assert paquete.envio.mensaje.pasos == ()
    return paquete.envio.mensaje.enlace.removeprefix(settings.SITE_URL)


def ahora(compromiso: Compromiso) -> Compromiso:
    return Compromiso.objects.get(pk=compromiso.pk)


def test_the_page_shows_what_it_is_and_what_can_be_done(
    encargado: Compromiso, client: Client
) -> None:
    pagina = client.get(enlace(encargado)).content.decode()

    assert encargado.titulo in pagina
    assert "Junta Comunal El Roble" in pagina
    assert "aceptar/" in pagina
    assert "pedir_prorroga/" in pagina
    assert "reportar_cumplida/" not in pagina


def test_it_is_accepted_reported_and_verified(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    url = enlace(encargado)

    hecho = client.post(f"{url}aceptar/", follow=True)
    client.post(f"{url}reportar_cumplida/", INFORME)

    assert "Aceptado. Ahora está en gestión." in hecho.content.decode()
    assert ahora(encargado).estado == states.POR_VERIFICAR
    oficina.aprobar(encargado)
    assert ahora(encargado).estado == states.CUMPLIDA


def test_the_history_says_who_it_was_and_by_what(encargado: Compromiso, client: Client) -> None:
    client.post(f"{enlace(encargado)}aceptar/")

    entrada = ultima(encargado)
    assert (entrada.usuario.nombre, entrada.via) == ("Constructora Vial", Historial.Via.ENLACE)


def test_more_time_is_asked_for(encargado: Compromiso, client: Client) -> None:
    pedir = {"para": TARDE.isoformat(), "motivo": "Llueve."}

    client.post(f"{enlace(encargado)}pedir_prorroga/", pedir)

    assert ahora(encargado).prorroga_para == TARDE


def test_files_are_added_and_seen(encargado: Compromiso, client: Client) -> None:
    url = enlace(encargado)
    plano = SimpleUploadedFile("plano.pdf", un_pdf(), "application/pdf")

    assert client.post(f"{url}adjuntar/", {}).status_code == 422
    hecho = client.post(f"{url}adjuntar/", {"archivos": [plano]}, follow=True)

    adjunto = Adjunto.objects.get(expediente=encargado.pk)
    assert "Adjuntado." in hecho.content.decode()
    assert adjunto.subido_por == encargado.responsable
    assert client.get(f"{url}archivo/{adjunto.pk}/").getvalue().startswith(b"%PDF")


def test_what_is_missing_is_said(encargado: Compromiso, client: Client) -> None:
    url = enlace(encargado)
    client.post(f"{url}aceptar/")

    respuesta = client.post(f"{url}reportar_cumplida/", {"informe": "Listo."})

    assert respuesta.status_code == 422
    assert "Adjunte una evidencia o pegue un enlace." in respuesta.content.decode()


@pytest.mark.parametrize(
    "verbo", ["cancelar", "aprobar", "reprogramar", "derivar", "editar", "nada"]
)
def test_what_is_not_asked_of_who_answers_is_not_there(
    encargado: Compromiso, client: Client, verbo: str
) -> None:
    assert client.post(f"{enlace(encargado)}{verbo}/").status_code == 404


def test_nothing_else_of_the_house_opens(encargado: Compromiso, client: Client) -> None:
    client.get(enlace(encargado))

    for otra in (
        *("/mi-dia/", "/compromisos/", f"/compromisos/{encargado.codigo}/", "/actores/"),
        *(f"/e/{encargado.codigo}/", "/buscar/?q=a", "/avisos/", "/api/v1/compromisos/"),
    ):
        assert client.get(otra).status_code in {302, 401, 404}
    assert not client.cookies


def test_nor_another_file_of_another_case(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    otro = oficina.crear()
    ajeno = Adjunto.objects.create(
        expediente_id=otro.pk,
        nombre="a",
        tipo="x",
        tamano=1,
        sha256="0",
        subido_por=otro.responsable,
    )

    assert client.get(f"{enlace(encargado)}archivo/{ajeno.pk}/").status_code == 404


def test_of_the_files_those_are_seen_that_were_given_with_it_or_are_public(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    del_programador, publica, interna = (
        Adjunto.objects.create(
            expediente_id=encargado.pk,
            nombre=nombre,
            tipo="application/pdf",
            tamano=1,
            sha256="0",
            publico=publico,
            subido_por=quien,
        )
        for nombre, publico, quien in (
            ("Planos.pdf", False, oficina.programador),
            ("Acta pública.pdf", True, oficina.monitor),
            ("Memorando interno.pdf", False, oficina.monitor),
        )
    )
    url = enlace(encargado)

    for direccion in (url, f"{url}aceptar/", f"{url}adjuntar/"):
        pagina = client.get(direccion).content.decode()
        assert del_programador.nombre in pagina
        assert publica.nombre in pagina
        assert interna.nombre not in pagina
    assert client.get(f"{url}archivo/{interna.pk}/").status_code == 404


def test_nobody_logs_in_as_somebody_outside(encargado: Compromiso, client: Client) -> None:
    externo = encargado.responsable
    externo.set_password("clave-de-prueba-2026")
    externo.save()

    client.post("/cuenta/login/", {"login": externo.email, "password": "clave-de-prueba-2026"})
    assert client.get("/mi-dia/").status_code == 302

    client.force_login(externo)
    assert client.get("/mi-dia/").status_code == 302


def test_it_ends_when_it_is_closed(oficina: Oficina, encargado: Compromiso, client: Client) -> None:
    url = enlace(encargado)
    oficina.cancelar(encargado)

    for respuesta in (client.get(url), client.post(f"{url}aceptar/")):
        assert respuesta.status_code == 410
        assert "escriba al municipio" in respuesta.content.decode()
    assert ahora(encargado).estado == states.CANCELADA


def test_and_not_before_however_long_it_takes(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    url = enlace(encargado)

    with clock.moved_to(MIERCOLES + timedelta(days=300)):
        assert client.get(url).status_code == 200


def test_another_link_voids_those_before(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    vieja = enlace(encargado)
    actions.enviar_enlace(compromiso_id=encargado.pk, actor=oficina.monitor)

    respuesta = client.get(vieja)
    assert respuesta.status_code == 410
    assert "Este enlace se retiró." in respuesta.content.decode()
    assert client.get(enlace(encargado, "T01E")).status_code == 200


def test_what_was_taken_back_opens_nothing(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    url = enlace(encargado)
    actions.revocar_enlace(compromiso_id=encargado.pk, actor=oficina.programador)

    assert client.post(f"{url}aceptar/").status_code == 410
    assert ahora(encargado).estado == states.ASIGNADA
    assert ultima(encargado).verbo == "revocar_enlace"


def test_the_link_of_another_case_opens_only_that(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    otro = oficina.crear(titulo="Otra obra", responsable=encargado.responsable)

    pagina = client.get(enlace(otro)).content.decode()

    assert "Otra obra" in pagina
    assert encargado.titulo not in pagina


def test_of_who_has_an_account_there_is_no_such_page(oficina: Oficina, client: Client) -> None:
    compromiso = oficina.crear()
    entrega = Entrega.objects.get(notificacion__usuario=oficina.responsable)
    paquete = deliver.empaquetar([entrega])
    assert paquete is not None
    paso = paquete.envio.mensaje.pasos[0].enlace.removeprefix(settings.SITE_URL)

    assert paquete.envio.mensaje.enlace.endswith(f"/e/{compromiso.codigo}/")
    for aparte in ("aceptar/", "adjuntar/"):
        assert client.post(f"{paso}{aparte}").status_code == 404


def test_people_of_the_house_do_not_see_them_where_they_choose_each_other(
    encargado: Compromiso, entrar, oficina: Oficina, elena: Usuario
) -> None:
    for quien, path in (
        (oficina.programador, "/compromisos/nuevo/"),
        (elena, "/ajustes/personas/"),
        (oficina.programador, "/mis-suplencias/"),
    ):
        pagina = entrar(quien).get(path).content.decode()
        assert f'<option value="{encargado.responsable.pk}">Constructora Vial' not in pagina
        assert "externo.invalid" not in pagina


def test_it_ends_for_who_has_it_no_more(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    url = enlace(encargado)
    oficina.reasignar(encargado, oficina.responsable)

    for respuesta in (client.get(url), client.post(f"{url}aceptar/")):
        assert respuesta.status_code == 410
        assert "ya no está en sus manos" in respuesta.content.decode()
    assert ahora(encargado).estado == states.ASIGNADA


def test_when_it_ends_its_files_are_seen_no_more(
    oficina: Oficina, encargado: Compromiso, client: Client
) -> None:
    url, acta = enlace(encargado), SimpleUploadedFile("acta.pdf", un_pdf(), "application/pdf")
    client.post(f"{url}adjuntar/", {"archivos": [acta]})
    adjunto = Adjunto.objects.get(expediente=encargado.pk)
    oficina.cancelar(encargado)

    assert client.get(f"{url}archivo/{adjunto.pk}/").status_code == 404
    assert client.get(f"{url}adjuntar/").status_code == 410
