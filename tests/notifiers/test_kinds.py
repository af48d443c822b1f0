"""Every kind of notice has its words, for whoever may receive it, in every state of knowledge."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, Expediente, Usuario
from notifiers import kinds, mensajes
from notifiers.kinds import KINDS
from notifiers.models import Notificacion
from tests.notifiers.builders import avisar

pytestmark = pytest.mark.django_db

LO_QUE_PIDE_EL_DOMINIO = {
    "S01", "S02", "S03", "S04", "S05", "T01", "T02", "T03", "T04", "T06", "T07", "T08",
    "M02", "M03", "M06", "C01", "C02", "C03", "C05", "C06",
}  # fmt: skip
SIN_EXPEDIENTE = {"C06", "invitacion"}
HECHOS = {
    "verbo": "devolver",
    "quien": "Rosa Medina",
    "motivo": "Falta la firma del ministerio.",
    "canal": "Facebook",
    "respuesta": "Los planos se entregan el lunes.",
    "veces": 3,
}


def escrito(expediente: Expediente, luis: Usuario, codigo: str, **datos: Any) -> mensajes.Mensaje:
    caso = None if codigo in SIN_EXPEDIENTE else expediente
    (entrega,) = avisar(caso, luis, kind=codigo, **datos)
    return mensajes.componer(entrega.notificacion)


def test_the_alerts_of_the_domain_are_all_declared() -> None:
    assert set(KINDS) >= LO_QUE_PIDE_EL_DOMINIO


@pytest.mark.parametrize("codigo", ["S04", "S05", "C05", "C06"])
def test_those_the_domain_makes_compulsory_are(codigo: str) -> None:
    assert KINDS[codigo].obligatoria


@pytest.mark.parametrize("codigo", sorted(set(KINDS) - {"resumen"}))
@pytest.mark.parametrize("datos", [{}, HECHOS, {"verbo": "aprobar"}], ids=["bare", "full", "short"])
def test_every_kind_says_something_whole(
    expediente: Expediente, luis: Usuario, codigo: str, datos: dict[str, object]
) -> None:
    mensaje = escrito(expediente, luis, codigo, **datos)

    assert mensaje.asunto[0].isupper()
    assert len(mensaje.cuerpo) > 30
    assert "None" not in mensaje.asunto + mensaje.cuerpo
    assert "  " not in mensaje.asunto + mensaje.cuerpo
    assert ": (" not in mensaje.asunto
    assert " en :" not in mensaje.asunto


@pytest.mark.parametrize("codigo", sorted(set(KINDS) - {"resumen", "respuesta"}))
def test_every_mail_to_a_person_has_one_button_that_lands_on_something(
    expediente: Expediente, luis: Usuario, codigo: str
) -> None:
    mensaje = escrito(expediente, luis, codigo, canal="X")

    assert mensaje.boton
    assert mensaje.enlace.startswith("http://localhost:8000/")
    assert mensaje.razon


@pytest.mark.parametrize("codigo", ["S01", "respuesta"])
def test_a_mail_to_a_citizen_leads_nowhere_inside(
    expediente: Expediente, junta: Actor, codigo: str
) -> None:
    (entrega,) = avisar(expediente, junta, kind=codigo, respuesta="Se entregan el lunes.")

    mensaje = mensajes.componer(entrega.notificacion)

    assert (mensaje.boton, mensaje.enlace) == ("", "")
    assert mensaje.saludo == "Buen día, Junta Comunal El Roble:"
    assert mensaje.razon == str(kinds.POR_ESCRIBIR)
    assert "(CMP-2026-00057)" in mensaje.asunto


def test_a_rule_with_a_code_of_its_own_still_says_something(
    expediente: Expediente, luis: Usuario
) -> None:
    notificacion = Notificacion.objects.create(
        clase="Z99", clave="z", expediente=expediente, usuario=luis
    )

    assert notificacion.titulo == "Hay una novedad: Entregar los planos del acueducto"
    assert mensajes.componer(notificacion).boton == "Abrir"
