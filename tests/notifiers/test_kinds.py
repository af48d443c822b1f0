"""Every kind of notice has its words, for whoever may receive it, in every state of knowledge."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from core.models import Actor, Expediente, Usuario
from notifiers import enlaces, kinds, mensajes
from notifiers.kinds import KINDS
from notifiers.models import Notificacion
from tests.notifiers.builders import avisar
from workflows.plazos.models import ReglaAlerta

pytestmark = pytest.mark.django_db

LO_QUE_PIDE_EL_DOMINIO = {
    "S01", "S02", "S03", "S04", "S05", "S09", "S10", "T01", "T02", "T03", "T04", "T05", "T06",
    "T06P", "T07", "T08", "T09", "T10", "T11", "M02", "M03", "M06", "C01", "C02", "C03", "C05",
    "C06", "X01", "X02",
}  # fmt: skip
A_ACTORES = {"S09A", "S09D", "S10", "S10C", "S10N", "S10P", "respuesta"}
SIN_EXPEDIENTE = {"C06", "X02C", "clave", "invitacion", "suplencia", "titular", "equipo", "acceso"}
HECHOS = {
    "verbo": "devolver",
    "quien": "Rosa Medina",
    "motivo": "Falta la firma del ministerio.",
    "canal": "Facebook",
    "respuesta": "Los planos se entregan el lunes.",
    "veces": 3,
    "dias": 40,
    "porcentaje": 75,
    "responsable": "Luis Ábrego",
    "concedida": True,
    "meta": "Agua para El Roble",
    "compromiso": "CMP-2026-00012",
    "carta": "Les pasamos esta solicitud.",
    "destino": "Obras",
}
PASOS = (
    "reiterar", "reabrir", "cancelar", "rechazar", "enviar_a_revision", "visar", "actualizar",
    "decidir", "retirar", "derivar", "respondio_la_unidad", "revocar", "suspender", "reanudar",
)  # fmt: skip
CASOS: list[Mapping[str, object]] = [{}, HECHOS, *({"verbo": verbo} for verbo in PASOS)]


def notificacion(
    expediente: Expediente, luis: Usuario, codigo: str, datos: Mapping[str, object]
) -> Notificacion:
    """One that was read from the database as far as its words can tell."""
    return Notificacion(
        clase=codigo,
        expediente=None if codigo in SIN_EXPEDIENTE else expediente,
        usuario=luis,
        datos={"vence_en": "2026-11-27T22:00:00+00:00", **datos},
    )


def test_the_alerts_of_the_domain_are_all_declared() -> None:
    assert set(KINDS) >= LO_QUE_PIDE_EL_DOMINIO


def test_no_two_kinds_share_a_code() -> None:
    assert len(kinds.ALL) == len(KINDS)


def test_every_rule_the_processes_start_with_has_its_words() -> None:
    assert set(ReglaAlerta.objects.values_list("codigo", flat=True)) <= set(KINDS)


@pytest.mark.parametrize("codigo", ["S04", "S05", "C05", "C06", "X04"])
def test_those_the_domain_makes_compulsory_are(codigo: str) -> None:
    assert KINDS[codigo].obligatoria


@pytest.mark.parametrize("codigo", sorted(set(KINDS) - {"resumen"}))
def test_every_kind_says_something_whole_whatever_it_knows(
    expediente: Expediente, luis: Usuario, codigo: str
) -> None:
    for datos in CASOS:
        mensaje = mensajes.componer(notificacion(expediente, luis, codigo, datos))
        escrito = f"{mensaje.asunto} {mensaje.cuerpo}"

        assert mensaje.asunto[0].isupper()
        assert len(mensaje.cuerpo) > 30
        for hueco in ("None", "  ", ": (", " en :", "«»", "el ."):
            assert hueco not in escrito, escrito


@pytest.mark.parametrize("codigo", sorted(set(KINDS) - {"resumen", *A_ACTORES}))
def test_every_mail_to_a_person_has_one_button_that_lands_on_something(
    expediente: Expediente, luis: Usuario, codigo: str
) -> None:
    mensaje = mensajes.componer(notificacion(expediente, luis, codigo, {"canal": "X"}))

    assert mensaje.boton
    assert mensaje.enlace.startswith("http://localhost:8000/")
    assert mensaje.razon


@pytest.mark.parametrize("codigo", ["S01", "respuesta"])
def test_a_mail_to_a_citizen_leads_to_where_a_request_is_followed(
    expediente: Expediente, junta: Actor, codigo: str
) -> None:
    (entrega,) = avisar(expediente, junta, kind=codigo, respuesta="Se entregan el lunes.")

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.boton == "Consultar mi solicitud"
    assert mensaje.enlace == "http://localhost:8000/mi-solicitud/?codigo=CMP-2026-00057"
    assert mensaje.baja == ""
    assert mensaje.saludo == "Buen día, Junta Comunal El Roble:"
    assert mensaje.razon == str(kinds.POR_ESCRIBIR)
    assert "(CMP-2026-00057)" in mensaje.asunto


def test_of_news_a_citizen_may_say_that_no_more_are_wanted(
    expediente: Expediente, junta: Actor
) -> None:
    (entrega,) = avisar(expediente, junta, kind="S10", verbo="derivar", destino="Obras")

    mensaje = mensajes.componer(entrega.notificacion)

    assert mensaje.baja.startswith("http://localhost:8000/mi-solicitud/novedades/")
    vale = mensaje.baja.removesuffix("/").rpartition("/")[2]
    assert enlaces.de_baja(vale) == expediente.pk


def test_a_rule_with_a_code_of_its_own_still_says_something(
    expediente: Expediente, luis: Usuario
) -> None:
    suya = notificacion(expediente, luis, "Z99", {"vence_en": None})

    assert suya.titulo == "Hay una novedad: Entregar los planos del acueducto"
    assert mensajes.componer(suya).boton == "Abrir"
