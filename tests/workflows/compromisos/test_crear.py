"""crear: something is promised, or somebody is given an errand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core.models import Lugar, Participacion, Tema, Usuario
from core.transitions import NotAllowed
from tests.workflows.compromisos.builders import HOY, VENCE, Oficina, abiertos, avisados, ultima
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


def test_it_is_opened_and_sent_in_one_step(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    assert compromiso.codigo == "CMP-2026-00001"
    assert compromiso.estado == states.ASIGNADA
    assert (compromiso.fecha_vigente, compromiso.fecha_compromiso_original) == (VENCE, VENCE)
    verbos = [uno.verbo for uno in compromiso.historial.all()]
    assert verbos == ["enviar", "crear"]


def test_everybody_has_a_part_in_it(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    papeles = Participacion.objects.filter(expediente=compromiso.pk)
    assert set(papeles.values_list("papel", "usuario__nombre")) == {
        ("autor", "Rosa Medina"),
        ("programador", "Rosa Medina"),
        ("responsable", "Luis Ábrego"),
        ("monitor", "Carmen Ruiz"),
    }


def test_it_touches_whom_it_was_promised_to_and_what_it_is_about(
    oficina: Oficina, el_roble: Lugar, agua: Tema
) -> None:
    compromiso = oficina.crear(lugares=[el_roble], temas=[agua])

    assert list(compromiso.actores.all()) == [oficina.a_quien]
    assert list(compromiso.lugares.all()) == [el_roble]
    assert list(compromiso.temas.all()) == [agua]


def test_a_draft_waits_and_nobody_hears_of_it(oficina: Oficina) -> None:
    compromiso = oficina.crear(enviado=False)

    assert compromiso.estado == states.BORRADOR
    assert abiertos(compromiso) == {}
    assert avisados(compromiso, "T01") == set()
    assert ultima(compromiso).verbo == "crear"


def test_a_tarea_has_letters_of_its_own_and_needs_nobody_outside(oficina: Oficina) -> None:
    assert oficina.tarea().codigo == "TAR-2026-00001"


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"titulo": "   "}, "titulo"),
        ({"fecha": HOY - timedelta(days=1)}, "fecha"),
        ({"a_quien": None}, "a_quien"),
        ({"requiere_verificacion": False}, "requiere_verificacion"),
        (
            {"tipo": "tarea", "origen": "meta", "requiere_verificacion": False},
            "requiere_verificacion",
        ),
        ({"publico": True, "nivel_reserva": 1}, "publico"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    oficina: Oficina, campos: dict[str, object], campo: str
) -> None:
    with pytest.raises(ValidationError) as error:
        oficina.crear(**campos)

    assert list(error.value.message_dict) == [campo]
    assert not Compromiso.objects.exists()


def test_who_does_it_alone_needs_somebody_to_verify_it(oficina: Oficina) -> None:
    with pytest.raises(ValidationError) as error:
        oficina.crear(responsable=oficina.programador, monitor=None)
    assert "monitor" in error.value.message_dict

    assert oficina.crear(responsable=oficina.programador).monitor == oficina.monitor


def test_who_has_left_is_given_nothing(oficina: Oficina) -> None:
    oficina.responsable.is_active = False
    oficina.responsable.save()

    with pytest.raises(ValidationError) as error:
        oficina.crear()
    assert "responsable" in error.value.message_dict


def test_today_is_still_a_date_to_promise(oficina: Oficina) -> None:
    assert oficina.crear(fecha=HOY).fecha_vigente == HOY


def test_only_who_programs_may(oficina: Oficina, marta: Usuario, omar: Usuario) -> None:
    for nadie in (marta, omar):
        with pytest.raises(NotAllowed, match="No le corresponde"):
            oficina.crear(actor=nadie)

    assert not Compromiso.objects.exists()
