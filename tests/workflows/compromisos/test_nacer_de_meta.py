"""crear, born of a meta: it is part of its thread, and somebody else always verifies it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core import access, clock
from core.models import Usuario, Vinculo
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import queries, states
from workflows.compromisos.models import Compromiso
from workflows.cruce.hilo import hilo
from workflows.metas.actions import intermedias, metas
from workflows.metas.models import Meta, MetaIntermedia


@pytest.fixture
def meta(gabriel: Usuario, carmen: Usuario) -> Meta:
    return metas.crear(
        actor=gabriel, titulo="Agua", gerente=gabriel, responsable_institucional=carmen
    )


@pytest.fixture
def mi(meta: Meta, gabriel: Usuario) -> MetaIntermedia:
    with clock.moved_to(clock.now() + timedelta(minutes=1)):
        return intermedias.crear(meta_id=meta.pk, actor=gabriel, titulo="Diseño", peso=20)


def test_it_is_tied_to_the_meta_and_says_where_it_comes_from(
    oficina: Oficina, meta: Meta, gabriel: Usuario
) -> None:
    compromiso = oficina.crear(actor=gabriel, origen_id=meta.pk)

    assert compromiso.origen == Compromiso.Origen.META
    vinculo = Vinculo.objects.get(a=compromiso.pk)
    assert (vinculo.de_id, vinculo.clase) == (meta.pk, "origen")
    assert [nodo.codigo for nodo in hilo(compromiso, gabriel)] == [meta.codigo, compromiso.codigo]


def test_one_that_was_deleted_while_a_draft_leaves_the_meta(
    oficina: Oficina, meta: Meta, gabriel: Usuario
) -> None:
    borrador = oficina.crear(actor=gabriel, origen_id=meta.pk, enviado=False)
    assert list(queries.nacidos_de(meta, gabriel)) == [borrador]

    oficina.borrar(borrador, actor=gabriel)

    assert list(queries.nacidos_de(meta, gabriel)) == []
    assert hilo(meta, gabriel) == []


def test_it_may_be_born_of_a_part_of_one(
    oficina: Oficina, mi: MetaIntermedia, gabriel: Usuario
) -> None:
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        compromiso = oficina.crear(actor=gabriel, origen_id=mi.pk)

    assert compromiso.origen == Compromiso.Origen.META
    en_orden = [mi.meta.codigo, mi.codigo, compromiso.codigo]
    assert [nodo.codigo for nodo in hilo(compromiso, gabriel)] == en_orden


def test_a_tarea_of_a_meta_is_always_verified(
    oficina: Oficina, meta: Meta, gabriel: Usuario
) -> None:
    with pytest.raises(ValidationError) as error:
        oficina.tarea(actor=gabriel, origen_id=meta.pk)

    assert list(error.value.message_dict) == ["requiere_verificacion"]
    assert not Compromiso.objects.exists()


def test_a_meta_one_may_not_see_is_no_origin(
    oficina: Oficina, carmen: Usuario, elena: Usuario, gabriel: Usuario
) -> None:
    secreta = metas.crear(
        actor=gabriel,
        titulo="Agua",
        gerente=gabriel,
        responsable_institucional=carmen,
        nivel_reserva=3,
    )
    otro = oficina.crear()

    for nada in (secreta.pk, otro.pk, 999_999_999):
        with pytest.raises(ValidationError) as error:
            oficina.crear(actor=elena, origen_id=nada)
        assert list(error.value.message_dict) == ["origen"]
    assert Compromiso.objects.count() == 1


def test_nothing_is_born_of_what_is_closed(
    oficina: Oficina, mi: MetaIntermedia, gabriel: Usuario
) -> None:
    intermedias.quitar(mi_id=mi.pk, actor=gabriel, motivo="No hace falta.")

    with pytest.raises(ValidationError, match="ya está cerrada"):
        oficina.crear(actor=gabriel, origen_id=mi.pk)


def test_the_gerente_reads_what_others_gave_out_for_his_meta(
    oficina: Oficina, meta: Meta, gabriel: Usuario, omar: Usuario
) -> None:
    de_la_meta = oficina.crear(origen_id=meta.pk)
    hecho = oficina.hasta(states.CUMPLIDA, origen_id=meta.pk)
    reservado = oficina.crear(origen_id=meta.pk, nivel_reserva=3)
    oficina.crear()

    assert list(queries.nacidos_de(meta, gabriel)) == [de_la_meta, hecho]
    assert access.can(gabriel, "editar", de_la_meta) is None
    assert list(queries.nacidos_de(meta, oficina.monitor)) == [de_la_meta, reservado, hecho]
    assert list(queries.nacidos_de(meta, omar)) == [de_la_meta, hecho]
