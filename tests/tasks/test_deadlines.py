"""The two tasks of the deadlines: people are told, and what time moves is moved."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from core import clock
from core.models import Lugar, Tema, Usuario
from notifiers.models import Entrega, Notificacion
from tasks import deadlines
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.metas.builders import LUNES, Gobierno, en_dias
from workflows.compromisos import states as compromisos
from workflows.metas import states as metas
from workflows.plazos import actions as plazos
from workflows.plazos.models import Aviso


def barrer_en(instante: datetime) -> None:
    with clock.moved_to(instante):
        deadlines.barrer()


def test_the_tasks_have_the_names_the_schedule_knows() -> None:
    assert deadlines.barrer.name == "tasks.deadlines.barrer"
    assert deadlines.vencer.name == "tasks.deadlines.vencer"


def test_a_sweep_tells_whom_a_deadline_reaches_and_again_nobody(oficina: Oficina) -> None:
    with clock.moved_to(MIERCOLES):
        compromiso = oficina.hasta(compromisos.EN_GESTION)
    dos_antes = MIERCOLES + timedelta(days=7)

    barrer_en(dos_antes - timedelta(days=1))
    assert not Aviso.objects.exists()
    for _vez in range(3):
        barrer_en(dos_antes)

    aviso = Notificacion.objects.get(expediente=compromiso.pk, clase="T03")
    assert aviso.usuario == oficina.responsable
    assert Entrega.objects.get(notificacion=aviso).estado == "pendiente"


def test_a_run_goes_on_until_nothing_is_due_and_leaves_the_rest_to_the_next(
    oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.moved_to(MIERCOLES):
        for _uno in range(5):
            oficina.hasta(compromisos.EN_GESTION)
    monkeypatch.setattr(plazos.barrer, "__defaults__", (2,))
    dos_antes = MIERCOLES + timedelta(days=7)

    monkeypatch.setattr(deadlines, "LOTES", 2)
    barrer_en(dos_antes)
    assert Aviso.objects.count() == 4
    barrer_en(dos_antes)
    assert Aviso.objects.count() == 5


def test_a_meta_starts_on_its_day_and_only_once(
    tomas: Usuario,
    carmen: Usuario,
    gabriel: Usuario,
    luis: Usuario,
    agua: Tema,
    el_roble: Lugar,
) -> None:
    gobierno = Gobierno(tomas, carmen, gabriel, luis, agua, el_roble)
    with clock.moved_to(LUNES):
        meta = gobierno.hasta(metas.APROBADA, inicio=en_dias(3))
        deadlines.vencer()
        meta.refresh_from_db()
        assert meta.estado == "aprobada"

    with clock.moved_to(LUNES + timedelta(days=3)):
        deadlines.vencer()
        deadlines.vencer()

        assert clock.today() == date(2027, 4, 8)

    meta.refresh_from_db()
    assert (meta.estado, meta.iniciada_en) == ("en_ejecucion", LUNES + timedelta(days=3))
    assert meta.historial.filter(verbo="iniciar").count() == 1
