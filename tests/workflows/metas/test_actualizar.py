"""The weekly update: what was done, what comes next, what is needed; or nothing new."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Usuario
from core.transitions import StaleVersion
from notifiers.models import Entrega, Notificacion
from tests.workflows.metas.builders import LUNES, Gobierno, Persona, se_niega, sin_cambios, ultima
from workflows.metas import queries, states

pytestmark = pytest.mark.django_db

JUEVES = date(2027, 4, 8)


def test_the_report_is_kept_for_its_cycle_and_is_the_current_one(gobierno: Gobierno) -> None:
    meta = gobierno.actualizar(gobierno.hasta(states.EN_EJECUCION))

    meta.refresh_from_db()
    assert meta.actualizada_en == LUNES
    assert meta.reporte_ejecutivo == meta.reportes.get()
    assert (meta.reportes.get().ciclo, meta.reportes.get().autor) == (JUEVES, gobierno.gerente)
    assert ultima(meta).escrito.texto == "Se entregó el diseño.\n\nPublicar la licitación."
    assert ultima(meta).datos == {"ciclo": "2027-04-08", "sin_cambios": False}


def test_each_cycle_has_its_own(gobierno: Gobierno) -> None:
    meta = gobierno.actualizar(gobierno.hasta(states.EN_EJECUCION))
    with clock.moved_to(LUNES + timedelta(days=4)):
        gobierno.actualizar(meta, hecho="Se publicó la licitación.")

    assert [uno.ciclo for uno in queries.reportes(meta)] == [JUEVES + timedelta(days=7), JUEVES]


def test_a_second_one_in_the_cycle_takes_the_place_of_the_first(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.actualizar(meta)
    gobierno.actualizar(meta, hecho="Se corrigió el diseño.")

    assert meta.reportes.get().hecho == "Se corrigió el diseño."


def test_without_changes_counts_as_an_update(gobierno: Gobierno) -> None:
    meta = gobierno.actualizar(gobierno.hasta(states.EN_EJECUCION))
    with clock.moved_to(LUNES + timedelta(days=7)):
        gobierno.actualizar(meta, sin_cambios=True)

    meta.refresh_from_db()
    assert meta.actualizada_en == LUNES + timedelta(days=7)
    assert [uno.sin_cambios for uno in queries.reportes(meta)] == [True, False]
    assert meta.reporte_ejecutivo == meta.reportes.get(sin_cambios=False)


def test_without_changes_does_not_erase_what_was_written_in_the_cycle(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.actualizar(meta)
    gobierno.actualizar(meta, sin_cambios=True)

    assert meta.reportes.get().hecho == "Se entregó el diseño."


def test_a_report_takes_the_place_of_one_without_changes(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.actualizar(meta, sin_cambios=True)
    gobierno.actualizar(meta)

    assert not meta.reportes.get().sin_cambios
    meta.refresh_from_db()
    assert meta.reporte_ejecutivo == meta.reportes.get()


def test_what_is_needed_is_in_the_digest_of_the_titular(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.actualizar(meta, necesita="Hablar con el instituto del agua.")

    aviso = Notificacion.objects.get(expediente=meta.pk, datos__verbo="actualizar")
    assert aviso.destinatario == gobierno.titular
    assert aviso.datos["motivo"] == "Hablar con el instituto del agua."
    assert Entrega.objects.get(notificacion=aviso).medio == "resumen"


@pytest.mark.parametrize("campo", ["hecho", "sigue"])
def test_what_was_done_and_what_comes_next_are_required(campo: str, gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        gobierno.actualizar(meta, **{campo: " "})
    assert set(error.value.message_dict) == {campo}


def test_the_suplente_may_too(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.actualizar(gobierno.hasta(states.EN_EJECUCION, suplente=marta), actor=marta)

    assert meta.reportes.get().autor == marta


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    for quien in ("carmen", "tomas", "luis", "elena"):
        with se_niega(meta, "No le corresponde"):
            gobierno.actualizar(meta, actor=persona(quien))
        assert not meta.reportes.exists()


def test_only_what_runs_is_updated(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "visada", "aprobada"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.actualizar(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.actualizar(meta, version=1)
