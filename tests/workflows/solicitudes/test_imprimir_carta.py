"""The answer as a letter: what it says, that it is kept as it was sent, that it goes along."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from core import clock
from core.models import Adjunto, Expediente, Municipio
from notifiers import deliver, mensajes
from notifiers.email import construir
from notifiers.models import Entrega, Notificacion
from tests.core.impresos.leido import texto
from tests.workflows.solicitudes.builders import (
    Despacho,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
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
    assert "could not be printed" in caplog.text
    assert avisados(solicitud, "S07I") == {"Rosa Medina", "Luis Ábrego"}


def test_one_that_cannot_be_printed_is_told_once_to_who_can_act(
    despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    monkeypatch.setattr(cartas, "CARTA", tmp_path / "no_esta.typ")

    assert actions.imprimir_las_que_esperan() == 0
    with sin_cambios(solicitud):
        actions.imprimir_las_que_esperan()
        correo(solicitud)

    entrada = ultima(solicitud)
    assert (entrada.verbo, entrada.datos) == ("carta_fallida", {"carta": "respuesta"})
    mensaje = mensajes.componer(Notificacion.objects.get(clase="S07I", usuario=despacho.jefe))
    assert mensaje.titulo == f"Una carta no se pudo imprimir: {solicitud.titulo}"
    assert "El correo sale igual" in mensaje.cuerpo
    assert mensaje.enlace.endswith(f"/e/{solicitud.codigo}/")


def test_where_no_mail_says_it_the_notice_says_that_nothing_arrived(
    despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cerrada_sin_correo(despacho)
    monkeypatch.setattr(cartas, "CARTA", tmp_path / "no_esta.typ")

    actions.imprimir_las_que_esperan()

    mensaje = mensajes.componer(Notificacion.objects.get(clase="S07I", usuario=despacho.jefe))
    assert "no dejó correo" in mensaje.cuerpo


def test_whatever_stops_one_holds_up_no_other(
    despacho: Despacho, monkeypatch: pytest.MonkeyPatch
) -> None:
    mala = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    buena = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    imprimir = cartas.en_papel

    def tropezar(solicitud: Solicitud, *args: Any, **kwargs: Any) -> bytes:
        if solicitud.pk == mala.pk:
            raise RuntimeError
        return imprimir(solicitud, *args, **kwargs)

    monkeypatch.setattr(cartas, "en_papel", tropezar)

    assert actions.imprimir_las_que_esperan() == 1
    assert buena.cartas.get().impresion == "impresa"
    assert mala.cartas.get().impresion == "fallida"
    assert avisados(mala, "S07I") == {"Rosa Medina", "Luis Ábrego"}


def test_it_is_printed_again_by_who_answers_and_the_history_says_so(
    despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solicitud = fallida(despacho, tmp_path, monkeypatch)

    adjunto = actions.reimprimir_carta(
        solicitud_id=solicitud.pk, actor=despacho.responsable, clase="respuesta"
    )

    assert "El agua llegó el martes." in letra(adjunto)
    assert solicitud.cartas.get().impresion == "impresa"
    assert ultima(solicitud).verbo == "imprimir_carta"
    assert ultima(solicitud).usuario == despacho.responsable


def test_who_does_not_answer_does_not_print_it_again(
    despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solicitud = fallida(despacho, tmp_path, monkeypatch)

    with se_niega(solicitud, "No le corresponde"):
        actions.reimprimir_carta(
            solicitud_id=solicitud.pk, actor=despacho.titular, clase="respuesta"
        )
    assert solicitud.cartas.get().impresion == "fallida"


def test_whoever_left_no_address_has_a_letter_as_soon_as_it_is_answered(
    despacho: Despacho,
) -> None:
    solicitud = cerrada_sin_correo(despacho)

    assert actions.imprimir_las_que_esperan() == 1
    assert actions.imprimir_las_que_esperan() == 0

    carta = solicitud.adjuntos.get(clase="carta")
    assert "El agua llegó el martes." in letra(carta)
    assert impresa(solicitud) == carta


def test_one_reopened_before_it_was_printed_is_not_printed(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    despacho.reabrir(solicitud)

    assert actions.imprimir_las_que_esperan() == 0
    assert not solicitud.adjuntos.exists()


def test_of_what_is_reserved_no_letter_leaves_by_mail(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    Expediente.objects.filter(pk=solicitud.pk).update(nivel_reserva=3)

    assert adjuntos_del(correo(solicitud)) == []
    actions.imprimir_las_que_esperan()
    assert solicitud.cartas.get().impresion == "impresa"


def cerrada_sin_correo(despacho: Despacho) -> Solicitud:
    despacho.solicitante.email = ""
    despacho.solicitante.save()
    return despacho.cerrar(despacho.hasta(states.ATENDIDA), sin_contacto=True)


def fallida(despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Solicitud:
    """An answer whose letter could not be printed; what kept it from being so is mended."""
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    with monkeypatch.context() as roto:
        roto.setattr(cartas, "CARTA", tmp_path / "no_esta.typ")
        actions.imprimir_las_que_esperan()
    assert solicitud.cartas.get().impresion == "fallida"
    return solicitud


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


def test_a_rehearsal_names_the_marks_that_nothing_filled(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    con = texto(queries.carta_de_prueba(solicitud, "Lo ve {destino}.", firma=despacho.jefe))
    sin = texto(queries.carta_de_prueba(solicitud, "Lo ve Obras.", firma=despacho.jefe))

    assert "Antes de enviarla, escriba lo que va en: {destino}" in con
    assert "Lo ve {destino}." in con
    assert "Antes de enviarla" not in sin
