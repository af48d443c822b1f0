"""A wrong or missing value stops the start with one sentence that names the variable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.env import Env, SettingError
from tests.architecture.source import ROOT
from tests.settings import VALUES

env = Env()
HTTPS = {"SITE_URL": "https://municipio.example", "SANDBOX": "0", "ALLOWED_HOSTS": None}
WEB = ("--config", "python:ops.gunicorn", "--check-config", "ops.wsgi")


def test_a_value_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALGO", "  valor \n")
    assert env.text("ALGO") == "valor"


def test_a_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("del archivo\n")
    monkeypatch.setenv("ALGO", "del entorno")
    monkeypatch.setenv("ALGO_FILE", str(secret))
    assert env.text("ALGO") == "del archivo"


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALGO_FILE", "/no/hay/nada")
    with pytest.raises(SettingError, match="ALGO_FILE cannot be read"):
        env.text("ALGO")


def test_a_missing_value_is_named() -> None:
    with pytest.raises(SettingError, match="ALGO is missing"):
        env.text("ALGO")


@pytest.mark.parametrize(
    ("value", "read", "problem"),
    [
        ("corta", lambda: env.text("ALGO", least=50), "at least 50 characters"),
        (" , ", lambda: env.words("ALGO", least=1), "at least 1 value"),
        ("doce", lambda: env.whole("ALGO", 1), "whole number"),
        ("3", lambda: env.whole("ALGO", 10, low=5), "at least 5"),
        ("quizas", lambda: env.flag("ALGO", default=False), "must be 1 or 0"),
        ("c29sby1wYXJh", lambda: env.keys("ALGO"), "base64"),
        ("rojo", lambda: env.choice("ALGO", "a", among=("a", "b")), "one of: a, b"),
        ("ftp://x", lambda: env.url("ALGO", schemes=("https",)), "https://"),
        ("mysql://a@b/c", lambda: env.database("ALGO"), "PostgreSQL"),
        ("postgres://a@b", lambda: env.database("ALGO"), "PostgreSQL"),
        ("postgres://a@b:x/c", lambda: env.database("ALGO"), "PostgreSQL"),
    ],
)
def test_a_wrong_value_is_named_and_never_shown(
    value: str, read: Callable[[], object], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALGO", value)
    with pytest.raises(SettingError) as refusal:
        read()
    assert "ALGO" in str(refusal.value)
    assert problem in str(refusal.value)
    assert value not in str(refusal.value) or len(value) < 3


def test_a_socket_folder_is_a_database_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALGO", "postgres://app@//run/sockets/sigobito")
    config = env.database("ALGO")
    assert (config["HOST"], config["NAME"], config["USER"]) == ("/run/sockets", "sigobito", "app")


@pytest.mark.parametrize("name", ["SECRET_KEY", "CLAVES_CIFRADO", "SITE_URL", "DATABASE_URL"])
def test_the_start_without_a_needed_variable_says_which(name: str) -> None:
    done = _manage("check", **{name: None})
    assert done.returncode == 1
    assert done.stderr.startswith(f"SIGOBito cannot start: {name} is missing")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "foo"),
        ("CLAVES_CIFRADO", "corta"),
        ("WEB_PROCESOS", "x"),
        ("WEB_HILOS", "0"),
        ("SESION_INACTIVA_SEGUNDOS", "nunca"),
        ("SESION_MAXIMA_SEGUNDOS", "5"),
        ("SEGUNDO_FACTOR", "titular,alcalde"),
        ("SALIDA_PERMITIDA", "https://ganchos.example/"),
        ("SALIDA_REDES", "10.0.0.1/8"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence(name: str, value: str) -> None:
    done = _python("-m", "gunicorn", *WEB, **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"SIGOBito cannot start: {name} ")
    assert len(done.stderr.splitlines()) == 1


def test_workers_and_the_clock_stop_with_the_same_sentence() -> None:
    for role in ("worker", "beat"):
        done = _python("-m", "celery", "--app", "ops.celery", role, CLAVES_CIFRADO="corta")
        assert done.returncode == 1
        assert done.stderr.startswith("SIGOBito cannot start: CLAVES_CIFRADO ")
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["SANDBOX", "DEBUG"])
def test_what_is_for_this_machine_is_refused_elsewhere(name: str) -> None:
    done = _manage("check", **{**HTTPS, name: "1"})
    assert done.returncode == 1
    assert done.stderr.startswith(f"SIGOBito cannot start: {name} must be 0")


def test_a_level_may_be_written_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALGO", "warning")
    assert env.choice("ALGO", "INFO", among=("INFO", "WARNING")) == "WARNING"


def test_plain_http_is_for_the_sandbox_on_this_machine_only() -> None:
    done = _manage("check", SITE_URL="http://municipio.example")
    assert done.returncode == 1
    assert "SITE_URL must start with https://" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("LEASE_SEGUNDOS", "109"), ("RECONCILIACION_ESPERA", "59")]
)
def test_waits_that_are_too_short_for_real_networks_are_refused(name: str, value: str) -> None:
    done = _manage("check", **{**HTTPS, name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"SIGOBito cannot start: {name} ")


def test_an_installation_passes_the_checks_for_deployment() -> None:
    done = _manage("check", "--deploy", "--fail-level", "WARNING", **HTTPS)
    assert done.returncode == 0, done.stderr


def _manage(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    return _python("manage.py", *arguments, **changes)


def _python(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    changes |= {"DJANGO_SETTINGS_MODULE": "ops.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": None}
    wanted = {**os.environ, **VALUES, **changes}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in wanted.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
