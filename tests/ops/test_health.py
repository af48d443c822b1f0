"""The health page, and what a monitor with the token is told of the engine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from core import clock, vueltas
from core.models import Usuario
from notifiers.models import Entrega
from ops import beat
from tasks.schedule import JOBS, QUEUES
from tests.notifiers.builders import avisar, un_expediente

pytestmark = pytest.mark.django_db
TOKEN = "un-token-que-nadie-adivina"
CON = {"Authorization": f"Bearer {TOKEN}"}
MONITORES = ("/salud/motor/", "/metrics")


@pytest.fixture
def token(settings: Settings) -> None:
    settings.METRICAS_TOKEN = TOKEN


@pytest.fixture
def al_dia(token: None) -> None:
    """An engine that turns."""
    beat.seed()
    vueltas.latir()
    for job in JOBS:
        pk = vueltas.empezar(job.task)
        assert pk is not None
        vueltas.terminar(pk)


@pytest.fixture
def atrasado(al_dia: None, rosa: Usuario, luis: Usuario) -> None:
    """A mail that should have left half an hour ago."""
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now() - timedelta(minutes=30))


def figures(client: Client) -> dict[tuple[str, ...], float]:
    """What the metrics say: name and labels, and the figure."""
    answer = client.get("/metrics", headers=CON)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    return {
        (sample.name.removeprefix("sigobito_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_the_health_page_answers_while_the_database_does(client: Client) -> None:
    response = client.get("/salud/")
    assert response.status_code == 200
    assert response.json() == {"estado": "vivo"}


@pytest.mark.parametrize("path", MONITORES)
def test_without_a_token_of_the_installation_there_is_nothing_to_ask(
    path: str, client: Client
) -> None:
    for headers in ({}, CON, {"Authorization": "Bearer "}):
        assert client.get(path, headers=headers).status_code == 404


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("path", MONITORES)
@pytest.mark.parametrize("shown", ["", "Bearer otro", f"Basic {TOKEN}", TOKEN, "Bearer ñ"])
def test_without_the_right_token_nothing_is_told(path: str, shown: str, client: Client) -> None:
    answer = client.get(path, headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("path", MONITORES)
def test_whoever_has_logged_in_needs_the_token_all_the_same(path: str, sofia: Usuario) -> None:
    client = Client()
    client.force_login(sofia)
    assert client.get(path).status_code == 401


@pytest.mark.usefixtures("al_dia")
def test_an_engine_that_turns_is_ready(client: Client) -> None:
    answer = client.get("/salud/motor/", headers=CON)
    assert (answer.status_code, answer.json()) == (200, {"estado": "bien", "problemas": []})


@pytest.mark.usefixtures("atrasado")
def test_an_engine_that_is_late_says_what_is_late(client: Client) -> None:
    answer = client.get("/salud/motor/", headers=CON)
    assert answer.status_code == 503
    [problema] = answer.json()["problemas"]
    assert (problema["clave"], problema["nivel"]) == ("cola:entregas", "mal")
    assert "«Correos»: lo más antiguo espera desde " in problema["frase"]


@pytest.mark.usefixtures("atrasado")
def test_what_waits_for_a_person_does_not_make_it_late(client: Client) -> None:
    Entrega.objects.update(estado="fallida")
    answer = client.get("/salud/motor/", headers=CON)
    assert answer.status_code == 200
    assert [p["nivel"] for p in answer.json()["problemas"]] == ["cuidado"]


@pytest.mark.usefixtures("atrasado")
def test_the_metrics_say_the_same_in_figures(client: Client) -> None:
    said = figures(client)

    assert said["queue_due", "entregas"] == 1
    assert said["queue_oldest_due_seconds", "entregas"] == pytest.approx(1800, abs=60)
    assert said["queue_oldest_due_seconds", "plazos"] == 0
    assert said["engine_problems", "mal"] == 1
    assert said["clock_beat_seconds",] < 60
    assert {labels[0] for name, *labels in said if name == "queue_waiting"} == set(QUEUES)
    runs = {labels[0] for name, *labels in said if name == "task_last_success_seconds"}
    assert runs == {job.task for job in JOBS}


@pytest.mark.usefixtures("al_dia")
def test_the_metrics_count_what_left_and_what_failed(
    client: Client, rosa: Usuario, luis: Usuario
) -> None:
    una, otra = avisar(un_expediente(rosa, luis, rosa), luis, rosa)
    Entrega.objects.filter(pk=una.pk).update(estado="entregada", entregada_en=clock.now())
    Entrega.objects.filter(pk=otra.pk).update(estado="fallida")
    pk = vueltas.empezar("tasks.deadlines.barrer")
    assert pk is not None
    vueltas.terminar(pk, "OperationalError")

    said = figures(client)

    assert said["recent", "delivered", "1h"] == 1
    assert said["mails_failed",] == 1
    assert said["recent", "task_failed", "24h"] == 1
    assert said["task_failed", "tasks.deadlines.barrer"] == 1


@pytest.mark.usefixtures("token")
def test_the_metrics_count_what_was_tried_in_vain(client: Client) -> None:
    client.get("/api/v1/metas", headers={"Authorization": "Bearer sgb_ninguna"})
    said = figures(client)
    assert said["refused", "clave", "1h"] == said["refused", "clave", "24h"] == 1
    assert said["refused", "entrada", "24h"] == 0


@pytest.mark.usefixtures("token")
def test_the_metrics_hold_nothing_that_is_about_a_person(client: Client, rosa, luis) -> None:
    avisar(un_expediente(rosa, luis, titulo="Zafiro"), luis)
    page = client.get("/metrics", headers=CON).content.decode()
    for palabra in ("Zafiro", "CMP-", luis.email, luis.nombre):
        assert palabra not in page


@pytest.mark.usefixtures("token")
def test_measuring_is_one_statement(client: Client, django_assert_num_queries) -> None:
    connection.ensure_connection()
    client.get("/metrics", headers=CON)  # the municipality's own row is read every two seconds
    with django_assert_num_queries(1):
        client.get("/metrics", headers=CON)
