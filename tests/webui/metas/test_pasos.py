"""Each step of a meta as its page takes it."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import dicho, errores, url
from tests.workflows.metas.builders import Gobierno, Persona, sin_cambios, suple
from workflows.metas import states


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "hasta", "mensaje"),
    [
        (states.BORRADOR, "gerente", "programar", {}, states.EN_PROGRAMACION, "En programación"),
        (
            states.EN_PROGRAMACION,
            "gerente",
            "enviar_a_revision",
            {},
            states.EN_REVISION,
            "Enviada a revisión",
        ),
        (states.EN_REVISION, "institucional", "visar", {}, states.VISADA, "Visada"),
        (states.VISADA, "titular", "aprobar", {}, states.APROBADA, "Aprobada"),
        (
            states.EN_REVISION,
            "institucional",
            "devolver",
            {"motivo": "Falta la obra de captación."},
            states.EN_PROGRAMACION,
            "Devuelta",
        ),
        (
            states.VISADA,
            "titular",
            "devolver",
            {"motivo": "No es prioridad."},
            states.EN_PROGRAMACION,
            "Devuelta",
        ),
    ],
)
def test_a_step_is_taken_and_said(
    gobierno: Gobierno,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    hasta: str,
    mensaje: str,
) -> None:
    meta = gobierno.hasta(desde)
    client = entrar(getattr(gobierno, quien))
    assert client.get(url(meta, verbo)).status_code == 200

    response = client.post(url(meta, verbo), {"version": meta.version, **datos})

    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    assert dicho(response)[0].startswith(mensaje)
    meta.refresh_from_db()
    assert meta.estado == hasta


def test_another_gerente_is_chosen_with_a_reason(
    gobierno: Gobierno, entrar: Entrar, marta: Usuario
) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    client = entrar(gobierno.institucional)
    assert "Marta Solís" in client.get(url(meta, "relevar")).content.decode()

    for datos, campo in (
        ({"gerente": marta.pk}, "motivo"),
        ({"motivo": "Se jubiló."}, "gerente"),
        ({"motivo": "Se jubiló.", "gerente": "999999"}, "gerente"),
        ({"motivo": "Se jubiló.", "gerente": gobierno.gerente.pk}, "gerente"),
    ):
        with sin_cambios(meta):
            response = client.post(url(meta, "relevar"), datos)
        assert (response.status_code, list(errores(response))) == (422, [campo])
        assert response.context["form"]["motivo"].value() == datos.get("motivo")

    response = client.post(url(meta, "relevar"), {"motivo": "Se jubiló.", "gerente": marta.pk})
    assert dicho(response) == ["Tiene nuevo gerente: los dos recibieron el aviso."]
    pagina = client.get(url(meta)).content.decode()
    assert "la puso en manos de otro gerente" in pagina
    meta.refresh_from_db()
    assert meta.gerente == marta


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "motivo"),
    [
        (states.EN_REVISION, "gerente", "programar", "No se puede: está en «En revisión»."),
        (states.EN_PROGRAMACION, "institucional", "enviar_a_revision", "No le corresponde"),
        (states.EN_REVISION, "gerente", "visar", "No le corresponde"),
        (states.VISADA, "institucional", "visar", "No se puede: está en «Visada»."),
        (states.VISADA, "institucional", "aprobar", "No le corresponde"),
        (states.EN_REVISION, "titular", "aprobar", "No se puede: está en «En revisión»."),
        (states.EN_REVISION, "gerente", "devolver", "No le corresponde"),
        (states.APROBADA, "titular", "devolver", "No se puede: está en «Aprobada»."),
        (states.EN_EJECUCION, "gerente", "relevar", "No le corresponde"),
        (states.BORRADOR, "institucional", "relevar", "No se puede: está en «Borrador»."),
    ],
)
def test_a_refused_step_says_why(
    gobierno: Gobierno,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    motivo: str,
) -> None:
    meta = gobierno.hasta(desde)
    client = entrar(getattr(gobierno, quien))

    with sin_cambios(meta):
        respuestas = client.get(url(meta, verbo)), client.post(url(meta, verbo))

    for response in respuestas:
        assert response.status_code == 409
        assert motivo in response.content.decode()


def test_what_a_programme_lacks_is_said(gobierno: Gobierno, entrar: Entrar) -> None:
    meta = gobierno.crear()
    gobierno.programar(meta)

    response = entrar(gobierno.gerente).post(url(meta, "enviar_a_revision"))

    assert response.status_code == 409
    assert "Defina al menos tres metas intermedias." in response.content.decode()


def test_nobody_signs_his_own_programme_standing_in_for_another(
    gobierno: Gobierno, entrar: Entrar
) -> None:
    meta = gobierno.hasta(states.EN_REVISION)
    suple(gobierno.institucional, gobierno.gerente)

    with sin_cambios(meta):
        response = entrar(gobierno.gerente).post(url(meta, "visar"))

    assert response.status_code == 409
    assert errores(response) == {
        "__all__": ["Nadie da el visto a su propio programa: le toca a otra persona."]
    }


@pytest.mark.parametrize("motivo", ["", "   "])
def test_it_is_not_returned_without_a_reason(
    gobierno: Gobierno, entrar: Entrar, motivo: str
) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with sin_cambios(meta):
        response = entrar(gobierno.institucional).post(url(meta, "devolver"), {"motivo": motivo})

    assert (response.status_code, list(errores(response))) == (422, ["motivo"])


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    gobierno: Gobierno, entrar: Entrar
) -> None:
    meta = gobierno.hasta(states.VISADA)
    datos = {"motivo": "Falta la captación.", "version": meta.version - 1}
    client = entrar(gobierno.titular)

    response = client.post(url(meta, "devolver"), datos)

    assert response.status_code == 409
    for parte in ("Carmen Ruiz", "Visada", "Falta la captación."):
        assert parte in response.content.decode()
    otra_vez = {**datos, "version": response.context["form"]["version"].value()}
    assert client.post(url(meta, "devolver"), otra_vez).status_code == 302


@pytest.mark.parametrize("verbo", ["visar", "devolver", "relevar", "no_existe"])
def test_who_may_not_see_it_finds_nothing(
    gobierno: Gobierno, entrar: Entrar, persona: Persona, verbo: str
) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with sin_cambios(meta):
        assert entrar(persona("marta")).get(url(meta, verbo)).status_code == 404
        assert entrar(persona("marta")).post(url(meta, verbo), {}).status_code == 404


def test_a_verb_of_the_clock_is_nobodys_step(gobierno: Gobierno, entrar: Entrar) -> None:
    meta = gobierno.hasta(states.APROBADA)

    for verbo in ("iniciar", "delete", "refresh_from_db"):
        assert entrar(gobierno.titular).post(url(meta, verbo)).status_code == 404
