"""Whoever presented a request follows it with code and PIN."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from core import adjuntos, clock
from core.adjuntos import Contenido
from core.models import Area, IntentoRechazado
from notifiers import enlaces
from notifiers.models import Notificacion
from tests.consultas import cuantas
from tests.documentos import un_pdf
from tests.webui.portal.peso import peso
from tests.webui.portal.ventanilla.conftest import Seguir
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import CORREO, correo_de, presentar
from workflows.solicitudes import actions, pines
from workflows.solicitudes.actions.publico import Quien
from workflows.solicitudes.models import AccesoPublico, Solicitud

ENTRADA, CASO = "/mi-solicitud/", "/mi-solicitud/caso/"
PDF = Contenido("plano.pdf", "application/pdf", b"%PDF-1.4 un plano")
FALLA = "El código o el PIN no es ese"


def probar(codigo: str, pin: str, client: Client | None = None) -> Any:
    return (client or Client()).post(ENTRADA, {"codigo": codigo, "pin": pin})


class TestEntering:
    def test_code_and_pin_lead_to_it_for_an_hour(self) -> None:
        recibida, client = presentar(), Client()

        response = probar(recibida.solicitud.codigo, recibida.pin, client)

        assert response.headers["Location"] == CASO
        galleta = response.cookies["consulta"]
        assert (galleta["path"], galleta["max-age"]) == ("/", 3600)
        assert galleta["httponly"]
        assert galleta["samesite"] == "Lax"
        assert recibida.solicitud.titulo in client.get(CASO).content.decode()

    @pytest.mark.parametrize("forma", ["{0} {1}", "{0}-{1}", " {0}{1} "])
    def test_however_they_were_copied(self, forma: str) -> None:
        recibida = presentar()
        pin = forma.format(recibida.pin[:4], recibida.pin[4:])

        assert probar(f" {recibida.solicitud.codigo.lower()} ", pin).status_code == 302

    def test_the_link_of_the_mail_brings_the_code(self) -> None:
        pagina = Client().get(ENTRADA, {"codigo": "SOL-2026-00031"}).content.decode()

        assert 'value="SOL-2026-00031"' in pagina

    def test_a_wrong_code_and_a_wrong_pin_are_answered_alike(self) -> None:
        recibida = presentar()

        sin_codigo = probar("SOL-2026-99999", recibida.pin)
        sin_pin = probar(recibida.solicitud.codigo, "00000000")

        for response in (sin_codigo, sin_pin):
            assert response.status_code == 422
            assert FALLA in response.content.decode()
            assert "consulta" not in response.cookies
        assert _sin_lo_escrito(sin_codigo) == _sin_lo_escrito(sin_pin)

    def test_and_take_as_long_since_a_hash_is_made_of_both(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        recibida, hechos = presentar(), list[tuple[Any, ...]]()

        def contado(*datos: Any) -> bool:
            hechos.append(datos)
            return check_password(*datos)

        monkeypatch.setattr(pines, "check_password", contado)

        probar("SOL-2026-99999", recibida.pin)
        probar(recibida.solicitud.codigo, "00000000")

        assert len(hechos) == 2

    def test_what_was_registered_at_the_counter_has_no_pin_yet(self, despacho: Despacho) -> None:
        solicitud = despacho.registrar()

        assert FALLA in probar(solicitud.codigo, "12345678").content.decode()

    @pytest.mark.parametrize("codigo", ["SOL-2026-99999", None])
    def test_who_guesses_is_stopped_with_the_right_one_too(self, codigo: str | None) -> None:
        recibida = presentar()
        probado = codigo or recibida.solicitud.codigo
        for _ in range(5):
            probar(probado, "00000000")

        response = probar(probado, recibida.pin)

        assert response.status_code == 429
        assert "espere quince minutos" in response.content.decode()

    def test_who_guesses_many_codes_from_one_place_is_stopped(self) -> None:
        for n in range(10):
            assert probar(f"SOL-2026-{n:05}", "00000000").status_code == 422

        assert probar("SOL-2026-00099", "00000000").status_code == 429

    def test_who_knows_it_begins_anew(self) -> None:
        recibida = presentar()
        for pin in ("0", "1", "2", "3", recibida.pin, "4"):
            probar(recibida.solicitud.codigo, pin)

        assert probar(recibida.solicitud.codigo, recibida.pin).status_code == 302

    def test_wrong_ones_are_counted_for_whoever_administers(self) -> None:
        probar("SOL-2026-99999", "00000000")

        assert IntentoRechazado.objects.get().clase == "pin"

    @pytest.mark.parametrize("basura", ["\x00", "'; --", "<b>", "9" * 5000, "\u202e", "²"])
    def test_whatever_is_typed(self, basura: str) -> None:
        assert probar(basura, basura).status_code == 422

    def test_the_form_is_kept_by_nobody_and_asks_for_its_token(self) -> None:
        assert Client().get(ENTRADA).headers["Cache-Control"] == "private, no-store"
        datos = {"codigo": "SOL-2026-00001", "pin": "1"}
        assert Client(enforce_csrf_checks=True).post(ENTRADA, datos).status_code == 403


class TestReading:
    def test_nobody_reads_without_having_shown_them(self) -> None:
        presentar()

        for ruta in ("", "archivos/", "correo/", "archivos/1/", "completar/", "retirar/"):
            response = Client().get(f"{CASO}{ruta}")
            assert response.headers["Location"] == f"{ENTRADA}?entrar=1"

    def test_it_says_where_it_is_what_happened_and_by_when(self, seguir: Seguir) -> None:
        client, _recibida = seguir()

        pagina = client.get(CASO).content.decode()

        assert "Recibida" in pagina
        assert "Recibimos su solicitud." in pagina
        assert "Le respondemos a más tardar:" in pagina
        assert "¿Cómo se contó?" in pagina
        assert "Desde abril no llega agua" in pagina

    def test_officials_are_their_area_and_what_was_written_inside_stays_there(
        self, seguir: Seguir, despacho: Despacho, obras: Area
    ) -> None:
        client, recibida = seguir()
        despacho.responsable.area = obras
        despacho.responsable.save()
        despacho.analizar(recibida.solicitud)
        despacho.elevar(recibida.solicitud, recomendacion="Rechazar: es de la oposición.")

        pagina = client.get(CASO).content.decode()

        assert "La está revisando Obras." in pagina
        assert "Por decidirse" in pagina
        for oculto in ("Luis", "Rosa", "oposición"):
            assert oculto not in pagina

    @pytest.mark.parametrize(
        ("estado", "palabra"),
        [
            ("en_analisis", "En revisión"), ("requiere_informacion", "Falta algo suyo"),
            ("en_decision", "Por decidirse"), ("aplazada", "Para más adelante"),
            ("aceptada", "Aceptada"), ("delegada", "Aceptada"), ("programada", "Con fecha"),
            ("rechazada", "Decidida"), ("derivada", "En otra oficina"), ("atendida", "Atendida"),
            ("cerrada", "Respondida"), ("desistida", "Retirada"), ("duplicada", "Junto con otra"),
        ],
    )  # fmt: skip
    def test_every_state_has_its_word(
        self, estado: str, palabra: str, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir()
        otra = despacho.hasta(estado)
        AccesoPublico.objects.create(solicitud=otra, pin=pines.sellar(recibida.pin), novedades=True)
        client = Client()
        probar(otra.codigo, recibida.pin, client)

        assert f"<h2>{palabra}</h2>" in client.get(CASO).content.decode()

    def test_the_answer_stands_there(self, seguir: Seguir, despacho: Despacho) -> None:
        client, recibida = seguir()
        responder(despacho, recibida.solicitud)

        pagina = client.get(CASO).content.decode()

        assert "El agua llegó el martes." in pagina
        assert "Agregar archivos" not in pagina

    def test_of_ours_only_the_files_that_are_for_anybody(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir(archivos=[PDF])
        suyo = recibida.solicitud.adjuntos.get()
        nuestro, interno = (
            adjuntos.guardar(
                recibida.solicitud,
                Contenido(nombre, "application/pdf", nombre.encode()),
                actor=despacho.jefe,
                publico=publico,
            )
            for nombre, publico in (("respuesta.pdf", True), ("interno.pdf", False))
        )

        pagina = client.get(CASO).content.decode()

        assert "plano.pdf" in pagina
        assert "respuesta.pdf" in pagina
        assert "interno.pdf" not in pagina
        assert [bajar(client, uno.pk) for uno in (suyo, nuestro, interno)] == [200, 200, 404]

    def test_a_file_of_another_request_is_not_there(self, seguir: Seguir) -> None:
        client, _recibida = seguir()
        ajena = presentar(archivos=[PDF]).solicitud

        assert client.get(f"{CASO}archivos/{ajena.adjuntos.get().pk}/").status_code == 404

    def test_a_file_is_a_download_that_nobody_keeps(self, seguir: Seguir) -> None:
        client, recibida = seguir(archivos=[PDF])

        response = client.get(f"{CASO}archivos/{recibida.solicitud.adjuntos.get().pk}/")
        list(response)

        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Cache-Control"] == "private, no-store"

    def test_of_a_reserved_one_neither_answer_nor_files(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir(archivos=[PDF])
        responder(despacho, recibida.solicitud)
        Solicitud.objects.update(nivel_reserva=3)

        pagina = client.get(CASO).content.decode()

        assert "se le da en persona" in pagina
        assert "El agua llegó" not in pagina
        assert "plano.pdf" not in pagina
        archivo = recibida.solicitud.adjuntos.get()
        assert client.get(f"{CASO}archivos/{archivo.pk}/").status_code == 404

    def test_what_was_written_is_only_text(self, seguir: Seguir) -> None:
        client, _recibida = seguir(titulo="<script>a()</script>", descripcion="<img src=x>")

        pagina = client.get(CASO).content.decode()

        assert "<script>a()" not in pagina
        assert "<img src=x" not in pagina

    def test_it_is_light_and_costs_the_same_whatever_happened(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir()
        client.get(CASO)
        antes = cuantas(lambda: client.get(CASO))
        responder(despacho, recibida.solicitud)

        assert cuantas(lambda: client.get(CASO)) <= antes <= 8
        assert peso(client, CASO) < 60 * 1024

    @pytest.mark.parametrize("galleta", ["", "x", "a:b:c", "\x01"])
    def test_a_cookie_that_is_none_of_ours_opens_nothing(self, galleta: str) -> None:
        client = Client()
        client.cookies["consulta"] = galleta

        assert client.get(CASO).status_code == 302

    def test_the_hour_ends(self, seguir: Seguir, settings: Settings) -> None:
        client, _recibida = seguir()
        settings.PORTAL_CONSULTA_SEGUNDOS = -1

        assert client.get(CASO).status_code == 302
        assert "Por seguridad" in client.get(f"{ENTRADA}?entrar=1").content.decode()

    def test_who_closes_it_leaves_nothing(self, seguir: Seguir) -> None:
        client, _recibida = seguir()

        client.post(f"{CASO}salir/")

        assert client.get(CASO).status_code == 302

    def test_who_entered_goes_straight_on(self, seguir: Seguir) -> None:
        client, _recibida = seguir()

        assert client.get(ENTRADA).headers["Location"] == CASO


class TestDoing:
    def test_files_more(self, seguir: Seguir, despacho: Despacho) -> None:
        client, recibida = seguir()

        response = client.post(f"{CASO}archivos/", {"archivos": [_documento()]}, follow=True)

        assert "Agregado." in response.content.decode()
        assert recibida.solicitud.adjuntos.get().nombre == "uno.pdf"

    def test_none_chosen_is_said(self, seguir: Seguir) -> None:
        client, _recibida = seguir()

        response = client.post(f"{CASO}archivos/", {"x": "1"})

        assert response.status_code == 422
        assert "Elija al menos un archivo" in response.content.decode()

    def test_to_a_closed_one_nothing_is_added(self, seguir: Seguir, despacho: Despacho) -> None:
        client, recibida = seguir()
        responder(despacho, recibida.solicitud)

        response = client.post(f"{CASO}archivos/", {"archivos": [_documento()]})

        assert response.status_code == 409
        assert "Ya está cerrada" in response.content.decode()

    def test_another_address(self, seguir: Seguir) -> None:
        client, recibida = seguir()

        response = client.post(f"{CASO}correo/", {"correo": "nueva@vecina.test"}, follow=True)

        assert "Falta un paso" in response.content.decode()
        assert "confirme nu…@vecina.test" in response.content.decode()
        assert correo_de_quien_pide(recibida.solicitud) == CORREO

    def test_who_left_none_leaves_one(self, seguir: Seguir) -> None:
        client, _recibida = seguir(quien=Quien("Dalys Mora", telefono="6000-0001"))

        pagina = client.get(f"{CASO}correo/").content.decode()

        assert "<h1>Dejar un correo</h1>" in pagina
        assert "Cambiar" not in pagina

    def test_another_address_is_confirmed_from_its_own_mailbox(self, seguir: Seguir) -> None:
        client, recibida = seguir()
        client.post(f"{CASO}correo/", {"correo": "nueva@vecina.test"})
        found = re.search(r"/mi-solicitud/correo/.+/", correo_de(recibida.solicitud, "S10N"))
        assert found
        otro = Client()

        assert "nueva@vecina.test" in otro.get(found[0]).content.decode()
        assert correo_de_quien_pide(recibida.solicitud) == CORREO
        assert "Listo" in otro.post(found[0]).content.decode()

        assert correo_de_quien_pide(recibida.solicitud) == "nueva@vecina.test"
        assert "Le escribimos a nu…@vecina.test" in client.get(CASO).content.decode()
        otra_vez = otro.post(found[0])
        assert otra_vez.status_code == 409
        assert "Este enlace ya no sirve" in otra_vez.content.decode()

    @pytest.mark.parametrize("vale", ["x", "1:a:b", "\u202e"])
    def test_a_confirmation_that_is_none_of_ours_leads_nowhere(self, vale: str) -> None:
        assert Client().get(f"/mi-solicitud/correo/{vale}/").status_code == 404

    def test_what_was_missing(self, seguir: Seguir, despacho: Despacho) -> None:
        client, recibida = seguir()
        pedir_plano(despacho, recibida.solicitud)
        assert "El plano &lt;de la escuela&gt;." in client.get(CASO).content.decode()
        datos = {"texto": "Va adjunto.", "archivos": [_documento()]}

        response = client.post(f"{CASO}completar/", datos, follow=True)

        assert "Enviado." in response.content.decode()
        assert "Recibimos lo que faltaba." in response.content.decode()
        assert "Va adjunto." in response.content.decode()
        assert Solicitud.objects.get(pk=recibida.solicitud.pk).completado == "Va adjunto."

    def test_what_an_official_wrote_down_of_it_stays_inside(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir()
        pedir_plano(despacho, recibida.solicitud)
        actions.completar(
            solicitud_id=recibida.solicitud.pk, actor=despacho.jefe, texto="Llamó, molesta."
        )

        pagina = client.get(CASO).content.decode()

        assert "Recibimos lo que faltaba." in pagina
        assert "molesta" not in pagina

    def test_of_what_was_missing_something_is_sent(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        client, recibida = seguir()
        pedir_plano(despacho, recibida.solicitud)

        response = client.post(f"{CASO}completar/", {"texto": "\u200b"})

        assert response.status_code == 422
        assert "Escriba lo que faltaba" in response.content.decode()

    def test_where_nothing_is_missing_it_says_so(self, seguir: Seguir) -> None:
        client, _recibida = seguir()

        assert client.post(f"{CASO}completar/", {"texto": "Esto."}).status_code == 409

    def test_it_is_withdrawn(self, seguir: Seguir) -> None:
        client, recibida = seguir()
        assert "No se puede deshacer" in client.get(f"{CASO}retirar/").content.decode()

        pagina = client.post(f"{CASO}retirar/", {"motivo": ""}, follow=True).content.decode()

        assert "<h2>Retirada</h2>" in pagina
        assert Solicitud.objects.get(pk=recibida.solicitud.pk).estado == "desistida"

    @pytest.mark.parametrize("correo", ["", "x", CORREO, "a@b.test\nBcc: c@d.test"])
    def test_one_that_is_none_is_refused(self, seguir: Seguir, correo: str) -> None:
        client, _recibida = seguir()

        assert client.post(f"{CASO}correo/", {"correo": correo}).status_code == 422

    def test_news_by_mail_or_not(self, seguir: Seguir) -> None:
        client, recibida = seguir()

        client.post(f"{CASO}novedades/")
        assert not AccesoPublico.objects.get(pk=recibida.solicitud.pk).novedades
        client.post(f"{CASO}novedades/", {"quiere": "1"})
        assert AccesoPublico.objects.get(pk=recibida.solicitud.pk).novedades

    def test_it_cannot_be_done_for_somebody_from_another_site(self, seguir: Seguir) -> None:
        client, _recibida = seguir()
        client.handler.enforce_csrf_checks = True

        assert client.post(f"{CASO}novedades/").status_code == 403

    def test_without_end_it_is_stopped(self, seguir: Seguir) -> None:
        client, _recibida = seguir()
        for _ in range(60):
            client.post(f"{CASO}correo/", {"correo": "x"})

        assert client.post(f"{CASO}correo/", {"correo": "n@v.test"}).status_code == 429


class TestAnotherPin:
    def test_it_comes_by_mail_and_the_old_one_opens_nothing(self, seguir: Seguir) -> None:
        client, recibida = seguir()

        pagina = pedir(recibida.solicitud.codigo, CORREO.upper()).content.decode()

        assert "llega a ese correo un PIN nuevo" in pagina
        nuevo = re.search(r"\d{4} \d{4}", correo_de(recibida.solicitud, "S10P"))
        assert nuevo
        assert client.get(CASO).status_code == 302
        assert probar(recibida.solicitud.codigo, recibida.pin).status_code == 422
        assert probar(recibida.solicitud.codigo, nuevo[0]).status_code == 302

    def test_who_was_written_down_at_the_counter_gets_one(self, despacho: Despacho) -> None:
        solicitud = despacho.registrar()

        pedir(solicitud.codigo, despacho.solicitante.email)

        assert re.search(r"\d{4} \d{4}", correo_de(solicitud, "S10P"))

    def test_nobody_learns_whether_they_belong_together(self, despacho: Despacho) -> None:
        solicitud = despacho.registrar()

        paginas = {
            pedir(codigo, correo).content
            for codigo, correo in (
                (solicitud.codigo, despacho.solicitante.email),
                (solicitud.codigo, "otro@correo.test"),
                ("SOL-2026-99999", despacho.solicitante.email),
            )
        }

        assert len({re.sub(rb'value="[^"]*"', b"", pagina) for pagina in paginas}) == 1
        assert Notificacion.objects.filter(clase="S10P").count() == 1

    def test_three_a_day(self) -> None:
        codigo = presentar().solicitud.codigo
        estados = [pedir(codigo, CORREO).status_code for _ in range(4)]

        assert estados == [200, 200, 200, 429]

    def test_the_form_says_what_is_missing(self) -> None:
        assert Client().post("/mi-solicitud/pin/", {"codigo": ""}).status_code == 422


class TestNoMoreNews:
    def test_to_open_the_link_of_the_mail_changes_nothing(self, seguir: Seguir) -> None:
        _client, recibida = seguir()

        response = Client().get(baja(recibida.solicitud))

        assert "No quiero más novedades" in response.content.decode()
        assert AccesoPublico.objects.get(pk=recibida.solicitud.pk).novedades

    def test_its_button_ends_them_and_nothing_else(
        self, seguir: Seguir, despacho: Despacho
    ) -> None:
        _client, recibida = seguir()

        pagina = Client().post(baja(recibida.solicitud)).content.decode()

        assert "Listo" in pagina
        despacho.analizar(recibida.solicitud)
        despacho.elevar(recibida.solicitud)
        despacho.aceptar(recibida.solicitud)
        assert not Notificacion.objects.filter(clase="S10").exists()

    @pytest.mark.parametrize("vale", ["x", "1:a:b", "\u202e"])
    def test_a_link_that_is_none_of_ours_leads_nowhere(self, vale: str) -> None:
        assert Client().get(f"/mi-solicitud/novedades/{vale}/").status_code == 404


def correo_de_quien_pide(solicitud: Solicitud) -> str:
    return Solicitud.objects.get(pk=solicitud.pk).solicitante.email


def pedir_plano(despacho: Despacho, solicitud: Solicitud) -> None:
    """Dalys is asked for a plan."""
    despacho.analizar(solicitud)
    actions.pedir_informacion(
        solicitud_id=solicitud.pk, actor=despacho.jefe, pedido="El plano <de la escuela>."
    )


def bajar(client: Client, pk: int) -> int:
    """The status of a download."""
    response = client.get(f"{CASO}archivos/{pk}/")
    list(response)
    return response.status_code


def pedir(codigo: str, correo: str) -> Any:
    return Client().post("/mi-solicitud/pin/", {"codigo": codigo, "correo": correo})


def baja(solicitud: Solicitud) -> str:
    """The way out that a mail about it carries."""
    entrada = Notificacion(
        clase="S10", expediente=solicitud.expediente, actor=solicitud.solicitante, datos={}
    )
    return enlaces.baja(entrada)


def responder(despacho: Despacho, solicitud: Solicitud) -> None:
    """From the counter to the answer."""
    despacho.analizar(solicitud)
    despacho.elevar(solicitud, fecha_sugerida=clock.today() + timedelta(days=20))
    despacho.aceptar(solicitud)
    despacho.atender(solicitud)
    despacho.cerrar(solicitud)


def _documento() -> SimpleUploadedFile:
    return SimpleUploadedFile("uno.pdf", un_pdf(), "application/pdf")


def _sin_lo_escrito(response: Any) -> str:
    pagina = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"nonce-?\S*", "", pagina)
