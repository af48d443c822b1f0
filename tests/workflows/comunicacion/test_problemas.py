"""What is wrong with each publication, in words, and who may do what about it."""

from __future__ import annotations

import pytest

from channels.models import Publicacion
from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.consultas import cuantas
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, pasados, salida
from workflows.comunicacion import actions, queries
from workflows.comunicacion.models import Pieza

YA_NO = "La publicación ya no está en ese estado. Vuelva a mirarla."
NO_LE_TOCA = "No le corresponde a usted."


@pytest.fixture
def pieza(redaccion: Redaccion, sandbox: Sandbox) -> Pieza:
    """One that X refused."""
    sandbox.fault("x", "bad_media")
    return redaccion.publicar(**con_imagen())


@pytest.fixture
def fallida(pieza: Pieza) -> Publicacion:
    return salida(pieza, "twitter")


@pytest.fixture
def por_decidir(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    """One that Facebook neither showed nor denied for a day."""
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(canales=["web", "facebook"])
    sandbox.fault("facebook", "server_error_json", op="timeline", times=None)
    with pasados(60 * 25):
        actions.reconciliar()
    return salida(pieza, "facebook")


@pytest.fixture
def sin_quitar(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    pieza = redaccion.publicar(canales=["web", "facebook"])
    redaccion.retirar(pieza)
    Publicacion.objects.filter(canal="facebook").update(fallos=6, error="No aceptó.")
    return salida(pieza, "facebook")


def puede(publicacion: Publicacion, user: Usuario) -> dict[str, str]:
    """Each verb with the reason of its refusal; empty where it may be done."""
    pieza = Pieza.objects.get(pk=publicacion.expediente_id)
    return {uno.verb: uno.motivo for uno in queries.pasos(publicacion, pieza, user)}


def dicho(publicacion: Publicacion) -> tuple[str, str]:
    return queries.palabra(publicacion), queries.que_paso(publicacion)


def test_only_what_needs_a_person_is_a_problem(redaccion: Redaccion, pieza: Pieza) -> None:
    leida = queries.una(redaccion.autora, pieza.codigo)

    assert [una.canal for una in queries.con_problemas(leida)] == ["twitter"]
    assert cuantas(lambda: queries.con_problemas(leida)) == 0


def test_what_the_network_refused_is_said_as_it_said_it(fallida: Publicacion) -> None:
    palabra, frase = dicho(fallida)

    assert palabra == "No salió"
    assert frase.startswith("X no aceptó la publicación")


def test_what_we_gave_up_does_not_promise_to_go_on(fallida: Publicacion) -> None:
    fallida.error_clase, fallida.error = "pasajero", "No se pudo llegar a X. Se volverá a intentar."

    assert dicho(fallida) == ("No salió", "No se pudo llegar a X, ni tras varios intentos.")


def test_what_goes_on_by_itself_keeps_its_promise(fallida: Publicacion) -> None:
    fallida.estado, fallida.error_clase, fallida.error = "pendiente", "pasajero", "Se intentará."

    assert queries.que_paso(fallida) == "Se intentará."


def test_a_doubt_asks_to_look(por_decidir: Publicacion) -> None:
    assert dicho(por_decidir) == (
        "Por decidir",
        "No se sabe si salió: mire la cuenta y diga qué ve.",
    )


def test_what_still_stands_says_where(sin_quitar: Publicacion) -> None:
    assert dicho(sin_quitar) == (
        "Sigue a la vista",
        "Se retiró, y en Facebook no se pudo quitar.",
    )


def test_prensa_tries_again_what_failed(fallida: Publicacion, bruno: Usuario) -> None:
    assert puede(fallida, bruno) == {"reintentar": "", "decidir": YA_NO}


def test_prensa_tries_again_to_take_away(sin_quitar: Publicacion, bruno: Usuario) -> None:
    assert puede(sin_quitar, bruno) == {"reintentar": "", "decidir": YA_NO}


def test_prensa_decides_what_is_in_doubt(por_decidir: Publicacion, bruno: Usuario) -> None:
    assert puede(por_decidir, bruno) == {"reintentar": YA_NO, "decidir": ""}


def test_the_titular_decides_and_tries_nothing_again(
    por_decidir: Publicacion, tomas: Usuario
) -> None:
    assert puede(por_decidir, tomas) == {"reintentar": NO_LE_TOCA, "decidir": ""}


@pytest.mark.parametrize("nombre", ["rosa", "omar", "elena"])
def test_who_only_reads_does_nothing(
    nombre: str, por_decidir: Publicacion, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(nombre)

    assert puede(por_decidir, user) == {"reintentar": NO_LE_TOCA, "decidir": NO_LE_TOCA}


def test_what_is_out_has_nothing_to_settle(pieza: Pieza, bruno: Usuario) -> None:
    assert puede(salida(pieza, "web"), bruno) == {"reintentar": YA_NO, "decidir": YA_NO}
