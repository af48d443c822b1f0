"""The indicator: defined while the meta is programmed, measured while it runs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.transitions import StaleVersion
from tests.workflows.metas.builders import Gobierno, en_dias, se_niega, sin_cambios, ultima
from workflows.metas import states
from workflows.metas.actions import indicadores
from workflows.metas.models import Indicador, Meta

pytestmark = pytest.mark.django_db


def medir(meta: Meta, gobierno: Gobierno, **cambios: Any) -> Meta:
    campos = {
        "actor": gobierno.gerente,
        "valor_actual": Decimal(200),
        "fecha": en_dias(-1),
        **cambios,
    }
    return indicadores.medir(meta_id=meta.pk, **campos)


def test_it_says_from_where_to_where(gobierno: Gobierno) -> None:
    meta = gobierno.definir(gobierno.crear())

    indicador = Indicador.objects.get(meta=meta)
    assert (indicador.nombre, indicador.unidad) == ("Hogares con agua las 24 horas", "hogares")
    assert (indicador.linea_base, indicador.valor_meta) == (Decimal(120), Decimal(640))
    assert ultima(meta).datos == {"linea_base": ["120"], "valor_meta": ["640"]}


def test_it_may_be_incomplete_and_is_defined_again(gobierno: Gobierno) -> None:
    meta = gobierno.definir(gobierno.crear(), linea_base=None)
    assert not Indicador.objects.get().completo

    gobierno.definir(meta)

    assert Indicador.objects.get().completo


@pytest.mark.parametrize("campo", ["nombre", "unidad"])
def test_it_has_a_name_and_a_unit(campo: str, gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        gobierno.definir(meta, **{campo: ""})
    assert set(error.value.message_dict) == {campo}


def test_what_was_agreed_is_not_redefined(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with se_niega(meta, "ya no se puede cambiar"):
        gobierno.definir(meta)


def test_who_only_reads_does_not_define_it(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with se_niega(meta, "No le corresponde"):
        gobierno.definir(meta, actor=gobierno.titular)
    assert not Indicador.objects.exists()


def test_its_value_and_date_are_written_down(gobierno: Gobierno) -> None:
    meta = medir(gobierno.hasta(states.EN_EJECUCION), gobierno)

    indicador = Indicador.objects.get()
    assert (indicador.valor_actual, indicador.fecha) == (Decimal(200), en_dias(-1))
    assert ultima(meta).datos == {"valor": ["None", "200"], "del": "2027-04-04"}


def test_a_value_is_not_of_the_future(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(ValidationError, match="no puede ser futura"):
        medir(meta, gobierno, fecha=en_dias(1))


def test_a_value_fits(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        medir(meta, gobierno, valor_actual=Decimal("1e20"))
    assert set(error.value.message_dict) == {"valor_actual"}


def test_only_what_runs_is_measured(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.APROBADA)

    with se_niega(meta, "La meta no está en ejecución"):
        medir(meta, gobierno)


def test_nobody_but_who_runs_or_follows_it_measures_it(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    medir(meta, gobierno, actor=gobierno.institucional)
    with se_niega(meta, "No le corresponde"):
        medir(meta, gobierno, actor=gobierno.responsable)


def test_stale_forms_are_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        medir(meta, gobierno, version=1)
    borrador = gobierno.crear()
    with sin_cambios(borrador), pytest.raises(StaleVersion):
        gobierno.definir(borrador, version=7)
