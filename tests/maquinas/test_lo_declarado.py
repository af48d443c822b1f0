"""Nothing is declared that the machines do not try."""

from __future__ import annotations

import pytest

from core.models import Expediente
from tests.maquinas import declarado
from tests.maquinas.mi_dia import ESPERA
from tests.maquinas.test_compromiso import VidaDeUnCompromiso
from tests.maquinas.test_meta import VidaDeUnaMeta
from tests.maquinas.test_meta_intermedia import VidaDeUnaParte
from tests.maquinas.test_pieza import VidaDeUnaPieza
from tests.maquinas.test_solicitud import VidaDeUnaSolicitud
from tests.maquinas.vida import Vida
from workflows.cruce.pendientes import RAZONES

VIDAS = (
    VidaDeUnaSolicitud,
    VidaDeUnCompromiso,
    VidaDeUnaMeta,
    VidaDeUnaParte,
    VidaDeUnaPieza,
)
cada_vida = pytest.mark.parametrize("vida", VIDAS, ids=lambda vida: vida.MODELO.CLASE)


def test_every_process_has_its_machine() -> None:
    assert {vida.MODELO for vida in VIDAS} == set(Expediente.clases().values())


@cada_vida
def test_every_declared_arrow_is_tried_and_leads_where_the_domain_says(vida: type[Vida]) -> None:
    esperadas = {flecha: a for flecha, (a, _quienes) in vida.FLECHAS.items()}
    declaradas = declarado.flechas(vida.MODELO)
    assert esperadas.items() >= declaradas.items()
    sobran = {verbo for verbo, _de in esperadas.keys() - declaradas.keys()}
    assert sobran <= declarado.sin_mover(vida.MODELO)


@cada_vida
def test_every_verb_is_tried_by_its_own_action(vida: type[Vida]) -> None:
    assert vida.PASOS.keys() == {verbo for verbo, _de in vida.FLECHAS}
    for verbo, _destino in declarado.flechas(vida.MODELO):
        accion = vida.PASOS[verbo].accion
        modulo = vida.MODELO.__module__.rpartition(".models")[0]
        assert accion.__name__ == verbo
        assert accion.__module__.startswith(f"{modulo}.actions")


@cada_vida
def test_the_deadlines_of_every_state_are_said(vida: type[Vida]) -> None:
    assert vida.RELOJES.keys() == declarado.estados(vida.MODELO)
    dichos = frozenset[str]().union(*vida.RELOJES.values())
    assert dichos <= vida.MODELO.PLAZOS.keys()


def test_what_mi_dia_lists_is_what_the_machines_look_at() -> None:
    assert ESPERA.keys() == RAZONES.keys()
