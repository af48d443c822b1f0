"""The answer as a letter: what it says, that it is kept as it was sent, that it goes along."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest

from core import clock
from core.models import Adjunto, Municipio
from notifiers import deliver
from notifiers.email import construir
from notifiers.models import Entrega
from tests.core.impresos.leido import texto
from tests.workflows.solicitudes.builders import Despacho, se_niega
from workflows.solicitudes import actions, cartas, publico, queries, states
from workflows.solicitudes.models import Solicitud


def letra(adjunto: Adjunto) -> str:
    with adjunto.archivo.open("rb") as archivo:
        return texto(archivo.read())


def impresa(solicitud: Solicitud) -> Adjunto:
    return actions.imprimir_carta(solicitud_id=solicitud.pk)


def correo(solicitud: Solicitud) -> list[Message]:
    """The parts of the mail with its answer."""
    entrega = Entrega.objects.get(
        notificacion__clase="respuesta", notificacion__expediente=solicitud.pk
    )
    paquete = deliver.empaquetar([entrega])
    assert paquete is not None
    return list(construir(paquete.envio).message().walk())


def adjuntos_del(partes: list[Message]) -> list[str]:
    return [nombre for parte in partes if (nombre := parte.get_filename())]


def test_it_says_who_asked_what_and_what_was_answered_by_whom(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))

    leida = letra(impresa(solicitud))

    for dicho in (
        Municipio.actual().nombre,
        solicitud.codigo,
        solicitud.titulo,
        despacho.solicitante.nombre,
        "El agua llegó el martes. Gracias por avisarnos.",
        despacho.jefe.nombre,
    ):
        assert dicho in leida


def test_what_is_typed_comes_out_as_it_was_typed(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA, titulo='#panic("x") $a$ *b*')
    despacho.cerrar(solicitud, respuesta="Precio: $5 por m2 #1 *no* _sí_ <b>")

    leida = letra(impresa(solicitud))

    assert "Precio: $5 por m2 #1 *no* _sí_ <b>" in leida
    assert '#panic("x") $a$ *b*' in leida


def test_it_is_printed_once_and_stays_as_it_was(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    primera = impresa(solicitud)
    Municipio.objects.update(nombre="Otro nombre")
    Municipio.olvidar()

    assert impresa(solicitud) == primera
    assert "Otro nombre" not in letra(primera)
    assert Adjunto.objects.filter(expediente=solicitud.pk).count() == 1


def test_another_answer_is_another_letter(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    primera = impresa(solicitud)
    with clock.moved_to(clock.now() + timedelta(days=7)):
        despacho.reabrir(solicitud)
        with se_niega(solicitud, "Todavía no tiene respuesta."):
            impresa(solicitud)
        despacho.rechazar(solicitud_elevada(despacho, solicitud))
        despacho.cerrar(solicitud, respuesta="No se puede este año.")
        segunda = impresa(solicitud)

    assert segunda != primera
    assert "No se puede este año." in letra(segunda)


def solicitud_elevada(despacho: Despacho, solicitud: Solicitud) -> Solicitud:
    return despacho.elevar(Solicitud.objects.get(pk=solicitud.pk))


def test_whoever_asked_for_the_same_has_a_letter_of_his_own(despacho: Despacho) -> None:
    principal = despacho.hasta(states.ATENDIDA)
    igual = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)
    despacho.cerrar(principal)

    leida = letra(impresa(igual))

    assert igual.codigo in leida
    assert principal.codigo not in leida
    assert "El agua llegó el martes." in leida


def test_it_goes_along_with_the_mail(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))

    assert adjuntos_del(correo(solicitud)) == [f"Respuesta {solicitud.codigo}.pdf"]


def test_a_mail_whose_letter_cannot_be_printed_leaves_without_it_and_says_so(
    despacho: Despacho,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    monkeypatch.setattr(cartas, "CARTA", tmp_path / "no_esta.typ")

    with caplog.at_level(logging.WARNING):
        partes = correo(solicitud)

    assert adjuntos_del(partes) == []
    assert "leaves without a letter" in caplog.text


def test_nothing_goes_along_with_other_mails(despacho: Despacho) -> None:
    solicitud = despacho.registrar()
    entrega = Entrega.objects.get(
        notificacion__clase="S01", notificacion__actor=solicitud.solicitante
    )
    paquete = deliver.empaquetar([entrega])

    assert paquete is not None
    assert paquete.envio.archivos == ()


def test_whoever_follows_it_on_the_portal_finds_the_letter(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    carta = impresa(solicitud)

    assert carta in publico.archivos_de(solicitud)


def test_a_rehearsal_keeps_nothing(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    papel = queries.carta_de_prueba(solicitud, "Un ensayo.", firma=despacho.jefe)

    assert "Un ensayo." in texto(papel)
    assert not Adjunto.objects.exists()
