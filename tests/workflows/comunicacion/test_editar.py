"""Writing goes on; what was approved was another text."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Tema, Usuario
from core.transitions import StaleVersion
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    con_imagen,
    en_minutos,
    imagen,
    salida,
    salidas,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza


def test_the_history_keeps_what_was_changed_but_not_long_texts(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    redaccion.editar(pieza, cuerpo="Otro.", canales=["web", "facebook"], enlace_en_x=True)

    entrada = ultima(pieza)
    assert entrada.verbo == "editar"
    assert entrada.datos == {"cuerpo": [], "canales": ["web, facebook, twitter", "web, facebook"]}


def test_nothing_new_is_no_edition(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    with sin_cambios(pieza):
        redaccion.editar(pieza, titulo=f" {pieza.titulo} ")


def test_whoever_of_prensa_edits_it_has_written_it(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    pieza = redaccion.editar(pieza, actor=redaccion.editor, titulo="Abrió el muelle")

    assert pieza.escrita_por(redaccion.editor)
    assert pieza.escrita_por(redaccion.autora)
    assert not pieza.escrita_por(redaccion.titular)


def test_a_new_version_is_of_who_writes_it_and_of_its_author(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, cuerpo="Otro.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza, actor=redaccion.titular)
    assert Pieza.objects.get(pk=pieza.pk).escrita_por(redaccion.editor)

    pieza = redaccion.editar(pieza, titulo="Abrió el muelle")

    assert not pieza.escrita_por(redaccion.editor)
    assert pieza.escrita_por(redaccion.autora)


def test_an_approved_one_goes_back_to_draft_and_what_is_not_out_is_cancelled(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    pieza = redaccion.editar(pieza, texto_x="Abrió.")

    assert (pieza.estado, pieza.huella_aprobada, pieza.huellas) == ("borrador", "", {})
    assert salidas(pieza) == {
        "web": "publicada",
        "facebook": "cancelada",
        "twitter": "cancelada",
    }
    assert (ultima(pieza).de, ultima(pieza).a) == ("aprobada", "borrador")


def test_what_was_for_later_is_cancelled_too(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, publicar_en=en_minutos(60))

    redaccion.editar(pieza, texto_x="Abrió.")

    assert set(salidas(pieza).values()) == {"cancelada"}


def test_what_failed_needs_nobody_any_more(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "bad_media")
    pieza = redaccion.publicar(**con_imagen())
    assert abiertos(pieza) == {"publicacion.atender"}

    redaccion.editar(pieza, quitar_imagen=True)

    assert salidas(pieza)["facebook"] == "cancelada"
    assert abiertos(pieza) == set()


def test_only_the_channels_whose_content_changed_are_posted_again(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar(texto_facebook="Abrió el muelle.")
    redaccion.editar(pieza, texto_x="Ya se puede amarrar.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)
    publish.publicar()

    assert len(sandbox.posts("facebook")) == 1
    assert len(sandbox.posts("x")) == 2
    assert salidas(pieza)["facebook"] == "publicada"


def test_another_picture_is_not_described_by_the_words_for_the_first(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.crear(**con_imagen())

    pieza = redaccion.editar(pieza, imagen=imagen("gris"))

    assert pieza.imagen is not None
    assert pieza.imagen.nombre == "gris.png"
    assert (pieza.imagen_alt, pieza.menores_confirmado) == ("", False)


def test_another_picture_with_its_own_words(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(**con_imagen())

    pieza = redaccion.editar(
        pieza, imagen=imagen("gris"), imagen_alt="El muelle de noche", menores_confirmado=True
    )

    assert (pieza.imagen_alt, pieza.menores_confirmado) == ("El muelle de noche", True)


def test_the_picture_is_taken_away(redaccion: Redaccion) -> None:
    pieza = redaccion.editar(redaccion.crear(**con_imagen()), quitar_imagen=True)

    assert (pieza.imagen, pieza.imagen_alt) == (None, "")


def test_what_it_is_about_can_be_changed(redaccion: Redaccion, agua: Tema) -> None:
    pieza = redaccion.editar(redaccion.crear(), temas=[agua])

    assert list(pieza.temas.all()) == [agua]
    assert ultima(pieza).datos == {"temas": []}


@pytest.mark.parametrize("estado", ["en_revision", "devuelta", "retirada"])
def test_it_is_not_edited_while_somebody_reads_it_nor_when_it_is_gone(
    estado: str, redaccion: Redaccion
) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.editar(pieza, titulo="Otro")


@pytest.mark.parametrize("quien", ["tomas", "rosa", "elena", "omar"])
def test_others_do_not_edit_it(
    quien: str, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    pieza = redaccion.crear()

    with se_niega(pieza, "No le corresponde"):
        redaccion.editar(pieza, actor=actor, titulo="Otro")


def test_its_author_edits_it_without_being_of_prensa(redaccion: Redaccion, luis: Usuario) -> None:
    pieza = redaccion.crear(actor=luis)

    assert redaccion.editar(pieza, actor=luis, titulo="Otro").titulo == "Otro"


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.editar(redaccion.crear(), titulo="Otro")

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        redaccion.editar(pieza, titulo="Y otro", version=1)


def test_a_wrong_value_changes_nothing(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    with sin_cambios(pieza), pytest.raises(ValidationError):
        redaccion.editar(pieza, titulo="")
    with sin_cambios(pieza), pytest.raises(ValidationError):
        redaccion.editar(pieza, publicar_en=MIERCOLES)
    with sin_cambios(pieza), pytest.raises(KeyError):
        redaccion.editar(pieza, estado="aprobada")


def test_an_old_hour_may_stay_while_something_else_is_written(redaccion: Redaccion) -> None:
    pieza = redaccion.crear(publicar_en=en_minutos(5))

    with clock.moved_to(en_minutos(30)):
        assert redaccion.editar(pieza, titulo="Otro").titulo == "Otro"


def test_the_page_shows_what_was_approved_while_it_is_written_again(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    redaccion.editar(pieza, cuerpo="Un secreto.")

    assert "secreto" not in salida(pieza, "web").post["texto"]
    assert Pieza.objects.get(pk=pieza.pk).cuerpo == "Un secreto."
