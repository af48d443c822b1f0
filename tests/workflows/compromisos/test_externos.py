"""Who answers from outside: chosen, reached, and what becomes of a mail that came back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core import catalogos, externos
from core.models import Actor, Usuario
from notifiers import claims, deliver, mensajes
from notifiers.base import Outcome
from notifiers.models import Entrega, Notificacion
from tests.workflows.compromisos.builders import (
    Oficina,
    avisados,
    esta_vencido,
    falta,
    medios,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import actions
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def test_there_is_one_for_each_actor(vial: Actor) -> None:
    assert externos.de(vial) == externos.de(vial)
    assert not externos.de(vial).has_usable_password()
    assert externos.de(vial).roles == frozenset()


@pytest.mark.parametrize("correo", ["", "no es un correo", "a@b.test\nBcc: x@y.test"])
def test_without_an_address_nobody_answers(vial: Actor, correo: str) -> None:
    vial.email = correo
    with pytest.raises(ValidationError) as error:
        externos.de(vial)
    assert set(error.value.message_dict) == {"externo"}


def test_an_institution_is_greeted_by_its_whole_name(oficina: Oficina, vial: Actor) -> None:
    compromiso = oficina.crear(responsable=vial)
    Actor.objects.filter(pk=vial.pk).update(nombre="Constructora Vial del Istmo")
    Usuario.objects.filter(actor=vial).update(nombre="Constructora Vial del Istmo")

    aviso = Notificacion.objects.get(clase="T01", expediente=compromiso.pk)
    assert mensajes.componer(aviso).saludo == "Buen día, Constructora Vial del Istmo:"


def test_mails_go_where_the_catalogue_says_today(
    oficina: Oficina, vial: Actor, ines: Usuario
) -> None:
    oficina.crear(responsable=vial)
    catalogos.editar(
        modelo=Actor, pk=vial.pk, actor=ines, campos={"email": "b@vial.test", "nombre": "Vial SA"}
    )

    (paquete,) = map(deliver.empaquetar, [[Entrega.objects.get(notificacion__clase="T01")]])

    assert paquete is not None
    assert paquete.envio.direccion == "b@vial.test"
    assert Usuario.objects.get(actor=vial).nombre == "Vial SA"


def test_an_actor_with_the_address_of_an_official_is_not_that_official(
    oficina: Oficina, vial: Actor, tomas: Usuario
) -> None:
    Actor.objects.filter(pk=vial.pk).update(email=tomas.email)
    vial.refresh_from_db()

    assert externos.de(vial) != tomas
    assert externos.de(vial).email != tomas.email


@pytest.mark.parametrize("nivel", [3, 4])
def test_what_is_reserved_is_not_given_outside(oficina: Oficina, vial: Actor, nivel: int) -> None:
    compromiso = oficina.crear(responsable=vial)

    with falta(compromiso, "nivel_reserva"):
        oficina.editar(compromiso, nivel_reserva=nivel)


def test_who_follows_it_sends_the_link_again(oficina: Oficina, vial: Actor) -> None:
    compromiso = oficina.crear(responsable=vial)

    actions.enviar_enlace(compromiso_id=compromiso.pk, actor=oficina.monitor)

    assert avisados(compromiso, "T01E") == {"Vial"}
    assert ultima(compromiso).verbo == "enviar_enlace"


@pytest.mark.parametrize("accion", [actions.enviar_enlace, actions.revocar_enlace])
def test_nobody_else_does(oficina: Oficina, vial: Actor, omar: Usuario, accion) -> None:
    compromiso = oficina.crear(responsable=vial)

    with se_niega(compromiso, "No le corresponde"):
        accion(compromiso_id=compromiso.pk, actor=omar)
    with esta_vencido(compromiso):
        accion(compromiso_id=compromiso.pk, actor=oficina.programador, version=vencida(compromiso))


@pytest.mark.parametrize("accion", [actions.enviar_enlace, actions.revocar_enlace])
def test_who_has_an_account_needs_none(oficina: Oficina, accion) -> None:
    compromiso = oficina.crear()

    with se_niega(compromiso, "tiene cuenta"):
        accion(compromiso_id=compromiso.pk, actor=oficina.programador)


def test_a_mail_that_came_back_is_told_once_in_the_bell(oficina: Oficina, vial: Actor) -> None:
    compromiso = oficina.crear(responsable=vial)
    entrega = _devuelto(compromiso)

    assert actions.avisar_devueltos() == 1
    assert actions.avisar_devueltos() == 0

    assert avisados(compromiso, "T11") == {oficina.programador.nombre}
    assert medios(compromiso, "T11") == []
    assert ultima(compromiso).escrito.texto == entrega.error
    aviso = Notificacion.objects.get(clase="T11")
    assert "Vial" in aviso.titulo


def test_one_to_an_official_is_not(oficina: Oficina) -> None:
    _devuelto(oficina.crear())

    assert actions.avisar_devueltos() == 0


def _devuelto(compromiso: Compromiso) -> Entrega:
    """The server refuses the address for good."""
    (entrega,) = claims.reclamar("correo", 1)
    claims.asentar([entrega], Outcome(permanente=True, error="El servidor rechazó la dirección."))
    return Entrega.objects.get(pk=entrega.pk)
