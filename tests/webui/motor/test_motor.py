"""The screen of the engine: for whoever runs the systems, in words, with what can be done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from channels import holds
from channels.models import Cuenta, Publicacion
from core import clock, vueltas
from core.models import IntentoRechazado, Latido, Usuario, Vuelta
from notifiers.models import Entrega
from ops import beat
from tasks.schedule import JOBS
from tests.cast import CAST, person
from tests.channels.builders import an_account, an_expediente, queued
from tests.notifiers.builders import avisar, un_expediente
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db
MEDIA_HORA = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def al_dia(db: None) -> None:
    """An engine that turns."""
    beat.seed()
    vueltas.latir()
    for job in JOBS:
        pk = vueltas.empezar(job.task)
        assert pk is not None
        vueltas.terminar(pk)


@pytest.fixture
def fallida(rosa: Usuario, luis: Usuario) -> Entrega:
    """A mail that did not arrive."""
    [entrega] = avisar(un_expediente(rosa, luis, titulo="Zafiro"), luis)
    Entrega.objects.update(
        estado="fallida", intentos=6, error="El servidor de correo rechazó la dirección."
    )
    return entrega


def pagina(entrar: Entrar, user: Usuario, ruta: str = "/motor/") -> str:
    answer = entrar(user).get(ruta)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("nombre", CAST)
def test_it_is_for_the_administrator_and_the_contraparte_alone(nombre: str, entrar: Entrar) -> None:
    user = person(nombre)
    puede = CAST[nombre][1] in {"administrador", "contraparte"}
    client = entrar(user)
    for ruta in ("/motor/", "/motor/rutinas/tasks.deadlines.barrer/"):
        assert client.get(ruta).status_code == (200 if puede else 403)
    for ruta in ("/motor/correos/reintentar/", "/motor/correos/1/reintentar/"):
        assert client.post(ruta).status_code == (302 if puede else 403)
    assert ('href="/motor/"' in client.get("/mi-dia/").content.decode()) == puede


def test_an_engine_that_turns_says_so(entrar: Entrar, sofia: Usuario) -> None:
    page = pagina(entrar, sofia)
    assert "Todo va al día" in page
    assert "Nada está atascado" in page
    for rutina in ("Avisar de los plazos", "Enviar los correos", "cada 30\u00a0s", "cada 6\u00a0h"):
        assert rutina in page


def test_what_is_late_is_told_with_what_to_do(
    entrar: Entrar, sofia: Usuario, rosa: Usuario, luis: Usuario
) -> None:
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now() - MEDIA_HORA)
    page = pagina(entrar, sofia)
    assert "El motor necesita atención" in page
    assert "«Correos»: lo más antiguo espera desde" in page
    assert "Atrasada" in page
    assert "hace 30 minutos" in page


def test_a_clock_or_workers_that_stand_still_are_told(entrar: Entrar, sofia: Usuario) -> None:
    Vuelta.objects.update(empezada_en=timezone.now() - MEDIA_HORA)
    assert "ningún trabajador responde" in pagina(entrar, sofia)
    Latido.objects.all().delete()
    page = pagina(entrar, sofia)
    assert "El reloj del sistema no llama a nadie" in page
    assert "nunca" in page


def test_mail_that_is_down_is_told_since_when_and_why(
    entrar: Entrar, sofia: Usuario, rosa: Usuario, luis: Usuario
) -> None:
    [entrega] = avisar(un_expediente(rosa, luis), luis)
    entrega.notificacion.creado_en = clock.now() - MEDIA_HORA
    entrega.notificacion.save()
    Entrega.objects.update(
        intentos=2,
        error="El servidor de correo no responde.",
        disponible_en=clock.now() + MEDIA_HORA,
    )
    client = entrar(sofia)
    assert "Correos que no salen desde" in client.get("/motor/").content.decode()

    client.cookies["idioma"] = "en"
    page = client.get("/motor/").content.decode()
    assert "Mails that have not left since" in page
    assert "The mail server does not answer." in page


def test_a_mail_that_did_not_arrive_can_be_tried_again_there(
    entrar: Entrar, elena: Usuario, luis: Usuario, fallida: Entrega
) -> None:
    client = entrar(elena)
    page = client.get("/motor/").content.decode()
    assert "El motor funciona; hay algo por resolver" in page
    assert luis.nombre in page
    assert "El servidor de correo rechazó la dirección." in page
    assert "Zafiro" not in page  # what the case is about is not the administrator's business

    answer = client.post(f"/motor/correos/{fallida.pk}/reintentar/", follow=True)

    assert "En camino otra vez." in answer.content.decode()
    fallida.refresh_from_db()
    assert (fallida.estado, fallida.intentos) == ("pendiente", 0)
    assert len(fallida.origen) > 0

    again = client.post(f"/motor/correos/{fallida.pk}/reintentar/", follow=True)
    assert "Ese correo ya no espera por nadie." in again.content.decode()


def test_all_of_them_can_be_tried_again_at_once(
    entrar: Entrar, sofia: Usuario, rosa: Usuario, luis: Usuario
) -> None:
    avisar(un_expediente(rosa, luis, rosa), luis, rosa)
    Entrega.objects.update(estado="fallida")
    answer = entrar(sofia).post("/motor/correos/reintentar/", follow=True)
    assert "2 correos en camino." in answer.content.decode()
    assert set(Entrega.objects.values_list("estado", flat=True)) == {"pendiente"}


def test_what_prensa_must_settle_leads_there(
    entrar: Entrar, elena: Usuario, paula: Usuario, tomas: Usuario
) -> None:
    queued(an_expediente(paula), an_account("facebook"))
    Publicacion.objects.update(estado="fallida")
    Cuenta.objects.filter(canal="facebook").update(estado="reconectar", motivo="Llave vencida.")
    holds.pull_brake(actor=tomas, motivo="Duelo")
    page = pagina(entrar, elena)
    assert "/publicaciones/?estado=fallida" in page
    assert "dejó de aceptarnos" in page
    assert "El freno está puesto: Duelo" in page


def test_a_routine_that_failed_shows_its_runs_and_where_to_look(
    entrar: Entrar, sofia: Usuario
) -> None:
    pk = vueltas.empezar("tasks.deadlines.barrer")
    assert pk is not None
    vueltas.terminar(pk, "OperationalError")
    Vuelta.objects.filter(pk=pk).update(origen="AAAAA-AAAAA")
    vueltas.empezar("tasks.deadlines.barrer")

    page = pagina(entrar, sofia, "/motor/rutinas/tasks.deadlines.barrer/")

    for dicho in ("Falló", "OperationalError", "AAAAA-AAAAA", "Bien", "Sin terminar"):
        assert dicho in page


def test_there_are_no_runs_of_what_is_no_routine(entrar: Entrar, sofia: Usuario) -> None:
    assert entrar(sofia).get("/motor/rutinas/core.Usuario/").status_code == 404


def test_a_routine_that_was_switched_off_leads_an_administrator_to_its_switch(
    entrar: Entrar, sofia: Usuario, elena: Usuario
) -> None:
    PeriodicTask.objects.filter(task="tasks.deadlines.barrer").update(enabled=False)
    assert "está apagada" in pagina(entrar, elena)
    assert "Abrir Tareas periódicas" in pagina(entrar, sofia)
    assert "Abrir Tareas periódicas" not in pagina(entrar, elena)


def test_it_is_asked_again_without_what_stands_around_it(entrar: Entrar, sofia: Usuario) -> None:
    answer = entrar(sofia).get("/motor/", headers={"HX-Request": "true", "HX-Target": "motor"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="motor"')
    assert "<nav" not in page


def test_it_says_how_often_somebody_tried_in_vain(entrar: Entrar, sofia: Usuario) -> None:
    for clase, veces in (("entrada", 31), ("clave", 12)):
        IntentoRechazado.objects.create(clase=clase, tramo=clock.now(), veces=veces)
    texto = pagina(entrar, sofia)
    assert '<th scope="row">Intentos rechazados</th><td>43</td><td>43</td>' in texto
