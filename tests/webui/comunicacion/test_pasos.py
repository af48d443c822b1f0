"""Each step of a pieza as its page takes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.models import Suplencia, Usuario
from tests.channels.builders import png
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, sin_cambios
from workflows.comunicacion import queries, states
from workflows.comunicacion.models import Pieza

NOTA = "La fecha era otra. Pedimos disculpas."


def url(pieza: Pieza, verbo: str = "") -> str:
    return f"/piezas/{pieza.codigo}/" + (f"{verbo}/" if verbo else "")


def dicho(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errores(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def oculto(response: Any, campo: str) -> str:
    """What a hidden field of the page would send."""
    return str(response.context["form"][campo].value())


def escrito(pieza: Pieza, **cambios: Any) -> dict[str, Any]:
    """The editor's form as the browser sends it back."""
    return {
        "titulo": pieza.titulo,
        "entradilla": pieza.entradilla,
        "cuerpo": pieza.cuerpo,
        "canales": pieza.canales,
        "enlace_en_x": "on",
        "nivel_reserva": str(pieza.nivel_reserva),
        "version": pieza.version,
        **cambios,
    }


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "hasta", "mensaje"),
    [
        (states.BORRADOR, "autora", "enviar", {}, states.EN_REVISION, "Enviada"),
        (
            states.EN_REVISION,
            "titular",
            "devolver",
            {"observaciones": "Diga desde cuándo."},
            states.DEVUELTA,
            "Devuelta",
        ),
        (states.DEVUELTA, "autora", "corregir", {}, states.BORRADOR, "Otra vez en borrador"),
        (states.APROBADA, "editor", "retirar", {"nota": NOTA}, states.RETIRADA, "Retirada"),
    ],
)
def test_a_step_is_taken_and_said(
    redaccion: Redaccion,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    hasta: str,
    mensaje: str,
) -> None:
    pieza = redaccion.hasta(desde)
    client = entrar(getattr(redaccion, quien))
    assert client.get(url(pieza, verbo)).status_code == 200

    response = client.post(url(pieza, verbo), {"version": pieza.version, **datos})

    assert (response.status_code, response.headers["Location"]) == (302, url(pieza))
    assert dicho(response)[0].startswith(mensaje)
    pieza.refresh_from_db()
    assert pieza.estado == hasta


def test_what_was_read_is_what_is_approved(redaccion: Redaccion, entrar: Entrar) -> None:
    pieza = redaccion.hasta(states.EN_REVISION, texto_x="Abrió el muelle.", **con_imagen())
    client = entrar(redaccion.editor)

    leida = client.get(url(pieza, "aprobar"))
    assert "Abrió el muelle." in leida.content.decode()
    assert oculto(leida, "huella") == queries.huella(pieza)
    response = client.post(
        url(pieza, "aprobar"),
        {"version": pieza.version, "huella": oculto(leida, "huella")},
    )

    assert response.status_code == 302
    assert dicho(response)[0].startswith("Aprobada")
    pieza.refresh_from_db()
    assert pieza.estado == states.APROBADA


