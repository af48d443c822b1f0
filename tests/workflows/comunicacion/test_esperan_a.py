"""What waits for a person: to write, to approve, to mend."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Suplencia, Usuario
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import queries, states


def esperan(user: Usuario) -> set[str]:
    return {pieza.titulo for pieza in queries.esperan_a(Usuario.objects.get(pk=user.pk))}


def test_an_author_goes_on_writing_and_corrects(redaccion: Redaccion) -> None:
    for estado, _nombre in states.ESTADOS:
        redaccion.hasta(estado, titulo=estado)

    assert esperan(redaccion.autora) == {"borrador", "devuelta"}


def test_whoever_edited_it_last_does_too(redaccion: Redaccion, luis: Usuario) -> None:
    pieza = redaccion.crear(actor=luis)
    redaccion.editar(pieza, titulo="Tocada")

    assert esperan(redaccion.autora) == esperan(luis) == {"Tocada"}


def test_those_who_may_approve_it_read_it(redaccion: Redaccion, elena: Usuario) -> None:
    redaccion.hasta(states.EN_REVISION, titulo="Muelle")

    assert esperan(redaccion.editor) == esperan(redaccion.titular) == {"Muelle"}
    assert esperan(redaccion.autora) == esperan(elena) == set()


@pytest.mark.usefixtures("una_sola_persona")
def test_in_a_very_small_town_hall_its_author_approves_it(redaccion: Redaccion) -> None:
    redaccion.hasta(states.EN_REVISION, titulo="Muelle")

    assert esperan(redaccion.autora) == {"Muelle"}


def test_who_stands_in_for_an_approver_reads_it(redaccion: Redaccion, marta: Usuario) -> None:
    Suplencia.objects.create(
        titular=redaccion.titular,
        suplente=marta,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=3),
    )
    redaccion.hasta(states.EN_REVISION, titulo="Muelle")

    assert esperan(marta) == {"Muelle"}
    assert queries.esperan_a(marta).get().por_id == redaccion.titular.pk  # type: ignore[attr-defined]


def test_who_wrote_in_the_place_of_another_does_not_go_on_when_that_is_over(
    redaccion: Redaccion, marta: Usuario, elena: Usuario
) -> None:
    for titular, suplente in ((redaccion.autora, marta), (marta, elena)):
        Suplencia.objects.create(
            titular=titular, suplente=suplente, desde=clock.today(), hasta=clock.today()
        )
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=Usuario.objects.get(pk=marta.pk), titulo="Tocada")

    assert esperan(marta) == {"Tocada"}
    assert esperan(elena) == set()
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert esperan(marta) == set()
        assert esperan(redaccion.autora) == {"Tocada"}


def test_who_stands_in_for_an_author_does_not_approve_the_piece_of_the_author(
    redaccion: Redaccion, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=redaccion.autora,
        suplente=marta,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=3),
    )
    redaccion.hasta(states.EN_REVISION, titulo="Muelle")
    redaccion.hasta(states.DEVUELTA, titulo="Puente")

    assert esperan(marta) == {"Puente"}


def test_prensa_mends_what_did_not_go_out(
    redaccion: Redaccion, sandbox: Sandbox, luis: Usuario
) -> None:
    sandbox.fault("x", "bad_media")
    redaccion.publicar(titulo="Fallida", **con_imagen())
    redaccion.publicar(titulo="Bien")

    assert esperan(redaccion.autora) == esperan(redaccion.editor) == {"Fallida"}
    assert esperan(redaccion.titular) == esperan(luis) == set()


def test_what_must_be_approved_sooner_comes_first(redaccion: Redaccion) -> None:
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        redaccion.hasta(states.EN_REVISION, titulo="Después")
    redaccion.hasta(states.EN_REVISION, titulo="Antes")

    assert [pieza.titulo for pieza in queries.esperan_a(redaccion.editor)] == ["Antes", "Después"]
