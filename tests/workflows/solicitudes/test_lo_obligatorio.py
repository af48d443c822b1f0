"""What a type makes compulsory: nothing of it is taken in, or mended, without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import abrir_al_publico, presentar
from workflows.solicitudes import actions
from workflows.solicitudes.models import Solicitud, TipoSolicitud

EL_DIA = date(2026, 10, 1)
FALTA = ["Este tipo de solicitud no se registra sin este dato."]

pytestmark = pytest.mark.django_db


@contextmanager
def falta(*campos: str) -> Iterator[None]:
    """It is refused, with the sentence at each of these fields and at no other."""
    with pytest.raises(ValidationError) as refusal:
        yield
    assert refusal.value.message_dict == dict.fromkeys(campos, FALTA)


@pytest.fixture
def audiencia(db: None) -> TipoSolicitud:
    """One that asks for three things and makes two of them compulsory."""
    TipoSolicitud.objects.filter(codigo="audiencia").update(exige=["asistentes", "materia"])
    return TipoSolicitud.objects.get(codigo="audiencia")


def corregir(despacho: Despacho, solicitud: Solicitud, **cambios: object) -> Solicitud:
    return actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios=cambios)


def test_at_first_only_an_invitation_makes_anything_so() -> None:
    exigen = TipoSolicitud.objects.exclude(exige=[]).values_list("codigo", "exige")

    assert list(exigen) == [("invitacion", ["fecha_evento"])]


def test_each_that_is_missing_is_said(despacho: Despacho, audiencia: TipoSolicitud) -> None:
    with falta("asistentes", "materia"):
        despacho.registrar(tipo=audiencia)
    with falta("materia"):
        despacho.registrar(tipo=audiencia, asistentes=12)
    assert not Solicitud.objects.exists()

    despacho.registrar(tipo=audiencia, asistentes=12, materia="El mercado")


def test_another_type_does_not_ask_for_it(despacho: Despacho, audiencia: TipoSolicitud) -> None:
    assert despacho.registrar().tipo != audiencia


def test_whoever_is_new_is_not_written_down_either(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    with falta("fecha_evento"):
        actions.registrar_de_alguien_nuevo(
            actor=despacho.asistente,
            quien={"nombre": "Karen Wong"},
            tipo=invitacion,
            titulo="Graduación",
        )


def test_on_the_portal_it_is_the_same(despacho: Despacho) -> None:
    invitacion = abrir_al_publico("invitacion")

    with falta("fecha_evento"):
        presentar(tipo=invitacion, campos={"lugar_texto": "La cancha"})

    assert presentar(tipo=invitacion, campos={"fecha_evento": EL_DIA}).solicitud.pk


def test_it_cannot_be_taken_away(despacho: Despacho, invitacion: TipoSolicitud) -> None:
    solicitud = despacho.registrar(tipo=invitacion, fecha_evento=EL_DIA)

    with falta("fecha_evento"):
        corregir(despacho, solicitud, fecha_evento=None)

    assert corregir(despacho, solicitud, fecha_evento=date(2026, 10, 2)).pk


def test_of_another_type_it_needs_what_that_asks_for(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar()

    with falta("fecha_evento"):
        corregir(despacho, solicitud, tipo=invitacion)

    assert corregir(despacho, solicitud, tipo=invitacion, fecha_evento=EL_DIA).pk


def test_what_came_in_without_is_mended_without(
    despacho: Despacho, audiencia: TipoSolicitud
) -> None:
    TipoSolicitud.objects.update(exige=[])
    solicitud = despacho.registrar(tipo=TipoSolicitud.objects.get(pk=audiencia.pk))
    TipoSolicitud.objects.filter(pk=audiencia.pk).update(exige=["materia"])

    assert corregir(despacho, solicitud, titulo="Una audiencia").titulo == "Una audiencia"


def test_what_was_written_down_elsewhere_comes_in_as_it_is(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    anotada = despacho.registrar(tipo=invitacion, fecha_evento=None, anotada_antes=True)

    assert anotada.fecha_evento is None


def test_nobody_can_be_made_to_answer_what_is_not_asked(audiencia: TipoSolicitud) -> None:
    audiencia.exige = ["materia", "quien_paga"]

    with pytest.raises(ValidationError) as refusal:
        audiencia.full_clean()

    assert refusal.value.message_dict == {
        "exige": ["No puede ser obligatorio lo que no se pregunta: Quién paga los gastos."]
    }
