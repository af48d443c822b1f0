"""A line of the log: who caused it, in one format for all, and no secret in any."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.test import Client

from core import origen
from core.models import Usuario
from ops import celery, logs
from tasks import deadlines, deliver
from tests.architecture.source import ROOT
from tests.notifiers.builders import avisar, un_expediente

assert celery.app  # whose signals these tests listen to
ID = re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$")
GUNICORN = """
from gunicorn.config import Config
from gunicorn.glogging import Logger
import ops.gunicorn

config = Config()
config.set("logconfig_dict", ops.gunicorn.logconfig_dict)
Logger(config).info("Empieza")
"""
CELERY = """
import logging
from ops.celery import app

app.log.setup()
logging.getLogger("celery.worker").warning("Empieza")
"""
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What is written from now on, as production writes it, line by line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(logs.Context())
    handler.setFormatter(logs.Json())
    written = [logging.getLogger(name) for name in ("", "django")]
    levels = [logger.level for logger in written]
    for logger in written:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger, level in zip(written, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def one(lines: Lines, logger: str) -> dict[str, Any]:
    [line] = [line for line in lines() if line["logger"] == logger]
    return line


def test_a_line_says_when_how_bad_where_and_what(lines: Lines) -> None:
    with origen.desde("AAAAA-AAAAA"):
        logging.getLogger("algo").warning("El %s", "muelle")

    line = one(lines, "algo")
    assert line.pop("timestamp")
    assert line.pop("process")
    assert line == {
        "level": "WARNING",
        "logger": "algo",
        "message": "El muelle",
        "origen": "AAAAA-AAAAA",
    }


def test_an_error_brings_where_it_happened_in_the_same_line(lines: Lines) -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("algo").exception("No se pudo")
    assert "ZeroDivisionError" in one(lines, "algo")["traceback"]


def test_what_a_library_hangs_on_a_line_is_left_out(lines: Lines) -> None:
    logging.getLogger("algo").warning("x", extra={"request": "GET /?q=Zafiro", "data": {"a": 1}})
    assert {"request", "data"}.isdisjoint(one(lines, "algo"))


@pytest.mark.parametrize("formatter", [logs.Json, logs.Text])
def test_no_known_secret_passes_whoever_writes_it(
    formatter: type[logging.Formatter], monkeypatch: pytest.MonkeyPatch
) -> None:
    clave = "clave del correo/2026"
    monkeypatch.setattr(django_settings, "EMAIL_HOST_PASSWORD", clave)
    logs.secrets_of_ours.cache_clear()
    record = logging.makeLogRecord(
        {
            "msg": "%s %s %s",
            "args": (clave, "clave%20del%20correo%2F2026", django_settings.SECRET_KEY),
            "levelname": "ERROR",
            "name": "x",
        }
    )
    logs.Context().filter(record)

    line = formatter().format(record)

    logs.secrets_of_ours.cache_clear()
    assert line.count("***") == 3
    assert "clave" not in line


def test_in_text_the_id_stands_in_brackets() -> None:
    record = logging.makeLogRecord({"msg": "Hola", "levelname": "INFO", "name": "algo"})
    with origen.desde("AAAAA-AAAAA"):
        logs.Context().filter(record)
    assert logs.Text().format(record).endswith("INFO algo [AAAAA-AAAAA]: Hola")


@pytest.mark.django_db
def test_a_request_is_one_line_under_the_id_it_answers(lines: Lines, rosa: Usuario) -> None:
    client = Client()
    client.force_login(rosa)

    answer = client.get("/compromisos/?q=zafiro")

    line = one(lines, "ops.request")
    assert ID.match(answer.headers["X-Request-ID"])
    assert line["origen"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/compromisos/", 200)
    assert line["user"] == rosa.pk
    assert line["milliseconds"] > 0
    assert "zafiro" not in json.dumps(line)


@pytest.mark.django_db
def test_an_id_that_a_stranger_brings_is_not_taken(client: Client) -> None:
    suyo = "AAAAA-AAAAA"
    answer = client.get("/salud/", headers={"X-Request-ID": suyo, "X-Correlation-ID": suyo})
    assert answer.headers["X-Request-ID"] != suyo


@pytest.mark.django_db
def test_the_key_of_a_login_is_in_no_line(lines: Lines, client: Client) -> None:
    client.get("/cuenta/password/reset/key/abc-SECRETO-DEL-CORREO/")
    assert "SECRETO" not in json.dumps([x for x in lines() if x["logger"] == "ops.request"])


def test_nor_what_a_link_of_a_mail_permits(lines: Lines) -> None:
    logging.getLogger("django.request").warning("Gone: %s", "/pase/7.aceptar.SECRETO_-x/archivo/3/")
    (line,) = lines()
    assert line["message"] == "Gone: /pase/***/archivo/3/"


@pytest.mark.django_db
def test_a_page_that_broke_says_the_number_that_stands_in_the_log(
    lines: Lines, rosa: Usuario, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(rosa)
    # The database breaks in the middle of a page.
    monkeypatch.setattr(Group.objects.all().__class__, "values_list", _rota)

    answer = client.get("/compromisos/")

    assert answer.status_code == 500
    numero = answer.headers["X-Request-ID"]
    assert numero in answer.content.decode()
    assert one(lines, "django.request")["origen"] == numero
    assert "se rompió" in one(lines, "django.request")["traceback"]


def _rota(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("se rompió")


@pytest.mark.usefixtures("buzon")
@pytest.mark.django_db(transaction=True)
def test_a_mail_is_logged_under_the_id_of_what_caused_it_and_without_its_address(
    lines: Lines, rosa: Usuario, luis: Usuario
) -> None:
    with origen.desde("AAAAA-AAAAA"):
        avisar(un_expediente(rosa, luis), luis, kind="C06", estado="", canal="")
    deliver.entregar.apply()

    line = one(lines, "notifiers.deliver")
    assert line["origen"] == "AAAAA-AAAAA"
    assert line["task"] == "tasks.deliver.entregar"
    assert line["message"].endswith(": sent")
    assert luis.email not in json.dumps(lines())


@pytest.mark.django_db(transaction=True)
def test_a_call_of_the_clock_has_an_id_of_its_own_that_ends_with_it(rosa: Usuario) -> None:
    deadlines.barrer.apply()
    assert (origen.actual(), logs.task.get()) == ("", "")


def test_the_web_server_and_celery_write_in_the_same_format() -> None:
    """Each in a process of its own, as it starts."""
    for program in (GUNICORN, CELERY):
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-W", "ignore", "-c", program],
            cwd=ROOT,
            env=_environ(),
            capture_output=True,
            text=True,
            check=True,
        )
        [line] = done.stderr.splitlines()
        assert json.loads(line)["message"] == "Empieza"


def _environ() -> dict[str, str]:
    return os.environ | {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO", "PYTHONPATH": str(ROOT)}
