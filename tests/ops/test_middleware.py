"""What every request passes through."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from core import adjuntos, clock
from core.models import Municipio, Usuario
from ops import middleware
from webui import campos
from workflows.comunicacion.models import Pieza

pytestmark = pytest.mark.django_db


def test_a_loop_asks_the_system_for_no_stack_however_deep_it_stands() -> None:
    faults = [_faults(depth) for depth in range(0, 400, 4)]
    assert max(faults[1:]) < 100


def _faults(depth: int) -> int:
    """Pages of memory the system had to give for one request with a loop at `depth`."""
    answer = middleware.roomy(lambda _request: HttpResponse(_looping(depth)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    answer(HttpRequest())
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _looping(depth: int) -> int:
    if depth:
        return _looping(depth - 1)
    return sum(_nested(10) for _time in range(500))


def _nested(depth: int) -> int:
    return _nested(depth - 1) if depth else 1


def test_pages_are_in_spanish_whatever_the_browser_asks(client: Client) -> None:
    answer = client.get("/cuenta/login/", headers={"accept-language": "en-US"})
    assert answer.headers["Content-Language"] == "es"


def test_who_chooses_english_gets_english(client: Client) -> None:
    client.post("/idioma/", {"language": "en"})
    assert client.get("/cuenta/login/").headers["Content-Language"] == "en"


def test_an_invented_language_is_spanish(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../x"
    assert client.get("/cuenta/login/").headers["Content-Language"] == "es"


def test_a_session_in_use_is_prolonged_and_not_at_every_request(client: Client) -> None:
    session = client.session
    session["algo"] = 1
    session.save()
    with time_machine.travel(time.time(), tick=False) as clock:
        first = client.get("/salud/").cookies
        assert settings.SESSION_COOKIE_NAME in first
        clock.shift(60)
        assert settings.SESSION_COOKIE_NAME not in client.get("/salud/").cookies
        clock.shift(400)
        assert settings.SESSION_COOKIE_NAME in client.get("/salud/").cookies


def dentro(user: Usuario) -> Client:
    """Somebody who has logged in and looked at a page."""
    client = Client()
    client.force_login(user)
    assert client.get("/mi-dia/").status_code == 200
    return client


def sondeo(client: Client, ruta: str) -> int:
    """What an open page asks by itself."""
    return client.get(f"{ruta}?sondeo=1", headers={"hx-request": "true"}).status_code


@pytest.mark.parametrize("ruta", ["/avisos/campana/", "/motor/"])
def test_an_open_page_does_not_keep_a_session_of_nobody(ruta: str, sofia: Usuario) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        client = dentro(sofia)
        for _minute in range(0, settings.SESSION_COOKIE_AGE - 600, 600):
            clock.shift(600)
            assert sondeo(client, ruta) == 200
        clock.shift(700)
        assert sondeo(client, ruta) == 204
        assert client.get("/mi-dia/").status_code == 302


def test_the_pages_that_ask_by_themselves_say_so(sofia: Usuario) -> None:
    pagina = dentro(sofia).get("/motor/").content.decode()
    preguntas = re.findall(r'hx-get="([^"]+)" hx-trigger="every', pagina)
    assert len(preguntas) == 2
    assert all("sondeo=1" in pregunta for pregunta in preguntas)


def test_who_works_is_not_put_out(sofia: Usuario) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        client = dentro(sofia)
        for _time in range(3):
            clock.shift(settings.SESSION_COOKIE_AGE - 400)
            assert client.get("/mi-dia/").status_code == 200


def test_who_works_without_end_logs_in_again(sofia: Usuario) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        client = dentro(sofia)
        for _time in range(0, settings.SESION_MAXIMA_SEGUNDOS - 3600, 3600):
            clock.shift(3600)
            assert client.get("/mi-dia/").status_code == 200
        clock.shift(3600)
        assert client.get("/mi-dia/").status_code == 302


def post_of(client: Client, size: int, path: str = "/cuenta/login/") -> int:
    """The status of a post that says it is so large; nothing of it is sent."""
    return client.generic("POST", path, b"", CONTENT_LENGTH=str(size)).status_code


def test_what_is_too_large_is_refused_before_it_is_read(client: Client, rosa: Usuario) -> None:
    assert post_of(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) == 413

    client.force_login(rosa)
    assert post_of(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) != 413
    assert post_of(client, settings.CUERPO_MAXIMO + 1) == 413


@pytest.mark.parametrize("path", ["/solicitar/peticion/", "/mi-solicitud/caso/archivos/"])
def test_of_who_presents_a_request_some_files_are_taken(client: Client, path: str) -> None:
    assert post_of(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, path) != 413
    assert post_of(client, settings.CUERPO_DEL_PUBLICO + 1, path) == 413
    assert post_of(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, "/mi-solicitud/") == 413


def test_a_request_may_be_as_large_as_the_files_of_a_form() -> None:
    assert settings.CUERPO_MAXIMO > campos.MAX_ARCHIVOS * adjuntos.MAX_BYTES


def test_a_length_that_is_no_number_is_no_length(client: Client) -> None:
    answer = client.generic("POST", "/cuenta/login/", b"", CONTENT_LENGTH="²")
    assert answer.status_code < 500


@pytest.fixture
def en_asuncion(db: None) -> Iterator[None]:
    """A municipality some hours away from the TIME_ZONE of the environment."""
    municipio = Municipio.actual()
    municipio.zona_horaria = "America/Asuncion"
    municipio.save()
    yield
    Municipio.olvidar()


@pytest.mark.usefixtures("en_asuncion")
def test_a_request_lives_in_the_zone_of_the_municipality(rf: RequestFactory) -> None:
    seen = []

    def view(_request: object) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    middleware.municipal_hour(view)(rf.get("/"))

    assert seen == ["America/Asuncion"]
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


@pytest.mark.usefixtures("en_asuncion")
def test_a_typed_hour_is_of_the_municipality(client: Client, paula: Usuario) -> None:
    client.force_login(paula)
    dia = clock.today() + timedelta(days=40)
    client.post(
        "/piezas/nueva/",
        {
            "titulo": "Se inaugura el acueducto",
            "entradilla": "El sábado.",
            "cuerpo": "El sábado abre el acueducto.",
            "canales": ["web"],
            "nivel_reserva": "0",
            "publicar_en": f"{dia}T09:30",
        },
    )

    assert Pieza.objects.get().publicar_en == datetime(
        dia.year, dia.month, dia.day, 12, 30, tzinfo=UTC
    )
