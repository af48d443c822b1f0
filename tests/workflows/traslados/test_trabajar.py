"""An import on the screen's side of the house: uploaded, mapped, rehearsed by a worker, done."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core import clock, outbox
from core.models import Actor, Tema, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tests.cast import person
from tests.workflows.traslados import hojas
from workflows.traslados import actions
from workflows.traslados.actions import importaciones
from workflows.traslados.entrada import importar
from workflows.traslados.models import Importacion, Reparo

HOJA = ("Tema,Padre", "Pozos,Agua", "Agua,")


def subida(actor: Usuario, *lineas: str, nombre: str = "temas 2026.csv") -> Importacion:
    return actions.subir(
        actor=actor, cosa="temas", archivo=hojas.csv(*(lineas or HOJA)), nombre=nombre
    )


def ensayada(actor: Usuario, *lineas: str, **campos: Any) -> Importacion:
    importacion = subida(actor, *lineas)
    campos.setdefault("columnas", importacion.mapa)
    campos.setdefault("fijos", {})
    actions.ensayar(importacion_id=importacion.pk, actor=actor, **campos)
    assert actions.trabajar()
    importacion.refresh_from_db()
    return importacion


@pytest.mark.django_db
class TestSubir:
    def test_its_columns_are_proposed_and_some_rows_shown(self, elena: Usuario) -> None:
        importacion = subida(elena, nombre="C:\\datos\\temas 2026.csv")
        assert importacion.cabeceras == ["Tema", "Padre"]
        assert importacion.mapa == {"Tema": "nombre", "Padre": "superior"}
        assert importacion.muestra == [["Pozos", "Agua"], ["Agua", ""]]
        assert (importacion.estado, importacion.total) == ("subida", 2)
        assert not actions.trabajar()

    def test_what_cannot_be_read_is_refused_at_its_field(self, elena: Usuario) -> None:
        with pytest.raises(ValidationError) as error:
            actions.subir(actor=elena, cosa="temas", archivo=io.BytesIO(b""), nombre="x.csv")
        assert error.value.message_dict == {"archivo": ["El archivo está vacío."]}
        assert not Importacion.objects.exists()

    def test_who_may_not_make_such_things_may_not_bring_them(self, omar: Usuario) -> None:
        with pytest.raises(NotAllowed):
            subida(omar)


@pytest.mark.django_db
class TestEnsayar:
    def test_a_worker_says_what_would_happen(self, elena: Usuario) -> None:
        importacion = ensayada(elena)
        assert (importacion.estado, importacion.nuevas, importacion.malas) == ("ensayada", 2, 0)
        assert importacion.se_hace
        assert not Tema.objects.exists()
        aviso = Notificacion.objects.get(clase="importacion")
        assert (aviso.usuario, aviso.titulo) == (elena, "Ensayado sin reparos: temas 2026.csv")
        assert aviso.ruta == f"/importar/{importacion.pk}/"

    def test_each_bad_row_is_kept_until_the_next_rehearsal(self, elena: Usuario) -> None:
        importacion = ensayada(elena, "Tema,Desde", f"{'x' * 121},ayer")
        assert (importacion.malas, importacion.se_hace) == (1, False)
        assert list(Reparo.objects.values_list("fila", "columna", "valor")) == [
            (2, "Tema", "x" * 121),
            (2, "Desde", "ayer"),
        ]
        titulo = Notificacion.objects.get(clase="importacion").titulo
        assert titulo == "Hay filas que corregir: temas 2026.csv"
        assert "Tiene 121 letras" in actions.reparos(importacion).decode("utf-8-sig")

        columnas = {"Desde": "nombre"}
        actions.ensayar(importacion_id=importacion.pk, actor=elena, columnas=columnas, fijos={})
        actions.trabajar()
        importacion.refresh_from_db()
        assert (importacion.malas, Reparo.objects.count()) == (0, 0)

    def test_a_mapping_that_makes_no_sense_is_refused(self, elena: Usuario) -> None:
        importacion = subida(elena)
        with pytest.raises(ValidationError):
            actions.ensayar(importacion_id=importacion.pk, actor=elena, columnas={}, fijos={})

    def test_nobody_touches_that_of_somebody_else(self, elena: Usuario, rosa: Usuario) -> None:
        importacion = subida(elena)
        for accion in (actions.hacer, actions.descartar):
            with pytest.raises(Importacion.DoesNotExist):
                accion(importacion_id=importacion.pk, actor=rosa)

    def test_what_is_under_way_is_left_alone(self, elena: Usuario) -> None:
        importacion = subida(elena)
        campos = {"columnas": importacion.mapa, "fijos": {}}
        actions.ensayar(importacion_id=importacion.pk, actor=elena, **campos)
        with pytest.raises(NotAllowed):
            actions.ensayar(importacion_id=importacion.pk, actor=elena, **campos)
        with pytest.raises(NotAllowed):
            actions.descartar(importacion_id=importacion.pk, actor=elena)

    def test_a_file_that_is_too_long_fails_with_a_sentence(
        self, elena: Usuario, settings: Any
    ) -> None:
        settings.IMPORTAR_FILAS = 1
        importacion = ensayada(elena)
        assert importacion.estado == "fallida"
        assert importacion.motivo == "Tiene más de 1 filas. Pártalo en varios archivos."

    def test_a_defect_is_told_without_what_it_said(
        self, elena: Usuario, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def romper(_trabajo: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(importar, "ensayar", romper)
        importacion = ensayada(elena)
        assert importacion.estado == "fallida"
        assert (
            importacion.motivo == "Hubo un error, y no se importó nada. Avise a quien administra."
        )


@pytest.mark.django_db
class TestHacer:
    def test_everything_comes_in_with_the_word_that_it_did(self, elena: Usuario) -> None:
        importacion = ensayada(elena)
        actions.hacer(importacion_id=importacion.pk, actor=elena)
        actions.trabajar()
        importacion.refresh_from_db()
        assert (importacion.estado, importacion.nuevas, importacion.hechas) == ("hecha", 2, 2)
        assert Tema.objects.count() == 2
        assert Notificacion.objects.filter(clase="importacion").count() == 2

    def test_what_was_not_rehearsed_well_is_not_done(self, elena: Usuario) -> None:
        importacion = ensayada(elena, "Tema", "x" * 121)
        with pytest.raises(NotAllowed, match="ensayarse sin reparos"):
            actions.hacer(importacion_id=importacion.pk, actor=elena)

    def test_what_became_bad_meanwhile_brings_nothing_in(self, elena: Usuario) -> None:
        importacion = ensayada(elena, "Tema,Padre", "Otro,", "Pozos,Agua", "Agua,")
        actions.hacer(importacion_id=importacion.pk, actor=elena)
        Tema.objects.create(nombre="Pozos", superior=Tema.objects.create(nombre="Obras"))

        actions.trabajar()

        importacion.refresh_from_db()
        assert (importacion.estado, importacion.malas, importacion.se_hace) == (
            "ensayada",
            1,
            False,
        )
        assert set(Tema.objects.values_list("nombre", flat=True)) == {"Pozos", "Obras"}

    def test_who_lost_the_right_meanwhile_brings_nothing_in(self, elena: Usuario) -> None:
        importacion = ensayada(elena)
        actions.hacer(importacion_id=importacion.pk, actor=elena)
        elena.groups.clear()
        actions.trabajar()
        importacion.refresh_from_db()
        assert (importacion.estado, importacion.motivo) == ("fallida", "No le corresponde a usted.")
        assert not Tema.objects.exists()

    def test_one_given_up_takes_its_file_along(self, elena: Usuario) -> None:
        importacion = ensayada(elena)
        archivo = importacion.archivo
        actions.descartar(importacion_id=importacion.pk, actor=elena)
        assert not Importacion.objects.exists()
        assert not archivo.storage.exists(str(archivo.name))

    def test_old_ones_are_forgotten(self, elena: Usuario) -> None:
        ensayada(elena, "Tema", "x" * 121)
        Importacion.objects.update(caduca_en=clock.now() - timedelta(seconds=1))
        assert actions.borrar_caducados() == 1
        assert not Reparo.objects.exists()

    def test_what_took_several_workers_down_has_failed(self, elena: Usuario) -> None:
        importacion = subida(elena)
        campos = {"columnas": importacion.mapa, "fijos": {}}
        actions.ensayar(importacion_id=importacion.pk, actor=elena, **campos)
        for _vez in range(3):
            outbox.claim(Importacion, limit=1)
            Importacion.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
            actions.recuperar()
        importacion.refresh_from_db()
        assert (importacion.estado, importacion.abierta) == ("fallida", True)


@pytest.mark.django_db(transaction=True)
class TestDosConexiones:
    def test_progress_is_seen_before_anything_is_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        elena = person("elena")
        monkeypatch.setattr(importaciones, "CADA", 0.0)
        vistas: list[tuple[int, int]] = []
        renew = outbox.renew

        def mirar(row: Importacion, **campos: Any) -> bool:
            nuestra = renew(row, **campos)
            with campos["using"].cursor() as cursor:
                cursor.execute(
                    "SELECT hechas, (SELECT count(*) FROM core_tema) FROM traslados_importacion"
                )
                vistas.append(cursor.fetchone())
            return nuestra

        importacion = ensayada(elena)
        actions.hacer(importacion_id=importacion.pk, actor=elena)
        monkeypatch.setattr(outbox, "renew", mirar)
        actions.trabajar()
        assert vistas == [(1, 0), (2, 0)]
        assert Tema.objects.count() == 2

    def test_what_another_worker_took_meanwhile_brings_nothing_in(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        elena = person("elena")
        importacion = ensayada(elena)
        actions.hacer(importacion_id=importacion.pk, actor=elena)
        monkeypatch.setattr(importaciones, "CADA", 0.0)
        monkeypatch.setattr(outbox, "renew", lambda *_args, **_campos: False)

        actions.trabajar()

        importacion.refresh_from_db()
        assert importacion.estado == "en_curso"
        assert not Tema.objects.exists()
        assert not Actor.objects.exists()