@pytest.mark.parametrize("huella", ["", "otra", "a" * 500])
def test_nothing_is_approved_without_having_read_it(
    redaccion: Redaccion, entrar: Entrar, huella: str
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with sin_cambios(pieza):
        response = entrar(redaccion.editor).post(
            url(pieza, "aprobar"), {"version": pieza.version, "huella": huella}
        )
    if not huella:
        assert (response.status_code, list(errores(response))) == (422, ["huella"])
        return
    assert response.status_code == 409
    assert "ya no es lo que usted leyó" in response.content.decode()
    assert oculto(response, "huella") == queries.huella(pieza)


def test_a_stale_approval_shows_the_new_text_and_can_be_given_to_it(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)
    client = entrar(redaccion.editor)
    leida = client.get(url(pieza, "aprobar"))
    vieja = {campo: oculto(leida, campo) for campo in ("version", "huella")}
    redaccion.devolver(pieza, actor=redaccion.titular)
    redaccion.corregir(pieza)
    redaccion.editar(pieza, texto_x="Abrió ayer.", canales=["web", "twitter"])
    redaccion.enviar(pieza)

    response = client.post(url(pieza, "aprobar"), vieja)

    assert response.status_code == 409
    pagina = response.content.decode()
    for parte in ("Paula Quintero", "Abrió ayer.", "Antes", "Ahora"):
        assert parte in pagina
    nueva = {campo: oculto(response, campo) for campo in ("version", "huella")}
    assert nueva["huella"] == queries.huella(Pieza.objects.get(pk=pieza.pk)) != vieja["huella"]
    assert f'value="{nueva["huella"]}"' in pagina
    pieza.refresh_from_db()
    assert pieza.estado == states.EN_REVISION

    assert client.post(url(pieza, "aprobar"), nueva).status_code == 302
    pieza.refresh_from_db()
    assert pieza.estado == states.APROBADA


def test_it_is_written_on_with_what_it_has(
    redaccion: Redaccion, entrar: Entrar, el_roble: Any
) -> None:
    pieza = redaccion.crear(lugares=[el_roble], **con_imagen())
    client = entrar(redaccion.autora)
    formulario = client.get(url(pieza, "editar")).context["form"]
    assert formulario["titulo"].value() == pieza.titulo
    assert formulario["lugares"].value() == [el_roble.pk]

    response = client.post(
        url(pieza, "editar"),
        escrito(
            pieza,
            titulo="Abrió el muelle",
            lugares=[el_roble.pk],
            imagen=SimpleUploadedFile("noche.png", png(16)),
            imagen_alt="De noche",
            menores_confirmado="on",
        ),
    )

    assert response.status_code == 302
    pieza = Pieza.objects.get(pk=pieza.pk)
    assert (pieza.titulo, pieza.imagen_alt) == ("Abrió el muelle", "De noche")
    assert pieza.imagen is not None
    assert pieza.imagen.nombre == "noche.png"
    assert list(pieza.lugares.all()) == [el_roble]


def test_the_words_for_the_old_picture_are_not_kept_for_the_new_one(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.crear(**con_imagen())
    client = entrar(redaccion.autora)
    sin_tocar = {"imagen_alt": pieza.imagen_alt, "menores_confirmado": "on"}

    client.post(
        url(pieza, "editar"),
        escrito(pieza, imagen=SimpleUploadedFile("noche.png", png(16)), **sin_tocar),
    )

    pieza = Pieza.objects.get(pk=pieza.pk)
    assert (pieza.imagen_alt, pieza.menores_confirmado) == ("", False)
    response = client.post(url(pieza, "enviar"), {"version": pieza.version})
    assert "Describa la imagen" in response.content.decode()


def test_its_picture_can_be_taken_away(redaccion: Redaccion, entrar: Entrar) -> None:
    pieza = redaccion.crear(**con_imagen())

    entrar(redaccion.autora).post(url(pieza, "editar"), escrito(pieza, quitar_imagen="on"))

    assert Pieza.objects.get(pk=pieza.pk).imagen is None


def test_an_approved_one_that_is_edited_goes_back_to_draft(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    entrar(redaccion.autora).post(url(pieza, "editar"), escrito(pieza, titulo="Abrió el muelle"))

    pieza.refresh_from_db()
    assert (pieza.estado, pieza.titulo) == (states.BORRADOR, "Abrió el muelle")


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "campo"),
    [
        (states.EN_REVISION, "editor", "devolver", {"observaciones": " "}, "observaciones"),
        (states.EN_REVISION, "editor", "devolver", {"observaciones": "\x00"}, "observaciones"),
        (states.APROBADA, "editor", "retirar", {}, "nota"),
        (states.EN_REVISION, "editor", "aprobar", {}, "huella"),
    ],
)
def test_what_is_missing_stands_beside_its_field(
    redaccion: Redaccion,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    campo: str,
) -> None:
    pieza = redaccion.hasta(desde)

    with sin_cambios(pieza):
        response = entrar(getattr(redaccion, quien)).post(
            url(pieza, verbo), {"version": pieza.version, **datos}
        )
    assert (response.status_code, list(errores(response))) == (422, [campo])


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"cuerpo": "a" * 30_001}, "cuerpo"),
        ({"publicar_en": "2020-01-01T10:00"}, "publicar_en"),
        ({"canales": ["telegrafo"]}, "canales"),
        ({"imagen": SimpleUploadedFile("x.png", b"nada")}, "imagen"),
    ],
)
def test_a_wrong_edition_keeps_what_was_typed(
    redaccion: Redaccion, entrar: Entrar, cambios: dict[str, Any], campo: str
) -> None:
    pieza = redaccion.crear()

    with sin_cambios(pieza):
        response = entrar(redaccion.autora).post(
            url(pieza, "editar"), escrito(pieza, texto_x="Lo que tecleé.", **cambios)
        )
    assert (response.status_code, list(errores(response))) == (422, [campo])
    assert "Lo que tecleé." in response.content.decode()


