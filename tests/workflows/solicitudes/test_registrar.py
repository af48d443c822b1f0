"""Taking a request in."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from notifiers.models import Entrega, Notificacion
from tests.workflows.solicitudes.builders import Despacho, abiertos, avisados, ultima
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def test_it_has_a_code_an_author_and_a_first_line_of_history(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    assert solicitud.codigo == f"SOL-{clock.today().year}-00001"
    assert solicitud.estado == "registrada"
    assert solicitud.papeles == {("autor", despacho.asistente.pk)}
    assert (ultima(solicitud).verbo, ultima(solicitud).a) == ("registrar", "registrada")


def test_it_crosses_who_asks_and_for_whom(despacho: Despacho, agua: Tema, el_roble: Lugar) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")

    solicitud = despacho.registrar(representa_a=escuela, temas=[agua], lugares=[el_roble])

    assert set(solicitud.actores.all()) == {despacho.solicitante, escuela}
    assert (solicitud.temas.get(), solicitud.lugares.get()) == (agua, el_roble)


def test_its_clocks_run(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    assert abiertos(solicitud) == {"solicitud.legal", "solicitud.meta", "solicitud.analisis"}


def test_a_type_without_term_has_no_legal_clock(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar(tipo=invitacion)

    assert "solicitud.legal" not in abiertos(solicitud)


def test_the_applicant_has_a_receipt_by_mail_and_the_jefe_a_line_in_the_bell(
    despacho: Despacho,
) -> None:
    solicitud = despacho.registrar()

    assert avisados(solicitud, "S01") == {"Junta Comunal El Roble", "Rosa Medina"}
    assert Entrega.objects.get().notificacion.actor == despacho.solicitante


def test_the_receipt_carries_the_letter_of_its_type(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar(tipo=invitacion, titulo="Feria del mar")

    acuse = Notificacion.objects.get(actor=despacho.solicitante).datos["acuse"]
    assert acuse.startswith("Gracias por su invitación «Feria del mar».")
    assert solicitud.codigo in acuse


def test_an_applicant_without_address_has_no_receipt(despacho: Despacho) -> None:
    vecina = Actor.objects.create(nombre="Dalys Mora", telefono="6000-0000")

    solicitud = despacho.registrar(solicitante=vecina)

    assert avisados(solicitud, "S01") == {"Rosa Medina"}


def test_the_jefe_is_not_told_of_what_she_registered_herself(despacho: Despacho) -> None:
    solicitud = despacho.registrar(actor=despacho.jefe)

    assert avisados(solicitud, "S01") == {"Junta Comunal El Roble"}


@pytest.mark.parametrize("grado", [3, 4])
def test_what_no_role_reads_names_its_jefe_who_is_told_and_handles_it(
    grado: int, despacho: Despacho
) -> None:
    solicitud = despacho.registrar(nivel_reserva=grado)

    assert solicitud.papeles == {("autor", despacho.asistente.pk), ("jefe", despacho.jefe.pk)}
    assert avisados(solicitud, "S01") == {"Junta Comunal El Roble", "Rosa Medina"}
    assert list(queries.esperan_a(despacho.jefe)) == [solicitud]
    assert despacho.analizar(solicitud).estado == "en_analisis"


@pytest.mark.parametrize("quien", ["tomas", "luis", "elena", "paula", "omar", "gabriel"])
def test_who_does_not_receive_requests_may_not(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with pytest.raises(NotAllowed, match="No le corresponde"):
        despacho.registrar(actor=actor)

    assert not Solicitud.objects.exists()


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"titulo": "   "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"canal": "paloma"}, "canal"),
        ({"prioridad": 5}, "prioridad"),
        ({"nivel_reserva": 9}, "nivel_reserva"),
        ({"lugar_texto": "a" * 161}, "lugar_texto"),
        ({"hora_evento": time(10)}, "fecha_evento"),
        ({"fecha_recepcion": date(2026, 9, 10)}, "fecha_recepcion"),
    ],
)
def test_bad_data_names_its_field_and_writes_nothing(
    campos: dict[str, Any], campo: str, despacho: Despacho
) -> None:
    with pytest.raises(ValidationError) as refusal:
        despacho.registrar(**campos)

    assert list(refusal.value.message_dict) == [campo]
    assert not Solicitud.objects.exists()


def test_what_its_type_asks_for_is_kept(despacho: Despacho, invitacion: TipoSolicitud) -> None:
    pedido = {
        "fecha_evento": date(2026, 9, 20),
        "fecha_limite_rsvp": date(2026, 9, 15),
        "papel_esperado": "Unas palabras",
        "otras_autoridades": "El gobernador",
        "asistentes": 80,
        "quien_paga": "La junta",
        "interes_representado": "Los productores",
        "materia": "El mercado",
    }

    solicitud = despacho.registrar(tipo=invitacion, **pedido)

    guardada = Solicitud.objects.get(pk=solicitud.pk)
    assert {campo: getattr(guardada, campo) for campo in pedido} == pedido
    assert states.EVENTO in abiertos(solicitud)


def test_who_invites_must_know_before_the_event(despacho: Despacho) -> None:
    with pytest.raises(ValidationError) as error:
        despacho.registrar(fecha_evento=date(2026, 9, 20), fecha_limite_rsvp=date(2026, 9, 21))

    assert set(error.value.message_dict) == {"fecha_limite_rsvp"}


def test_a_retired_type_takes_no_new_requests(despacho: Despacho) -> None:
    despacho.tipo.activo = False

    with pytest.raises(ValidationError, match="ya no se usa"):
        despacho.registrar()


def test_it_may_have_been_received_days_ago(despacho: Despacho) -> None:
    solicitud = despacho.registrar(fecha_recepcion=clock.today() - timedelta(days=5))

    assert solicitud.fecha_recepcion == date(2026, 9, 4)
