"""Somebody else approves exactly what he read, and it goes out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from channels.models import Cuenta, Publicacion
from core import clock, transitions
from core.models import Suplencia, Usuario
from core.transitions import StaleVersion
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    avisados,
    avisos,
    con_imagen,
    en_minutos,
    salida,
    salidas,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza


@pytest.fixture
def enviada(redaccion: Redaccion) -> Pieza:
    return redaccion.hasta(states.EN_REVISION)


def test_the_portal_has_it_at_once_and_the_networks_wait_for_a_worker(
    redaccion: Redaccion, enviada: Pieza
) -> None:
    pieza = redaccion.aprobar(enviada)

    assert pieza.estado == "aprobada"
    assert salidas(pieza) == {
        "web": "publicada",
        "facebook": "pendiente",
        "twitter": "pendiente",
    }
    assert salida(pieza, "web").url == f"/p/{pieza.token}"


def test_the_approval_is_bound_to_what_was_read(redaccion: Redaccion, enviada: Pieza) -> None:
    huella = queries.huella(enviada)

    pieza = redaccion.aprobar(enviada)

    assert pieza.huella_aprobada == huella
    assert ultima(pieza).datos == {"huella": huella, "canales": ["web", "facebook", "twitter"]}
    assert {fila.canal: fila.huella for fila in pieza.publicaciones.all()} == pieza.huellas


def test_what_is_frozen_is_what_each_channel_gets(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(
        states.APROBADA, texto_facebook="¡Ya abrió el muelle!", texto_x="Abrió.", **con_imagen()
    )

    posts = {canal: salida(pieza, canal).post for canal in pieza.canales}
    assert posts["web"]["texto"] == (
        '<p class="entradilla">Ochenta familias de pescadores ya lo usan.</p>\n'
        "<p>El <strong>muelle</strong> mide 40 metros.</p>\n"
    )
    assert posts["facebook"]["texto"] == "¡Ya abrió el muelle!"
    assert posts["twitter"]["texto"] == "Abrió."
    assert {post["alt"] for post in posts.values()} == {"El muelle, con tres lanchas"}
    assert {post["enlace"] for post in posts.values()} == {queries.permalink(pieza)}
    assert {salida(pieza, canal).imagen for canal in posts} == {pieza.imagen}


def test_the_link_on_x_is_an_option(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, enlace_en_x=False)

    assert salida(pieza, "twitter").post["enlace"] is None
    assert salida(pieza, "facebook").post["enlace"] == queries.permalink(pieza)


def test_without_a_page_there_is_no_link_to_it(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["facebook"])

    assert salidas(pieza) == {"facebook": "pendiente"}
    assert salida(pieza, "facebook").post["enlace"] is None


def test_with_an_hour_everything_waits_for_it(redaccion: Redaccion) -> None:
    hora = en_minutos(90)

    pieza = redaccion.hasta(states.APROBADA, publicar_en=hora)

    assert set(salidas(pieza).values()) == {"programada"}
    assert {fila.programada_para for fila in pieza.publicaciones.all()} == {hora}


def test_an_hour_that_passed_meanwhile_means_now(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION, publicar_en=en_minutos(5))

    with clock.moved_to(en_minutos(30)):
        redaccion.aprobar(pieza)
        assert salidas(pieza)["web"] == "publicada"
        assert salidas(pieza)["facebook"] == "pendiente"


def test_who_wrote_it_is_told_in_the_bell(redaccion: Redaccion, enviada: Pieza) -> None:
    pieza = redaccion.aprobar(enviada)

    assert avisados(pieza, "C03") == {"Paula Quintero"}
    [aviso] = avisos(pieza, "C03")
    assert aviso.titulo == f"Aprobada: {pieza.titulo}"
    assert not aviso.entregas.exists()
    assert abiertos(pieza) == set()


def test_the_titular_may(redaccion: Redaccion, enviada: Pieza) -> None:
    assert redaccion.aprobar(enviada, actor=redaccion.titular).estado == "aprobada"


def test_who_writes_does_not_approve(redaccion: Redaccion, enviada: Pieza) -> None:
    with se_niega(enviada, "Quien la escribe no la aprueba"):
        redaccion.aprobar(enviada, actor=redaccion.autora)


def test_who_edited_it_last_does_not_approve_it(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, titulo="Abrió el muelle")
    redaccion.enviar(pieza)

    with se_niega(pieza, "Quien la escribe no la aprueba"):
        redaccion.aprobar(pieza)


def test_who_rewrote_it_does_not_approve_it_though_another_touched_it_last(
    redaccion: Redaccion, luis: Usuario
) -> None:
    pieza = redaccion.crear(actor=luis)
    redaccion.editar(pieza, actor=redaccion.editor, cuerpo="Todo esto lo escribe Bruno.")
    redaccion.editar(pieza, actor=redaccion.autora, titulo="Abrió el muelle,")
    redaccion.enviar(pieza)

    for escritor in (redaccion.editor, redaccion.autora):
        with se_niega(pieza, "Quien la escribe no la aprueba"):
            redaccion.aprobar(pieza, actor=escritor)
    assert queries.aprobadores(pieza) == [redaccion.titular]
    assert redaccion.aprobar(pieza, actor=redaccion.titular).estado == "aprobada"


def test_who_wrote_it_before_it_was_returned_wrote_it_still(
    redaccion: Redaccion, luis: Usuario
) -> None:
    pieza = redaccion.crear(actor=luis)
    redaccion.editar(pieza, actor=redaccion.editor, cuerpo="Otro.")
    redaccion.enviar(pieza)
    redaccion.devolver(pieza, actor=redaccion.titular)
    redaccion.corregir(pieza)
    redaccion.editar(pieza, titulo="Abrió el muelle")
    redaccion.enviar(pieza)

    with se_niega(pieza, "Quien la escribe no la aprueba"):
        redaccion.aprobar(pieza)


def test_who_wrote_a_version_that_another_approved_may_approve_the_next(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, cuerpo="Otro.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza, actor=redaccion.titular)
    redaccion.editar(pieza, titulo="Abrió el muelle")
    redaccion.enviar(pieza)

    assert redaccion.aprobar(pieza).estado == "aprobada"


def test_who_began_it_never_approves_it(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    redaccion.editar(pieza, actor=redaccion.editor, titulo="Abrió el muelle")
    redaccion.enviar(pieza)

    with se_niega(pieza, "Quien la escribe no la aprueba"):
        redaccion.aprobar(pieza, actor=redaccion.autora)


def test_two_roles_do_not_make_two_people(redaccion: Redaccion) -> None:
    redaccion.autora.groups.add(Group.objects.get(name="titular"))
    autora = Usuario.objects.get(pk=redaccion.autora.pk)
    pieza = redaccion.hasta(states.EN_REVISION)

    with se_niega(pieza, "Quien la escribe no la aprueba"):
        redaccion.aprobar(pieza, actor=autora)


@pytest.mark.usefixtures("una_sola_persona")
def test_in_a_very_small_town_hall_who_writes_approves_and_it_leaves_a_mark(
    redaccion: Redaccion, enviada: Pieza
) -> None:
    pieza = redaccion.aprobar(enviada, actor=redaccion.autora)

    assert pieza.estado == "aprobada"
    assert ultima(pieza).datos["sin_separacion"] is True


def test_who_stands_in_for_the_titular_does_not_approve_his_own_work(
    redaccion: Redaccion, enviada: Pieza
) -> None:
    Suplencia.objects.create(
        titular=redaccion.titular,
        suplente=redaccion.autora,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=5),
    )

    with se_niega(enviada, "Quien la escribe no la aprueba"):
        redaccion.aprobar(enviada, actor=redaccion.autora)
    [paso] = [uno for uno in transitions.steps(enviada, redaccion.autora) if uno.verb == "aprobar"]
    assert not paso.allowed
    assert list(queries.esperan_a(redaccion.autora)) == []


def test_a_substitute_approves_and_the_history_says_for_whom(
    redaccion: Redaccion, enviada: Pieza, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=redaccion.titular,
        suplente=marta,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=5),
    )

    redaccion.aprobar(enviada, actor=marta)

    assert (ultima(enviada).usuario, ultima(enviada).por) == (marta, redaccion.titular)


@pytest.mark.parametrize("quien", ["rosa", "elena", "carmen", "omar"])
def test_nobody_else_approves(
    quien: str, redaccion: Redaccion, enviada: Pieza, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with se_niega(enviada, "No le corresponde"):
        redaccion.aprobar(enviada, actor=actor)


def test_who_may_not_see_it_does_not_find_it(
    redaccion: Redaccion, enviada: Pieza, luis: Usuario
) -> None:
    with sin_cambios(enviada), pytest.raises(Pieza.DoesNotExist):
        redaccion.aprobar(enviada, actor=luis)


@pytest.mark.parametrize("estado", ["borrador", "devuelta", "aprobada", "retirada"])
def test_only_what_is_in_review_is_approved(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.aprobar(pieza)


def test_what_is_no_longer_what_was_read_is_refused(redaccion: Redaccion, enviada: Pieza) -> None:
    leida = queries.huella(enviada)
    redaccion.devolver(enviada)
    redaccion.corregir(enviada)
    redaccion.editar(enviada, texto_x="Otra cosa.")
    redaccion.enviar(enviada)

    with se_niega(enviada, "ya no es lo que usted leyó"):
        actions.aprobar(pieza_id=enviada.pk, actor=redaccion.editor, huella=leida)


@pytest.mark.parametrize(
    "cambio",
    [
        {"titulo": "Otro"},
        {"entradilla": "Otra."},
        {"cuerpo": "Otro."},
        {"texto_facebook": "Otro."},
        {"texto_x": "Otro."},
        {"imagen_alt": "Otra"},
        {"canales": ["web"]},
        {"enlace_en_x": False},
        {"publicar_en": MIERCOLES + timedelta(hours=1)},
    ],
)
def test_everything_that_is_published_is_part_of_the_hash(
    cambio: dict[str, object], redaccion: Redaccion
) -> None:
    pieza = redaccion.crear(**con_imagen())
    antes = queries.huella(pieza)

    redaccion.editar(pieza, **cambio)

    assert queries.huella(Pieza.objects.get(pk=pieza.pk)) != antes


def test_a_stale_form_is_refused(redaccion: Redaccion, enviada: Pieza) -> None:
    with sin_cambios(enviada), pytest.raises(StaleVersion):
        redaccion.aprobar(enviada, version=1)


def test_what_a_channel_would_refuse_is_not_approved(
    redaccion: Redaccion, enviada: Pieza, x: Cuenta
) -> None:
    x.delete()

    with sin_cambios(enviada), pytest.raises(ValidationError) as error:
        redaccion.aprobar(enviada)
    assert error.value.message_dict == {"canales": ["X: No hay una cuenta conectada."]}


def test_while_posting_is_stopped_everything_is_held_the_portal_too(
    redaccion: Redaccion, enviada: Pieza
) -> None:
    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")

    redaccion.aprobar(enviada)

    assert set(salidas(enviada).values()) == {"retenida"}


def test_approving_the_same_text_again_posts_nothing_twice(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    redaccion.editar(pieza, cuerpo="El muelle mide 41 metros.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)

    de_facebook = Publicacion.objects.filter(expediente=pieza.pk, canal="facebook")
    assert [fila.estado for fila in de_facebook] == ["pendiente"]
    de_web = Publicacion.objects.filter(expediente=pieza.pk, canal="web").order_by("pk")
    assert [fila.estado for fila in de_web] == ["publicada", "publicada"]
