"""What somebody presents on the portal, without an account."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.adjuntos import Contenido
from core.models import Actor, HistorialCatalogo, Lugar
from notifiers import claims
from notifiers.base import ENTREGADA
from notifiers.models import Entrega, Notificacion
from tests.workflows.solicitudes.builders import Despacho, abiertos, avisados, ultima
from tests.workflows.solicitudes.portal import (
    CORREO,
    PIN,
    abrir_al_publico,
    correo_de,
    presentar,
    sistema,
)
from workflows.solicitudes import pines, publico, queries
from workflows.solicitudes.actions.publico import Quien, YaRecibida
from workflows.solicitudes.models import AccesoPublico, Solicitud

pytestmark = pytest.mark.django_db
FOTO = Contenido("toma.txt", "application/pdf", b"%PDF-1.4 una toma")


def test_it_has_a_code_came_by_the_web_and_its_clocks_run(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    assert solicitud.codigo == f"SOL-{clock.today().year}-00001"
    assert (solicitud.estado, solicitud.canal) == ("registrada", "web")
    assert solicitud.fecha_recepcion == clock.today()
    assert abiertos(solicitud) == {"solicitud.legal", "solicitud.meta", "solicitud.analisis"}
    assert (ultima(solicitud).verbo, ultima(solicitud).usuario) == (
        "registrar_del_publico",
        sistema(),
    )


def test_it_waits_for_the_front_desk_as_any_other(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    assert list(queries.esperan_a(despacho.asistente)) == [solicitud]
    assert avisados(solicitud, "S01") == {"Dalys Mora", "Rosa Medina"}


def test_the_pin_opens_it_and_no_row_shows_it(despacho: Despacho) -> None:
    recibida = presentar()

    acceso = publico.entrar(recibida.solicitud.codigo, recibida.pin)
    assert acceso is not None
    assert acceso.solicitud == recibida.solicitud
    assert recibida.pin not in acceso.pin
    assert publico.entrar(recibida.solicitud.codigo, pines.decir(recibida.pin)) == acceso
    datos = Notificacion.objects.get(actor__nombre="Dalys Mora").datos
    assert pines.decir(recibida.pin) not in str(datos)


def test_the_receipt_brings_it_and_forgets_it_once_it_has_left(despacho: Despacho) -> None:
    recibida = presentar()
    escrito = correo_de(recibida.solicitud, "S01")

    assert pines.decir(recibida.pin) in escrito
    assert f"/mi-solicitud/?codigo={recibida.solicitud.codigo}" in escrito

    claims.asentar(claims.reclamar("correo", 5), ENTREGADA)
    assert "secreto" not in Notificacion.objects.get(actor__nombre="Dalys Mora").datos
    assert not PIN.search(correo_de(recibida.solicitud, "S01"))


def test_the_receipt_brings_no_pin_to_the_jefe(despacho: Despacho) -> None:
    presentar()

    assert "secreto" not in Notificacion.objects.get(usuario=despacho.jefe).datos


def test_who_asks_is_written_down_with_the_version_agreed_to(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    quien = solicitud.solicitante
    assert (quien.nombre, quien.email, quien.tipo) == ("Dalys Mora", CORREO, "persona")
    assert quien.consentimiento_en == clock.today()
    assert HistorialCatalogo.objects.get(actor=quien).usuario == sistema()
    acceso = AccesoPublico.objects.get(solicitud=solicitud)
    assert acceso.consentimiento == "2026-11"
    assert acceso.consintio_en is not None


@pytest.mark.parametrize("escrito", ["Dalys Mora", "DALYS MORA", "Dályś Mora"])
def test_one_of_the_same_name_and_address_is_the_same(despacho: Despacho, escrito: str) -> None:
    conocida = Actor.objects.create(nombre="Dalys Mora", email=CORREO, notas="Difícil.")

    solicitud = presentar(quien=Quien(escrito, CORREO.upper())).solicitud

    assert solicitud.solicitante == conocida


@pytest.mark.parametrize(
    "quien", [Quien("Otra Persona", CORREO), Quien("Dalys Mora", "otra@vecina.test")]
)
def test_an_address_alone_or_a_name_alone_is_nobody_known(despacho: Despacho, quien: Quien) -> None:
    conocida = Actor.objects.create(nombre="Dalys Mora", email=CORREO)

    assert presentar(quien=quien).solicitud.solicitante != conocida


def test_writing_as_somebody_known_opens_none_of_the_others(despacho: Despacho) -> None:
    otra, recibida = presentar(), presentar()

    assert otra.solicitud.solicitante == recibida.solicitud.solicitante
    assert publico.entrar(otra.solicitud.codigo, recibida.pin) is None


def test_a_telephone_is_enough_and_nothing_is_mailed(despacho: Despacho) -> None:
    solicitud = presentar(quien=Quien("Dalys Mora", telefono="6000-0000")).solicitud

    assert solicitud.solicitante.telefono == "6000-0000"
    assert avisados(solicitud, "S01") == {"Rosa Medina"}


def test_it_may_be_for_somebody_who_is_known(despacho: Despacho) -> None:
    conocida = despacho.solicitante

    solicitud = presentar(en_nombre_de=("institucion", "junta comunal el roble")).solicitud

    assert solicitud.representa_a == conocida
    assert conocida in solicitud.actores.all()
    assert not Entrega.objects.filter(notificacion__actor=conocida).exists()


def test_or_for_somebody_who_is_not(despacho: Despacho) -> None:
    solicitud = presentar(en_nombre_de=("grupo", "Pescadores de la Boca")).solicitud

    assert solicitud.representa_a is not None
    assert (solicitud.representa_a.tipo, solicitud.representa_a.email) == ("grupo", "")


def test_it_has_its_place_its_event_and_its_files(despacho: Despacho, el_roble: Lugar) -> None:
    solicitud = presentar(
        tipo=abrir_al_publico("invitacion"),
        lugares=[el_roble],
        campos={"fecha_evento": date(2026, 10, 1), "lugar_texto": "La cancha"},
        archivos=[FOTO],
    ).solicitud

    assert solicitud.lugares.get() == el_roble
    assert (solicitud.fecha_evento, solicitud.lugar_texto) == (date(2026, 10, 1), "La cancha")
    assert solicitud.adjuntos.get().subido_por == sistema()


def test_one_form_makes_one_request(despacho: Despacho) -> None:
    formulario = uuid.uuid4()
    primera = presentar(formulario=formulario)

    with pytest.raises(YaRecibida) as antes:
        presentar(formulario=formulario, titulo="Otra cosa")

    assert antes.value.solicitud == primera.solicitud
    assert Solicitud.objects.count() == 1


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"quien": Quien("", CORREO)}, "nombre"),
        ({"quien": Quien("Dalys Mora")}, "correo"),
        ({"titulo": " "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"descripcion": ""}, "descripcion"),
        ({"consentimiento": ""}, "consiente"),
        ({"quien": Quien("Dalys Mora", "no-es-correo")}, "email"),
        ({"quien": Quien("Dalys", "a@b.test\nBcc: todos@b.test")}, "email"),
    ],
)
def test_bad_data_names_its_field_and_writes_nothing(
    campos: dict[str, Any], campo: str, despacho: Despacho
) -> None:
    antes = Actor.objects.count()
    with pytest.raises(ValidationError) as refusal:
        presentar(**campos)

    assert list(refusal.value.message_dict) == [campo]
    assert not Solicitud.objects.exists()
    assert Actor.objects.count() == antes


@pytest.mark.parametrize("cambio", [{"al_publico": False}, {"activo": False}])
def test_what_is_not_open_to_the_public_is_refused(
    despacho: Despacho, cambio: dict[str, bool]
) -> None:
    tipo = abrir_al_publico()
    for campo, valor in cambio.items():
        setattr(tipo, campo, valor)

    with pytest.raises(ValidationError, match="no se pide en el portal"):
        presentar(tipo=tipo)
