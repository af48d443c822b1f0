"""The types an installation starts with."""

from __future__ import annotations

import pytest

from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import cartas, queries, semilla, states
from workflows.solicitudes.models import PlantillaRespuesta, Solicitud, TipoSolicitud

pytestmark = pytest.mark.django_db


def test_there_are_four_and_each_is_sound() -> None:
    tipos = {tipo.codigo: tipo for tipo in TipoSolicitud.objects.all()}

    assert set(tipos) == {"invitacion", "audiencia", "requerimiento", "peticion"}
    for tipo in tipos.values():
        tipo.full_clean()
    assert [codigo for codigo, tipo in tipos.items() if tipo.decide_jefe] == ["invitacion"]


def test_each_has_a_receipt_and_an_answer_ready_for_every_way_in_which_it_may_end() -> None:
    for tipo in TipoSolicitud.objects.all():
        assert "{codigo}" in tipo.plantilla_acuse
        respuestas = list(tipo.respuestas.all())
        assert {una.cuando for una in respuestas} == set(Solicitud.Decision.values)
        for una in respuestas:
            una.full_clean()


@pytest.mark.parametrize("codigo", ["invitacion", "audiencia", "requerimiento", "peticion"])
@pytest.mark.parametrize("estado", [states.ATENDIDA, states.RECHAZADA, states.DERIVADA])
def test_an_answer_that_is_ready_has_no_mark_left_to_fill(
    despacho: Despacho, codigo: str, estado: str
) -> None:
    tipo = TipoSolicitud.objects.get(codigo=codigo)
    solicitud = despacho.hasta(estado, tipo=tipo)
    if estado == states.DERIVADA:
        despacho.contestar(solicitud)
        solicitud.refresh_from_db()

    (plantilla,) = queries.preparadas(solicitud)
    dicho = queries.preparada(plantilla, solicitud)

    assert solicitud.titulo in dicho
    assert cartas.sin_llenar(dicho) == []
    assert solicitud.respuesta_derivada in dicho
    assert solicitud.motivo in dicho


def test_why_not_is_a_sentence_after_others() -> None:
    rechazos = PlantillaRespuesta.objects.filter(cuando=Solicitud.Decision.RECHAZADA)

    assert rechazos.count() == 4
    assert not [una.nombre for una in rechazos if ". {motivo}\n\n" not in una.texto]


def test_of_one_that_was_delegated_it_says_to_whom(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DELEGADA)

    (plantilla,) = queries.preparadas(solicitud)

    assert str(solicitud.delegado) in queries.preparada(plantilla, solicitud)


def test_an_answer_that_an_administrator_took_away_or_changed_stays_so() -> None:
    peticion = PlantillaRespuesta.objects.filter(tipo__codigo="peticion")
    peticion.exclude(cuando="aceptada").delete()
    peticion.update(texto="A mi manera.")
    TipoSolicitud.objects.filter(codigo="audiencia").update(plantilla_acuse="")

    semilla.sembrar()

    assert [una.texto for una in peticion.all()] == ["A mi manera."]
    assert TipoSolicitud.objects.get(codigo="audiencia").plantilla_acuse == ""


def test_what_an_administrator_changed_stays_and_what_is_missing_comes_back() -> None:
    TipoSolicitud.objects.filter(codigo="peticion").update(dias_legales=15, nombre="Petición")
    TipoSolicitud.objects.filter(codigo="audiencia").delete()

    semilla.sembrar()

    assert TipoSolicitud.objects.get(codigo="peticion").dias_legales == 15
    assert TipoSolicitud.objects.get(codigo="audiencia").respuestas.count() == 4
    assert TipoSolicitud.objects.count() == 4
