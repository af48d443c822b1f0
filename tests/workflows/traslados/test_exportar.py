"""A long list: asked for, written by a worker, told, kept for its owner, and forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from core import clock, outbox
from core.models import Tema, Usuario
from core.transitions import NotAllowed
from notifiers.models import Entrega, Notificacion
from tests.builders import un_compromiso
from tests.workflows.traslados.builders import leer_csv, leer_xlsx, un_pedido
from workflows.traslados import actions
from workflows.traslados.models import Exportacion
from workflows.traslados.salida import exportar as salida

pytestmark = pytest.mark.django_db


def test_a_worker_writes_it_and_tells_whoever_asked(rosa, luis, junta) -> None:
    un_compromiso(rosa, luis, junta, titulo="Uno")
    descarga = actions.pedir(un_pedido(rosa, "compromisos", "xlsx"))
    assert (descarga.estado, descarga.total, descarga.en_marcha) == ("pendiente", 1, True)

    assert actions.exportar()
    assert not actions.exportar()

    descarga.refresh_from_db()
    assert (descarga.estado, descarga.hechas, descarga.porcentaje) == ("lista", 1, 100)
    with descarga.archivo.open("rb") as archivo:
        assert [fila["Título"] for fila in leer_xlsx(archivo)] == ["Uno"]
    aviso = Notificacion.objects.get(clase="descarga")
    assert (aviso.usuario, aviso.titulo) == (rosa, "Lista para descargar: Compromisos")
    assert aviso.ruta == f"/descargas/{descarga.pk}/"
    assert not Entrega.objects.filter(notificacion=aviso).exists()


def test_it_is_what_the_person_may_see_when_it_is_written(rosa, luis, junta) -> None:
    caso = un_compromiso(rosa, luis, junta, nivel_reserva=3)
    descarga = actions.pedir(un_pedido(luis, "compromisos"))
    caso.participaciones.filter(usuario=luis).delete()

    actions.exportar()

    descarga.refresh_from_db()
    with descarga.archivo.open("rb") as archivo:
        assert leer_csv(archivo) == []
    assert (descarga.estado, descarga.total) == ("lista", 0)


def test_who_has_left_gets_nothing(rosa, luis, junta) -> None:
    un_compromiso(rosa, luis, junta)
    descarga = actions.pedir(un_pedido(rosa, "compromisos"))
    Usuario.objects.filter(pk=rosa.pk).update(is_active=False)

    actions.exportar()

    descarga.refresh_from_db()
    assert descarga.total == 0


def test_filter_and_order_are_kept_until_then(rosa, luis, marta, junta, agua) -> None:
    un_compromiso(rosa, luis, junta, titulo="B", temas=[agua])
    un_compromiso(rosa, luis, junta, titulo="A", temas=[agua])
    un_compromiso(rosa, luis, junta, titulo="Sin tema")
    un_compromiso(rosa, marta, junta, titulo="De otra", temas=[agua])
    pedido = un_pedido(rosa, "compromisos", responsable=luis.pk, tema=agua, orden="-codigo")

    descarga = actions.pedir(pedido)
    actions.exportar()

    descarga.refresh_from_db()
    assert descarga.filtro == {"responsable": luis.pk, "tema": agua.pk}
    with descarga.archivo.open("rb") as archivo:
        assert [fila["Título"] for fila in leer_csv(archivo)] == ["A", "B"]


def test_a_filter_by_what_is_gone_fails_with_a_sentence(rosa) -> None:
    tema = Tema.objects.create(nombre="De paso")
    descarga = actions.pedir(un_pedido(rosa, "compromisos", tema=tema))
    tema.delete()

    actions.exportar()

    descarga.refresh_from_db()
    assert descarga.estado == "fallida"
    assert descarga.motivo == "Algo de lo que filtraba la lista ya no existe."
    aviso = Notificacion.objects.get(clase="descarga")
    assert aviso.titulo == "No se pudo preparar la descarga: Compromisos"


def test_whoever_has_several_under_way_waits(rosa, luis) -> None:
    for _vez in range(3):
        actions.pedir(un_pedido(rosa, "compromisos"))
    with pytest.raises(NotAllowed) as refusal:
        actions.pedir(un_pedido(rosa, "compromisos"))
    assert refusal.value.motivo == "Ya tiene varias descargas en preparación. Espere a una."
    actions.pedir(un_pedido(luis, "compromisos"))


def test_its_progress_is_seen_and_keeps_the_lease(rosa, luis, junta, monkeypatch) -> None:
    monkeypatch.setattr(salida, "LOTE", 2)
    for numero in range(5):
        un_compromiso(rosa, luis, junta, titulo=f"N {numero}")
    vistas: list[int] = []
    renew = outbox.renew

    def mirar(row: Exportacion, **campos: Any) -> bool:
        nuestra = renew(row, **campos)
        vistas.append(Exportacion.objects.get().hechas)
        return nuestra

    monkeypatch.setattr(outbox, "renew", mirar)
    actions.pedir(un_pedido(rosa, "compromisos"))
    actions.exportar()
    assert vistas == [2, 4, 5]


def test_what_another_worker_took_is_left_to_it(rosa, luis, junta, monkeypatch) -> None:
    un_compromiso(rosa, luis, junta)
    descarga = actions.pedir(un_pedido(rosa, "compromisos"))
    monkeypatch.setattr(outbox, "renew", lambda *_args, **_campos: False)

    actions.exportar()

    descarga.refresh_from_db()
    assert (descarga.estado, descarga.archivo.name) == ("en_curso", "")
    assert not Notificacion.objects.filter(clase="descarga").exists()


def test_a_dead_worker_leaves_it_to_the_next(rosa) -> None:
    descarga = actions.pedir(un_pedido(rosa, "compromisos"))
    _muere()

    actions.recuperar()
    assert actions.exportar()

    descarga.refresh_from_db()
    assert descarga.estado == "lista"


def test_what_took_several_workers_down_has_failed(rosa) -> None:
    descarga = actions.pedir(un_pedido(rosa, "compromisos"))
    for _vez in range(3):
        _muere()
        actions.recuperar()

    descarga.refresh_from_db()
    assert (descarga.estado, descarga.motivo) == (
        "fallida",
        "No se pudo terminar. Pruebe con menos filas.",
    )
    assert Notificacion.objects.filter(clase="descarga", usuario=rosa).count() == 1


def test_what_was_kept_long_enough_is_deleted_with_its_file(rosa) -> None:
    vieja = actions.pedir(un_pedido(rosa, "compromisos"))
    actions.exportar()
    nueva = actions.pedir(un_pedido(rosa, "compromisos"))
    vieja.refresh_from_db()
    Exportacion.objects.filter(pk=vieja.pk).update(caduca_en=clock.now() - timedelta(seconds=1))

    assert actions.borrar_caducados() == 1

    assert list(Exportacion.objects.all()) == [nueva]
    assert not vieja.archivo.storage.exists(str(vieja.archivo.name))


def test_what_is_being_written_is_not_deleted(rosa) -> None:
    actions.pedir(un_pedido(rosa, "compromisos"))
    outbox.claim(Exportacion, limit=1)
    Exportacion.objects.update(caduca_en=F("creado_en") - timedelta(days=1))
    assert actions.borrar_caducados() == 0


def _muere() -> None:
    """A worker takes the next one, and is never heard of again."""
    assert outbox.claim(Exportacion, limit=1)
    Exportacion.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
