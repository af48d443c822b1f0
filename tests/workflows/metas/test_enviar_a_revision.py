"""A programme goes to review when nothing is missing; each thing that is, is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import transitions
from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    avisados,
    en_dias,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas import states
from workflows.metas.actions import intermedias, metas
from workflows.metas.models import Indicador, Meta, MetaIntermedia

pytestmark = pytest.mark.django_db


def test_the_responsable_institucional_is_told(gobierno: Gobierno) -> None:
    meta = gobierno.enviar_a_revision(gobierno.hasta(states.EN_PROGRAMACION))

    assert (meta.estado, ultima(meta).verbo) == ("en_revision", "enviar_a_revision")
    assert avisados(meta, "M00") == {"Carmen Ruiz"}


def test_the_suplente_may_send_it(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION, suplente=marta)

    assert gobierno.enviar_a_revision(meta, actor=marta).estado == "en_revision"


def sin_tema(meta: Meta) -> None:
    meta.temas.clear()


def sin_lugar(meta: Meta) -> None:
    meta.lugares.clear()


def sin_una_parte(meta: Meta) -> None:
    parte = meta.vivas()[0]
    intermedias.quitar(mi_id=parte.pk, actor=gerente_de(meta), motivo="No hace falta.")


def con_peso_de_mas(meta: Meta) -> None:
    cambiar_la_primera(meta, peso=21)


def sin_fecha(meta: Meta) -> None:
    cambiar_la_primera(meta, fecha_vigente=None)


def sin_responsable(meta: Meta) -> None:
    cambiar_la_primera(meta, responsable=None)


def sin_inicio(meta: Meta) -> None:
    metas.editar(meta_id=meta.pk, actor=gerente_de(meta), cambios={"inicio": None})


def con_otro_final(meta: Meta) -> None:
    metas.editar(meta_id=meta.pk, actor=gerente_de(meta), cambios={"fin_vigente": en_dias(60)})


def sin_final(meta: Meta) -> None:
    metas.editar(meta_id=meta.pk, actor=gerente_de(meta), cambios={"fin_vigente": None})


def sin_indicador(meta: Meta) -> None:
    Indicador.objects.all().delete()


def sin_linea_base(meta: Meta) -> None:
    Indicador.objects.update(linea_base=None)


def sin_valor_meta(meta: Meta) -> None:
    Indicador.objects.update(valor_meta=None)


def gerente_de(meta: Meta) -> Usuario:
    assert meta.gerente is not None
    return meta.gerente


def cambiar_la_primera(meta: Meta, **cambios: Any) -> None:
    parte = meta.vivas()[0]
    intermedias.editar(mi_id=parte.pk, actor=gerente_de(meta), cambios=cambios)


@pytest.mark.parametrize(
    ("quitar", "motivo"),
    [
        (sin_tema, "Diga al menos un tema"),
        (sin_una_parte, "Defina al menos tres metas intermedias"),
        (con_peso_de_mas, "deben sumar 100"),
        (sin_fecha, "Cada meta intermedia necesita una fecha"),
        (sin_responsable, "Cada meta intermedia necesita un responsable"),
        (sin_inicio, "Ponga la fecha de inicio"),
        (con_otro_final, "debe ser la de su última meta intermedia"),
        (sin_final, "debe ser la de su última meta intermedia"),
        (sin_indicador, "Defina el indicador"),
        (sin_linea_base, "Defina el indicador"),
        (sin_valor_meta, "Defina el indicador"),
        (sin_lugar, "Diga al menos un lugar"),
    ],
)
def test_what_is_missing_is_said_and_it_stays(
    quitar: Callable[[Meta], None], motivo: str, gobierno: Gobierno
) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    quitar(meta)
    meta = Meta.objects.get(pk=meta.pk)

    with se_niega(meta, motivo):
        gobierno.enviar_a_revision(meta)
    paso = {uno.verb: uno for uno in transitions.steps(meta, gobierno.gerente)}
    assert motivo in paso["enviar_a_revision"].motivo


def test_a_part_taken_out_does_not_count(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    sobra = gobierno.parte(meta, peso=15)
    with se_niega(meta, "deben sumar 100"):
        gobierno.enviar_a_revision(meta)

    intermedias.quitar(mi_id=sobra.pk, actor=gobierno.gerente, motivo="Sobra.")

    assert gobierno.enviar_a_revision(meta).estado == "en_revision"


def test_nobody_but_its_gerencia_sends_it(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    for quien in ("carmen", "elena", "tomas"):
        with se_niega(meta, "No le corresponde"):
            gobierno.enviar_a_revision(meta, actor=persona(quien))


def test_only_what_is_programmed_is_sent(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_revision", "visada", "en_ejecucion"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.enviar_a_revision(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.enviar_a_revision(meta, version=1)


def test_a_weight_is_a_whole_number_of_one_to_a_hundred(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    for peso in (0, 101):
        with pytest.raises(ValidationError) as error:
            cambiar_la_primera(meta, peso=peso)
        assert set(error.value.message_dict) == {"peso"}
    assert MetaIntermedia.objects.filter(meta=meta, peso=20).exists()
