"""Somebody else is asked to read it, when it lacks nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from channels.models import Cuenta
from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    avisados,
    avisos,
    con_imagen,
    imagen,
    se_niega,
    sin_cambios,
)
from workflows.comunicacion.models import Pieza
from workflows.plazos.models import PlazoPersona


def test_who_may_approve_it_sees_it_in_the_bell_and_has_four_hours(redaccion: Redaccion) -> None:
    pieza = redaccion.enviar(redaccion.crear())

    assert pieza.estado == "en_revision"
    assert abiertos(pieza) == {"pieza.aprobar"}
    assert avisados(pieza, "C02") == {"Bruno Salas", "Tomás Vega"}
    aviso = avisos(pieza, "C02")[0]
    assert aviso.titulo == f"Espera su aprobación: {pieza.titulo}"
    assert not aviso.entregas.exists()


def test_the_deadline_reaches_those_who_did_not_write_it(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, titulo="Abrió el muelle")
    redaccion.enviar(pieza)

    assert set(PlazoPersona.objects.values_list("papel", "usuario__nombre")) == {
        ("aprobador", "Tomás Vega")
    }


@pytest.mark.usefixtures("una_sola_persona")
def test_in_a_very_small_town_hall_it_reaches_the_author_too(redaccion: Redaccion) -> None:
    redaccion.enviar(redaccion.crear())

    assert PlazoPersona.objects.filter(usuario=redaccion.autora, papel="aprobador").exists()


@pytest.mark.parametrize(
    ("campos", "faltas"),
    [
        ({"cuerpo": ""}, {"cuerpo": ["Escriba el texto de la noticia."]}),
        ({"canales": []}, {"canales": ["Elija al menos un canal."]}),
        (
            {"imagen": imagen(), "menores_confirmado": True},
            {"imagen_alt": ["Describa la imagen: es lo que leerá quien no la ve."]},
        ),
        (
            {"imagen": imagen(), "imagen_alt": "El muelle"},
            {"menores_confirmado": ["Confirme que no se reconoce a menores, o que hay permiso."]},
        ),
        (
            {"texto_x": "a" * 290, "enlace_en_x": False},
            {"texto_x": ["X: El texto pasa del límite por 10 caracteres."]},
        ),
        (
            {"texto_facebook": "a" * 63_210},
            {"texto_facebook": ["Facebook: El texto pasa del límite por 4 caracteres."]},
        ),
    ],
)
def test_what_it_lacks_is_said_beside_each_field(
    campos: dict[str, object], faltas: dict[str, list[str]], redaccion: Redaccion
) -> None:
    pieza = redaccion.crear(**campos)

    with sin_cambios(pieza), pytest.raises(ValidationError) as error:
        redaccion.enviar(pieza)
    assert error.value.message_dict == faltas


def test_a_channel_that_was_not_chosen_is_not_asked(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(texto_x="a" * 500, canales=["web", "facebook"])

    assert redaccion.enviar(pieza).estado == "en_revision"


def test_a_channel_without_an_account_is_said(redaccion: Redaccion, facebook: Cuenta) -> None:
    pieza = redaccion.crear()
    facebook.delete()

    with pytest.raises(ValidationError) as error:
        redaccion.enviar(pieza)
    assert error.value.message_dict == {"canales": ["Facebook: No hay una cuenta conectada."]}


def test_an_account_that_waits_to_be_reconnected_stops_nobody(
    redaccion: Redaccion, facebook: Cuenta
) -> None:
    Cuenta.objects.filter(pk=facebook.pk).update(credenciales="no se puede abrir")

    assert redaccion.enviar(redaccion.crear(**con_imagen())).estado == "en_revision"


def test_only_what_is_public_is_published(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(nivel_reserva=1)

    with se_niega(pieza, "Solo se publica lo de reserva 0"):
        redaccion.enviar(pieza)


@pytest.mark.parametrize("estado", ["en_revision", "devuelta", "aprobada", "retirada"])
def test_only_a_draft_is_sent(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.enviar(pieza)


def test_others_do_not_send_it(redaccion: Redaccion, rosa: Usuario, luis: Usuario) -> None:
    pieza = redaccion.crear()

    with se_niega(pieza, "No le corresponde"):
        redaccion.enviar(pieza, actor=rosa)
    with sin_cambios(pieza), pytest.raises(Pieza.DoesNotExist):
        redaccion.enviar(pieza, actor=luis)


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.editar(redaccion.crear(), titulo="Otro")

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        redaccion.enviar(pieza, version=1)
