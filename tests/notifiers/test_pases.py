"""Which steps a mail offers, and what becomes of each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from core.models import Expediente, Usuario
from core.transitions import verbs
from notifiers import deliver, enlaces, pases, render
from notifiers.kinds import ALL
from notifiers.mensajes import Mensaje
from notifiers.models import Entrega, Notificacion
from notifiers.pases import YaUsado
from ops.sandbox.client import Sandbox
from tests.workflows.compromisos.builders import Oficina

pytestmark = pytest.mark.django_db

VENCE = date(2026, 12, 4)


def mensaje(usuario: Usuario, clase: str) -> Mensaje:
    """The last mail of this kind to somebody, as it would leave now."""
    entrega = Entrega.objects.filter(
        notificacion__usuario=usuario, notificacion__clase=clase
    ).latest("pk")
    paquete = deliver.empaquetar([entrega])
    assert paquete is not None
    return paquete.envio.mensaje


def pasos(usuario: Usuario, clase: str) -> list[str]:
    return [paso.etiqueta for paso in mensaje(usuario, clase).pasos]


def test_it_offers_what_its_reader_can_do_by_then(oficina: Oficina) -> None:
    compromiso = oficina.crear(fecha=VENCE)
    assert pasos(oficina.responsable, "T01") == ["Aceptar", "Objetar", "Pedir prórroga"]

    oficina.aceptar(compromiso)
    assert pasos(oficina.responsable, "T01") == [
        "Reportar cumplido",
        "Informar del avance",
        "Pedir prórroga",
    ]

    oficina.reportar_cumplida(compromiso)
    assert pasos(oficina.responsable, "T01") == []
    assert pasos(oficina.monitor, "T06") == ["Verificar y cerrar", "Devolver con motivo"]


def test_of_an_errand_that_nobody_verifies_it_offers_to_close_it(oficina: Oficina) -> None:
    oficina.aceptar(oficina.tarea(fecha=VENCE))

    assert pasos(oficina.responsable, "T01") == [
        "Dar por cumplida",
        "Informar del avance",
        "Pedir prórroga",
    ]


def test_text_and_html_carry_them(oficina: Oficina) -> None:
    oficina.crear(fecha=VENCE)
    escrito = mensaje(oficina.responsable, "T01")

    for cuerpo in (render.texto(escrito), render.html(escrito)):
        for paso in escrito.pasos:
            assert paso.enlace in cuerpo
        assert "9 de diciembre de 2026" in cuerpo


def test_a_second_attempt_carries_the_same(oficina: Oficina) -> None:
    oficina.crear(fecha=VENCE)

    assert mensaje(oficina.responsable, "T01") == mensaje(oficina.responsable, "T01")


@pytest.mark.parametrize("nivel", [3, 4])
def test_of_what_is_reserved_it_offers_none(oficina: Oficina, nivel: int) -> None:
    oficina.crear(fecha=VENCE, nivel_reserva=nivel)

    assert pasos(oficina.responsable, "T01") == []


def test_a_town_hall_that_wants_none_gets_none(oficina: Oficina) -> None:
    oficina.crear(fecha=VENCE)

    with override_settings(PASE_DIAS=0):
        assert pasos(oficina.responsable, "T01") == []


def test_no_row_keeps_the_secret(oficina: Oficina) -> None:
    oficina.crear(fecha=VENCE)
    aviso = Notificacion.objects.get(usuario=oficina.responsable, clase="T01")
    firma = enlaces.pase(aviso, "aceptar").rstrip("/").rpartition(".")[2]

    for fila in (*Notificacion.objects.values(), *Entrega.objects.values()):
        assert firma not in str(fila)


def test_it_is_used_once_for_each_step(oficina: Oficina) -> None:
    oficina.crear(fecha=VENCE)
    aviso = Notificacion.objects.get(usuario=oficina.responsable, clase="T01")
    for verbo in ("aceptar", "reportar_cumplida"):
        pase = pases.leer(enlaces.pase(aviso, verbo).split("/")[2])
        assert pase is not None
        assert pase.usado() is None

        pases.gastar(pase)

        assert pase.usado() is not None
        with pytest.raises(YaUsado):
            pases.gastar(pase)


def test_every_step_it_offers_is_one_of_some_process() -> None:
    conocidos = {verbo for clase in Expediente.clases().values() for verbo, *_ in verbs(clase)}
    assert {verbo for kind in ALL for verbo in kind.pasos} <= conocidos


def test_steps_of_a_mail_more_are_offered_without_another_query(
    oficina: Oficina, buzon: Sandbox
) -> None:
    # Each mail is settled by itself; all else is read for the batch.
    def entregar(cuantos: int) -> int:
        for _uno in range(cuantos):
            oficina.crear(fecha=VENCE)
        with CaptureQueriesContext(connection) as hechas:
            assert deliver.entregar() == cuantos
        return len([una for una in hechas if "UPDATE notifiers_entrega SET" not in una["sql"]])

    entregar(1)

    assert entregar(9) == entregar(2)
    assert all("Pedir prórroga" in mail["text"] for mail in buzon.mails())
