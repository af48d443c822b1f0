"""Who watches from outside: a real database, broker, web and mail server, taken away in turn."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from channels.models import Cuenta
from core import clock, vueltas
from core.models import Usuario, Vuelta
from notifiers.models import Entrega
from ops import beat
from ops.embedded import Valkey
from ops.env import SettingError
from ops.sandbox import client
from ops.sandbox.client import Sandbox
from ops.vigilar import ajustes
from ops.vigilar.__main__ import BIEN, MAL, REINICIAR, main
from tasks.schedule import JOBS
from tests.architecture.source import ROOT
from tests.channels.builders import an_account
from tests.notifiers.builders import avisar, un_expediente

pytestmark = pytest.mark.django_db(transaction=True)
Poner = Callable[..., None]


@pytest.fixture(scope="module")
def correo() -> Iterator[Sandbox]:
    """A mail server."""
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    valkey = Valkey(tmp_path_factory.mktemp("valkey"))
    valkey.start()
    yield valkey
    valkey.discard()


@pytest.fixture
def poner(monkeypatch: pytest.MonkeyPatch) -> Poner:
    """Change the environment of whoever watches."""

    def set_(**valores: object) -> None:
        for nombre, valor in valores.items():
            monkeypatch.setenv(nombre, str(valor))

    return set_


@pytest.fixture(autouse=True)
def instalacion(
    poner: Poner,
    correo: Sandbox,
    valkey: Valkey,
    live_server: LiveServer,
    sofia: Usuario,
    tmp_path: Path,
) -> None:
    """An installation that works, with an administrator and an engine that has just run."""
    correo.reset()
    params = connection.get_connection_params()
    poner(
        DATABASE_URL=f"postgres://{params['user']}@/{quote(params['host'])}/{params['dbname']}",
        BROKER_URL=valkey.url,
        ALARMA_WEB=f"{live_server.url}/salud/",
        EMAIL_HOST=correo.smtp_host,
        EMAIL_PORT=correo.smtp_port,
        ALARMA_MEMORIA=tmp_path / "vigilar.json",
        DEFAULT_FROM_EMAIL="SIGOBito <no-responder@alborada.test>",
    )
    beat.seed()
    vueltas.latir()
    for job in JOBS:
        pk = vueltas.empezar(job.task)
        assert pk is not None
        vueltas.terminar(pk)


@pytest.fixture
def atrasado(rosa: Usuario, luis: Usuario) -> None:
    """A mail that should have left half an hour ago."""
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now() - timedelta(minutes=30))


def asuntos(correo: Sandbox, a: str = "sofia@alborada.test") -> list[str]:
    return [str(mail["subject"]) for mail in correo.mails(a)]


def miradas(cuantas: int) -> list[int]:
    return [main() for _ in range(cuantas)]


def test_while_all_goes_well_nobody_is_written_to(correo: Sandbox) -> None:
    assert miradas(3) == [BIEN] * 3
    assert correo.mails() == []


@pytest.mark.usefixtures("atrasado")
def test_what_lasts_two_looks_is_written_once_and_once_when_it_is_over(
    correo: Sandbox, elena: Usuario, capsys: pytest.CaptureFixture[str]
) -> None:
    assert miradas(1) == [MAL]
    assert correo.mails() == []

    assert miradas(3) == [MAL] * 3
    [asunto] = asuntos(correo)
    assert asunto.startswith("[SIGOBito ")
    assert "«Correos»: lo más antiguo espera desde" in asunto
    assert asuntos(correo, elena.email) == [asunto]
    texto = correo.mails(elena.email)[0]["text"]
    assert "Qué hacer:" in texto
    assert "http://localhost:8000/motor/" in texto

    Entrega.objects.update(estado="entregada", entregada_en=clock.now())
    assert miradas(4) == [BIEN] * 4
    assert [a.partition("] ")[2][:9] for a in asuntos(correo)] == ["«Correos»", "Resuelto:"]
    assert "lo más antiguo espera" in capsys.readouterr().out


@pytest.mark.usefixtures("atrasado")
def test_what_lasts_one_look_is_nobodys_trouble(correo: Sandbox) -> None:
    for _ in range(3):
        main()
        entrega = Entrega.objects.get()
        Entrega.objects.update(estado="entregada", entregada_en=clock.now())
        main()
        Entrega.objects.update(estado="pendiente", disponible_en=entrega.disponible_en)
    assert correo.mails() == []


@pytest.mark.usefixtures("atrasado")
def test_a_trouble_that_comes_back_at_once_is_the_same(correo: Sandbox) -> None:
    miradas(2)
    Entrega.objects.update(estado="entregada", entregada_en=clock.now())
    miradas(1)
    Entrega.objects.update(estado="pendiente")
    miradas(3)
    assert len(asuntos(correo)) == 1


def test_only_administrators_and_the_contraparte_who_still_work_here_are_told(
    correo: Sandbox, rosa: Usuario, elena: Usuario, tomas: Usuario, atrasado: None
) -> None:
    Usuario.objects.filter(pk=elena.pk).update(is_active=False)
    miradas(2)
    assert [mail["recipients"] for mail in correo.mails()] == [["sofia@alborada.test"]]


@pytest.mark.usefixtures("atrasado")
def test_addresses_of_the_environment_come_first(correo: Sandbox, poner: Poner) -> None:
    poner(ALARMA_CORREOS="guardia@alborada.test, otra@alborada.test")
    miradas(2)
    assert len(asuntos(correo, "guardia@alborada.test")) == 1
    assert len(asuntos(correo, "otra@alborada.test")) == 1
    assert asuntos(correo) == []


def test_a_database_that_is_down_is_told_to_whom_was_known_before(
    correo: Sandbox, poner: Poner, tmp_path: Path
) -> None:
    miradas(1)
    poner(DATABASE_URL=f"postgres://nadie@/{quote(str(tmp_path))}/ninguna")
    assert miradas(3) == [MAL] * 3
    [asunto] = asuntos(correo)
    assert "La base de datos no responde (OperationalError)" in asunto


def test_a_web_server_that_is_down_is_told(correo: Sandbox, poner: Poner) -> None:
    poner(ALARMA_WEB="http://127.0.0.1:9/salud/")
    assert miradas(2) == [MAL] * 2
    assert "El servidor web no responde (ConnectionRefusedError)" in asuntos(correo)[0]


def test_a_broker_that_is_down_is_told_as_the_one_reason(
    correo: Sandbox, poner: Poner, tmp_path: Path
) -> None:
    poner(BROKER_URL=f"redis+socket://{tmp_path}/nada")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_latido SET visto_en = now() - interval '1 hour'")
    miradas(2)
    texto = correo.mails("sofia@alborada.test")[0]["text"]
    assert "El servidor de Redis o Valkey no responde (FileNotFoundError)" in texto
    assert texto.count("Qué hacer:") == 1


def test_a_broker_that_takes_the_call_and_says_nothing_is_down(
    poner: Poner, correo: Sandbox, valkey: Valkey
) -> None:
    pid = valkey.pid()
    assert pid
    os.kill(pid, signal.SIGSTOP)
    try:
        miradas(2)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert "(TimeoutError)" in asuntos(correo)[0]


@pytest.mark.usefixtures("atrasado")
def test_with_the_usual_mail_server_down_the_alarm_goes_by_its_own(
    correo: Sandbox, poner: Poner
) -> None:
    poner(EMAIL_PORT=9, ALARMA_EMAIL_HOST=correo.smtp_host, ALARMA_EMAIL_PORT=correo.smtp_port)
    miradas(2)
    texto = correo.mails("sofia@alborada.test")[0]["text"]
    assert "El servidor de correo no responde (ConnectionRefusedError)" in texto
    assert "lo más antiguo espera" in texto


@pytest.mark.usefixtures("atrasado")
def test_what_could_not_be_sent_is_sent_as_soon_as_it_can(
    correo: Sandbox, poner: Poner, capsys: pytest.CaptureFixture[str]
) -> None:
    poner(ALARMA_EMAIL_HOST="127.0.0.1", ALARMA_EMAIL_PORT=9)
    miradas(3)
    assert "No se pudo enviar el aviso" in capsys.readouterr().out
    poner(ALARMA_EMAIL_PORT=correo.smtp_port)
    miradas(2)
    assert len(asuntos(correo)) == 1


def test_workers_that_take_nothing_are_to_be_started_anew_and_never_at_the_first_look() -> None:
    Vuelta.objects.update(empezada_en=timezone.now() - timedelta(minutes=4))
    assert miradas(2) == [MAL, REINICIAR]


def test_new_workers_are_left_in_peace_for_a_while() -> None:
    Vuelta.objects.update(empezada_en=timezone.now() - timedelta(minutes=4))
    miradas(2)
    with time_machine.travel(time.time() + 60, tick=True):
        assert miradas(1) == [MAL]
    with time_machine.travel(time.time() + 130, tick=True):
        assert miradas(2) == [REINICIAR, MAL]


@pytest.mark.usefixtures("atrasado")
def test_a_late_queue_alone_starts_nobody_anew() -> None:
    assert miradas(3) == [MAL] * 3


def test_an_account_that_must_be_reconnected_is_told_and_one_on_pause_is_not(
    correo: Sandbox, paula: Usuario
) -> None:
    an_account("facebook")
    Cuenta.objects.filter(canal="facebook").update(estado="pausada", motivo="Así lo pidieron.")
    assert miradas(2) == [BIEN] * 2
    Cuenta.objects.filter(canal="facebook").update(estado="reconectar", motivo="Llave vencida.")
    miradas(2)
    [asunto] = asuntos(correo)
    assert "dejó de aceptarnos" in asunto


@pytest.mark.usefixtures("atrasado")
def test_the_memory_is_a_file_for_us_alone_and_a_broken_one_is_forgotten(
    tmp_path: Path, correo: Sandbox
) -> None:
    fichero = tmp_path / "vigilar.json"
    fichero.write_text("{")
    miradas(1)
    assert fichero.stat().st_mode & 0o077 == 0
    assert list(json.loads(fichero.read_text())["recuerdos"]) == ["cola:entregas"]
    assert [uno.name for uno in tmp_path.iterdir()] == ["vigilar.json"]


def test_no_password_is_in_what_it_writes_or_remembers(
    poner: Poner, correo: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    miradas(1)
    poner(
        DATABASE_URL="postgres://yo:zafiro-secreto@127.0.0.1:9/x",
        EMAIL_HOST_PASSWORD="zafiro-secreto",
    )
    miradas(2)
    dicho = capsys.readouterr().out + (tmp_path / "vigilar.json").read_text()
    dicho += correo.mails("sofia@alborada.test")[0]["text"]
    assert "zafiro" not in dicho


def test_a_wrong_setting_stops_it_with_a_sentence(poner: Poner) -> None:
    poner(ALARMA_EMAIL_HOST="correo.test", ALARMA_EMAIL_SECURITY="quizás")
    with pytest.raises(SettingError, match="ALARMA_EMAIL_SECURITY must be one of"):
        ajustes.leer()


def test_it_is_light_and_loads_neither_django_nor_celery() -> None:
    """So that it may run every half minute beside an installation of 512 MB."""
    program = (
        "import sys, runpy\n"
        "try: runpy.run_module('ops.vigilar', run_name='__main__')\n"
        "except SystemExit as end: print(end.code)\n"
        "print('django.db' in sys.modules, 'celery' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "False", "False"], done.stdout + done.stderr
