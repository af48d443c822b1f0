"""What was met and is worth telling: prensa is told, and somebody writes (C01)."""

from __future__ import annotations

from datetime import date

import pytest

from core import clock
from core.models import Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tests.workflows.metas.builders import Gobierno, abiertos, avisados, ultima
from workflows.metas import actions, queries, states
from workflows.metas.actions import intermedias
from workflows.metas.models import MetaIntermedia
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db


def una_oportunidad(gobierno: Gobierno, **campos: int) -> MetaIntermedia:
    """A part that was flagged when it was programmed, and has just been met."""
    meta = gobierno.con_programa(**campos)
    mi = meta.vivas()[0]
    intermedias.editar(
        mi_id=mi.pk, actor=gobierno.gerente, cambios={"oportunidad_comunicacional": True}
    )
    for estado in ("en_programacion", "en_revision", "visada", "aprobada", "en_ejecucion"):
        gobierno.llevar_a(estado, meta)
    return gobierno.llevar(mi, states.CUMPLIDA)


def test_all_of_prensa_is_told_in_the_application_and_has_two_working_days(
    gobierno: Gobierno, paula: Usuario, bruno: Usuario
) -> None:
    mi = una_oportunidad(gobierno)

    assert avisados(mi, "C01") == {"Paula Quintero", "Bruno Salas"}
    aviso = Notificacion.objects.filter(clase="C01")[0]
    assert (aviso.datos["mi"], aviso.datos["meta"]) == (mi.codigo, mi.meta.titulo)
    assert not aviso.entregas.exists()
    assert abiertos(mi) == {"mi.oportunidad"}
    plazo = Plazo.objects.get(expediente=mi.pk, estado="abierto")
    assert clock.local(plazo.vence_en).date() == date(2027, 4, 7)
    assert list(queries.oportunidades(paula)) == [mi]


def test_it_closes_when_somebody_writes(gobierno: Gobierno, paula: Usuario) -> None:
    mi = actions.oportunidad_atendida(mi_id=una_oportunidad(gobierno).pk, actor=paula)

    assert abiertos(mi) == set()
    assert (ultima(mi).verbo, ultima(mi).usuario) == ("oportunidad_atendida", paula)
    assert list(queries.oportunidades(paula)) == []


def test_a_second_piece_about_it_changes_nothing(gobierno: Gobierno, paula: Usuario) -> None:
    mi = una_oportunidad(gobierno)
    antes = actions.oportunidad_atendida(mi_id=mi.pk, actor=paula).version

    assert actions.oportunidad_atendida(mi_id=mi.pk, actor=paula).version == antes


def test_a_piece_about_a_part_that_was_not_flagged_is_fine(
    gobierno: Gobierno, paula: Usuario
) -> None:
    mi = gobierno.intermedia()

    assert actions.oportunidad_atendida(mi_id=mi.pk, actor=paula).version == mi.version


def test_who_only_reads_does_not_close_it(
    gobierno: Gobierno, elena: Usuario, paula: Usuario
) -> None:
    mi = una_oportunidad(gobierno)

    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.oportunidad_atendida(mi_id=mi.pk, actor=elena)
    assert abiertos(mi) == {"mi.oportunidad"}


def test_what_prensa_may_not_read_is_not_told_to_prensa(gobierno: Gobierno, paula: Usuario) -> None:
    mi = una_oportunidad(gobierno, nivel_reserva=3)

    assert avisados(mi, "C01") == set()
    with pytest.raises(MetaIntermedia.DoesNotExist):
        actions.oportunidad_atendida(mi_id=mi.pk, actor=paula)