def test_what_a_channel_would_refuse_is_not_sent(redaccion: Redaccion, entrar: Entrar) -> None:
    pieza = redaccion.crear(cuerpo="", texto_x="a" * 300)

    with sin_cambios(pieza):
        response = entrar(redaccion.autora).post(url(pieza, "enviar"), {"version": pieza.version})
    assert response.status_code == 422
    pagina = response.content.decode()
    assert "Escriba el texto de la noticia." in pagina
    assert "El texto pasa del límite" in pagina


def test_a_stale_edition_shows_what_changed_and_keeps_what_was_typed(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, canales=["web"])

    response = entrar(redaccion.autora).post(
        url(pieza, "editar"), escrito(pieza, texto_x="Lo que tecleé.")
    )

    assert response.status_code == 409
    pagina = response.content.decode()
    for parte in ("Bruno Salas", "Lo que tecleé."):
        assert parte in pagina
    assert Pieza.objects.get(pk=pieza.pk).texto_x == ""

    otra_vez = escrito(pieza, texto_x="Lo que tecleé.", version=oculto(response, "version"))
    assert entrar(redaccion.autora).post(url(pieza, "editar"), otra_vez).status_code == 302
    assert Pieza.objects.get(pk=pieza.pk).texto_x == "Lo que tecleé."


@pytest.mark.parametrize("verbo", ["enviar", "devolver", "retirar"])
def test_every_stale_step_is_stopped(redaccion: Redaccion, entrar: Entrar, verbo: str) -> None:
    desde = {
        "enviar": states.BORRADOR,
        "devolver": states.EN_REVISION,
        "retirar": states.APROBADA,
    }[verbo]
    pieza = redaccion.hasta(desde)
    datos = {"observaciones": "Falta algo.", "nota": NOTA, "version": pieza.version - 1}

    with sin_cambios(pieza):
        response = entrar(redaccion.editor).post(url(pieza, verbo), datos)
    assert response.status_code == 409


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "motivo"),
    [
        (states.EN_REVISION, "autora", "aprobar", "No le corresponde a usted."),
        (states.EN_REVISION, "autora", "devolver", "No le corresponde a usted."),
        (states.BORRADOR, "titular", "editar", "No le corresponde a usted."),
        (states.BORRADOR, "titular", "enviar", "No le corresponde a usted."),
        (states.BORRADOR, "editor", "aprobar", "No se puede: está en «Borrador»."),
        (states.EN_REVISION, "autora", "editar", "No se puede: está en «En revisión»."),
        (states.APROBADA, "autora", "corregir", "No se puede: está en «Aprobada»."),
        (states.BORRADOR, "editor", "retirar", "No ha salido en ningún canal."),
        (states.RETIRADA, "editor", "retirar", "No se puede: está en «Retirada»."),
    ],
)
def test_a_refused_step_says_why(
    redaccion: Redaccion,
    entrar: Entrar,
    metodo: str,
    desde: str,
    quien: str,
    verbo: str,
    motivo: str,
) -> None:
    pieza = redaccion.hasta(desde)

    with sin_cambios(pieza):
        response = getattr(entrar(getattr(redaccion, quien)), metodo)(url(pieza, verbo))
    assert response.status_code == 409
    assert motivo in response.content.decode()


def test_who_wrote_it_is_not_offered_its_approval_as_a_substitute_either(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)
    Suplencia.objects.create(
        titular=redaccion.titular,
        suplente=redaccion.autora,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=5),
    )

    with sin_cambios(pieza):
        response = entrar(redaccion.autora).post(
            url(pieza, "aprobar"), {"huella": queries.huella(pieza)}
        )
    assert response.status_code == 409


@pytest.mark.parametrize("verbo", ["enviar", "aprobar", "editar", "retirar", "no_existe"])
def test_who_may_not_see_it_finds_nothing(
    redaccion: Redaccion, entrar: Entrar, luis: Usuario, verbo: str
) -> None:
    pieza = redaccion.crear()

    client = entrar(luis)
    with sin_cambios(pieza):
        assert client.get(url(pieza, verbo)).status_code == 404
        assert client.post(url(pieza, verbo), {"nota": NOTA}).status_code == 404


def test_a_step_that_is_not_one_is_not_found(redaccion: Redaccion, entrar: Entrar) -> None:
    pieza = redaccion.crear()
    for verbo in ("mover", "refresh_from_db", "delete", "adjuntar_todo"):
        assert entrar(redaccion.autora).get(url(pieza, verbo)).status_code == 404
