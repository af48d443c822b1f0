"""Puerto Alborada: as many of everything as promised, in every state, and lived in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db.models import F

from channels.models import Publicacion
from core import clock
from core.models import Actor, Comentario, Expediente, Historial, Usuario
from notifiers import inbox
from notifiers.models import Entrega, Notificacion
from ops.demo import gente
from ops.sandbox.client import Sandbox
from workflows.compromisos import publicos
from workflows.compromisos.models import Compromiso
from workflows.metas.models import Meta, MetaIntermedia
from workflows.plazos.models import Aviso
from workflows.solicitudes.models import Solicitud

# Lived once: all of these on the same worker.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

# Nobody takes a milestone out of its plan there.
NO_PASA = {("meta_intermedia", "cancelada")}


def test_there_is_as_much_as_promised() -> None:
    cuantos = {clase: Expediente.objects.filter(clase=clase).count() for clase in _clases()}

    assert cuantos["solicitud"] == 141
    assert cuantos["compromiso"] == 104
    assert cuantos["pieza"] == 40
    assert cuantos["meta"] >= 6
    assert Actor.objects.count() == 45
    assert Usuario.objects.que_entran().count() == 15


def test_every_role_has_somebody() -> None:
    assert not Group.objects.filter(user=None).exists()


def test_something_stands_in_every_state() -> None:
    hay = {
        (clase, caso.estado)
        for clase, modelo in Expediente.clases().items()
        for caso in modelo._default_manager.all()
    }
    declarados = {
        (clase, estado)
        for clase, modelo in Expediente.clases().items()
        for estado in dict(modelo.estado.field.flatchoices)
    }

    assert declarados - hay == NO_PASA


def test_posts_went_out_wait_failed_and_were_taken_away(redes: Sandbox) -> None:
    estados = set(Publicacion.objects.values_list("estado", flat=True))

    assert estados >= {"publicada", "programada", "fallida", "por_decidir", "retirada"}
    fuera = Publicacion.objects.filter(estado="publicada")
    assert len(redes.posts("facebook")) == fuera.filter(canal="facebook").count()
    assert len(redes.posts("x")) == fuera.filter(canal="twitter").count()


def test_some_are_late_and_some_were_escalated() -> None:
    hoy = clock.today()

    assert Compromiso.objects.filter(estado="en_gestion", fecha_vigente__lt=hoy).exists()
    assert MetaIntermedia.objects.filter(estado="en_ejecucion", fecha_vigente__lt=hoy).exists()
    assert Aviso.objects.filter(regla__codigo="T04", regla__etapa__gte=4).exists()
    assert Aviso.objects.filter(regla__codigo="S05").exists()
    assert Aviso.objects.filter(regla__codigo="S09").exists()


def test_what_was_handed_on_is_with_units_with_institutions_answered_and_returned() -> None:
    derivadas = Solicitud.objects.filter(estado="derivada")

    assert derivadas.filter(area_derivada__isnull=False, respuesta_derivada="").exists()
    assert derivadas.filter(area_derivada__isnull=False).exclude(respuesta_derivada="").exists()
    assert derivadas.filter(institucion__isnull=False).exists()
    assert Solicitud.objects.filter(estado="cerrada", decision="derivada").exists()
    assert Historial.objects.filter(verbo="devolver_derivada").exists()


def test_people_talk_about_what_they_do_and_are_told() -> None:
    assert Comentario.objects.count() > 10
    assert Notificacion.objects.filter(clase="X01").exists()
    assert Notificacion.objects.filter(clase="X01S", usuario__groups__name="titular").exists()


def test_people_outside_answer_by_their_link_and_everybody_sees_what_they_show() -> None:
    de_afuera = Compromiso.objects.filter(responsable__actor__isnull=False)

    assert {uno.estado for uno in de_afuera} == {"asignada", "en_gestion", "cumplida"}
    por_enlace = Historial.objects.filter(via="enlace", usuario__actor__isnull=False)
    assert {una.verbo for una in por_enlace} >= {"aceptar", "informar", "reportar_cumplida"}
    assert publicos.evidencias(de_afuera.get(estado="cumplida")).exists()


def test_an_instruccion_is_under_way_with_each_part_where_it_is() -> None:
    instruccion = Compromiso.objects.get(tipo="instruccion")
    partes = Compromiso.objects.filter(padre=instruccion)

    assert (instruccion.estado, instruccion.derivadas_abiertas) == ("en_gestion", 2)
    assert [una.estado for una in partes.order_by("pk")] == ["cumplida", "en_gestion", "en_gestion"]
    assert [una.reasignaciones for una in partes.order_by("pk")] == [0, 0, 1]
    assert [una.nombre for una in instruccion.copias] == ["Paula Quintero"]
    assert {una.responsable for una in partes} <= set(instruccion.participantes)


def test_a_report_came_each_week_but_one_and_not_all_were_read() -> None:
    encargo = Compromiso.objects.get(tipo="encargo")

    assert [uno.porcentaje for uno in encargo.informes.order_by("momento")] == [25, 50, 50, 75]
    assert encargo.informes.filter(revisado_en=None).count() == 2
    assert Aviso.objects.filter(regla__codigo="T05", plazo__expediente=encargo.pk).exists()


def test_the_coming_weeks_have_dates_in_them() -> None:
    hoy = clock.today()

    assert Compromiso.objects.filter(fecha_vigente__gt=hoy).count() > 10
    assert Publicacion.objects.filter(estado="programada", disponible_en__gt=clock.now()).exists()
    assert Meta.objects.filter(estado="aprobada", inicio__gt=hoy).exists()


def test_nothing_happened_after_today_nor_before_it_was_opened() -> None:
    assert not Historial.objects.filter(momento__gt=clock.now()).exists()
    assert not Historial.objects.filter(momento__lt=F("expediente__creado_en")).exists()


def test_what_people_were_told_reached_them() -> None:
    assert Entrega.objects.filter(estado="entregada").count() > 500
    assert not Entrega.objects.filter(estado="fallida").exists()


def test_the_last_digests_say_what_waits_for_whom_they_are_written_to(redes: Sandbox) -> None:
    for quien in ("alcalde", "agenda", "obras"):
        recibidos = redes.mails(f"{quien}@{gente.DOMINIO}")
        ultimo = [uno for uno in recibidos if uno["subject"].startswith("Su resumen del día")][-1]
        assert "Y esto espera por usted:" in ultimo["html"], quien


def test_who_only_has_something_to_do_has_one_too() -> None:
    solo_espera = Entrega.objects.filter(notificacion__clase="resumen")

    assert solo_espera.filter(estado="entregada").count() > 20
    assert not solo_espera.exclude(estado="entregada").exists()


def test_people_look_at_their_bell() -> None:
    for persona in Usuario.objects.que_entran():
        assert inbox.sin_leer(persona) < 99


def test_the_accounts_are_written_down_for_who_tries_it(cuentas: Path) -> None:
    escritas = json.loads(cuentas.read_text())

    assert [una["email"] for una in escritas] == [
        f"{persona.usuario}@{gente.DOMINIO}" for persona in gente.PERSONAS
    ]
    for una in escritas:
        assert Usuario.objects.get(email=una["email"]).check_password(una["password"])
        assert una["roles"]


def test_it_is_never_loaded_over_something() -> None:
    antes = Expediente.objects.count()
    call_command("demo")

    assert Expediente.objects.count() == antes


def test_without_the_sandbox_it_refuses(settings: Any) -> None:
    settings.SANDBOX = False
    with pytest.raises(CommandError, match="SANDBOX"):
        call_command("demo")


def _clases() -> list[str]:
    return [*Expediente.clases()]
