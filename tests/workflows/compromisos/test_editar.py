"""editar: what was written down is corrected; what was agreed only until it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Participacion, Tema, Usuario
from tests.workflows.compromisos.builders import (
    HOY,
    TARDE,
    VENCE,
    Oficina,
    abiertos,
    avisados,
    en,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
)
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


@pytest.mark.parametrize("estado", states.ABIERTOS)
def test_while_it_is_open_its_words_are_corrected(oficina: Oficina, estado: str) -> None:
    compromiso = oficina.hasta(estado)
    relojes = abiertos(compromiso)

    oficina.editar(compromiso, titulo=" Entregar los planos ", descripcion="Sellados.", prioridad=4)

    compromiso.refresh_from_db()
    assert (compromiso.titulo, compromiso.descripcion) == ("Entregar los planos", "Sellados.")
    assert (compromiso.prioridad, compromiso.estado) == (4, estado)
    assert abiertos(compromiso) == relojes


def test_the_history_says_which_fields_but_repeats_no_text(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    oficina.editar(compromiso, titulo="Entregar los planos", prioridad=4, nivel_reserva=1)

    entrada = ultima(compromiso)
    assert (entrada.verbo, entrada.de, entrada.a) == ("editar", "asignada", "asignada")
    assert entrada.datos == {"titulo": [], "prioridad": ["2", "4"]}


def test_what_it_crosses_is_corrected_and_whom_it_was_promised_to_stays(
    oficina: Oficina, agua: Tema, el_roble: Lugar
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    compromiso = oficina.crear(lugares=[el_roble])

    oficina.editar(compromiso, actores=[escuela], temas=[agua], lugares=[])

    assert set(compromiso.actores.all()) == {oficina.a_quien, escuela}
    assert (compromiso.temas.get(), compromiso.lugares.count()) == (agua, 0)
    assert ultima(compromiso).datos == {"actores": [], "temas": [], "lugares": []}


def test_saving_it_as_it_was_leaves_no_trace(oficina: Oficina, agua: Tema) -> None:
    compromiso = oficina.crear(temas=[agua])

    oficina.editar(compromiso, prioridad=2, temas=[agua], actores=[], fecha=VENCE)

    assert ultima(compromiso).verbo == "enviar"
    compromiso.refresh_from_db()
    assert compromiso.version == 2


def test_a_draft_is_given_to_other_people(oficina: Oficina, marta: Usuario, tomas: Usuario) -> None:
    borrador = oficina.crear(enviado=False)
    escuela = Actor.objects.create(nombre="Escuela de El Roble")

    oficina.editar(borrador, responsable=marta, monitor=None, a_quien=escuela, actores=[])

    borrador.refresh_from_db()
    assert (borrador.responsable, borrador.monitor, borrador.a_quien) == (marta, None, escuela)
    assert list(borrador.actores.all()) == [escuela]
    papeles = Participacion.objects.filter(expediente=borrador.pk)
    assert set(papeles.values_list("papel", "usuario__nombre")) == {
        ("autor", "Rosa Medina"),
        ("programador", "Rosa Medina"),
        ("responsable", "Marta Solís"),
    }
    assert avisados(oficina.enviar(borrador), "T01") == {"Marta Solís"}


def test_a_draft_whose_date_passed_gets_another_and_is_sent(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)

    with clock.moved_to(en(12)):
        nueva = clock.today() + timedelta(days=9)
        oficina.editar(borrador, fecha=nueva)
        assert ultima(borrador).datos == {"fecha": [str(VENCE), str(nueva)]}
        enviado = oficina.enviar(borrador)

        assert enviado.estado == states.ASIGNADA
        assert abiertos(enviado)[states.VENCE] == nueva
        # What was promised is what was sent; a draft had promised nothing.
        assert enviado.fecha_compromiso_original == enviado.fecha_vigente == nueva
        assert enviado.reprogramaciones == 0


def test_what_was_promised_when_it_was_sent_is_kept_for_good(oficina: Oficina) -> None:
    compromiso = oficina.reprogramar(oficina.crear())

    with se_niega(compromiso, "lo acordado no se corrige"):
        oficina.editar(compromiso, fecha=TARDE + timedelta(days=7))
    oficina.editar(compromiso, titulo="Entregar los planos", fecha=TARDE)

    compromiso.refresh_from_db()
    assert (compromiso.fecha_compromiso_original, compromiso.fecha_vigente) == (VENCE, TARDE)


def test_once_it_was_sent_the_people_stay(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()
    otro = Actor.objects.create(nombre="Escuela de El Roble")

    for cambio in (
        {"responsable": marta},
        {"monitor": None},
        {"a_quien": otro},
        {"requiere_verificacion": False},
    ):
        with se_niega(compromiso, "lo acordado no se corrige"):
            oficina.editar(compromiso, **cambio)


@pytest.mark.parametrize("estado", states.CERRADOS)
def test_what_is_closed_is_not_rewritten(oficina: Oficina, estado: str) -> None:
    compromiso = oficina.hasta(estado)

    with se_niega(compromiso, "Ya está cerrado"):
        oficina.editar(compromiso, prioridad=4)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": "   "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"prioridad": 9}, "prioridad"),
        ({"publico": True}, "publico"),
        ({"fecha": HOY - timedelta(days=1)}, "fecha"),
        ({"a_quien": None}, "a_quien"),
        ({"requiere_verificacion": False}, "requiere_verificacion"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    oficina: Oficina, cambios: dict[str, Any], campo: str
) -> None:
    borrador = oficina.crear(enviado=False)

    with falta(borrador, campo):
        oficina.editar(borrador, **cambios)


def test_a_public_one_is_not_made_internal_without_hiding_it(oficina: Oficina) -> None:
    compromiso = oficina.crear(publico=True, nivel_reserva=0)

    with falta(compromiso, "publico"):
        oficina.editar(compromiso, nivel_reserva=2)
    oficina.editar(compromiso, nivel_reserva=2, publico=False)

    assert ultima(compromiso).datos == {
        "nivel_reserva": ["0", "2"],
        "publico": ["True", "False"],
    }


def test_nobody_is_left_to_verify_his_own(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)

    with falta(borrador, "monitor"):
        oficina.editar(borrador, responsable=oficina.programador, monitor=None)


def test_who_has_left_is_given_nothing(oficina: Oficina, marta: Usuario) -> None:
    borrador = oficina.crear(enviado=False)
    marta.is_active = False
    marta.save()

    for campo in ("responsable", "monitor"):
        with falta(borrador, campo):
            oficina.editar(borrador, **{campo: marta})


def test_what_was_sent_to_who_left_can_still_be_corrected(oficina: Oficina) -> None:
    compromiso = oficina.crear()
    Usuario.objects.filter(pk=oficina.responsable.pk).update(is_active=False)

    assert oficina.editar(compromiso, prioridad=4).prioridad == 4


def test_only_what_was_typed_can_be_corrected(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    for campo in ("codigo", "estado", "fecha_compromiso_original", "origen", "tipo"):
        cambios: dict[str, Any] = {campo: "x"}
        with pytest.raises(KeyError):
            oficina.editar(compromiso, **cambios)


def test_only_who_programmed_it_or_the_titular_corrects_it(
    oficina: Oficina, tomas: Usuario
) -> None:
    compromiso = oficina.crear()

    for nadie in (oficina.responsable, oficina.monitor):
        with se_niega(compromiso, "No le corresponde"):
            oficina.editar(compromiso, actor=nadie, prioridad=4)
    assert oficina.editar(compromiso, actor=tomas, prioridad=4).prioridad == 4


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with no_existe(compromiso):
        oficina.editar(compromiso, actor=marta, prioridad=4)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        oficina.editar(compromiso, prioridad=4, version=compromiso.version - 1)
    assert Compromiso.objects.get().prioridad == 2
