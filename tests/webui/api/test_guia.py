"""The guide for neighbours (docs/api.md): what it tells them to type does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from core.models import Actor, Usuario
from tests.architecture.source import ROOT
from tests.builders import ACTA
from tests.webui.api.programa import una_clave
from webui.api.guia import descripcion
from workflows.solicitudes.models import Solicitud, TipoSolicitud

GUIA = (ROOT / "docs" / "api.md").read_text()
PYTHON = re.findall(r"^```python\n(.*?)^```", GUIA, re.DOTALL | re.MULTILINE)
SHELL = re.findall(r"^ *```sh\n(.*?)^ *```", GUIA, re.DOTALL | re.MULTILINE)


@pytest.fixture
def entorno(live_server: Any, rosa: Usuario, junta: Actor) -> dict[str, str]:
    """What the guide says to put where the shell finds it."""
    _clave, secreto = una_clave(rosa)
    return {**os.environ, "SIGOBITO": live_server.url, "CLAVE": secreto}


@pytest.mark.django_db(transaction=True)
def test_the_program_in_python_does_what_it_says(entorno: dict[str, str], tmp_path: Path) -> None:
    (programa,) = PYTHON
    (tmp_path / "acta.pdf").write_bytes(ACTA.datos)
    hecho = subprocess.run(  # noqa: S603 - the guide's own program
        [sys.executable, "-c", programa],
        env=entorno,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert hecho.returncode == 0, hecho.stderr
    caso = Solicitud.objects.get()
    assert (caso.prioridad, caso.estado, caso.adjuntos.count()) == (3, "en_analisis", 1)
    assert "Soy Rosa Medina" in hecho.stdout
    assert "No se pudo: Rosa Medina lo cambió mientras tanto." in hecho.stdout
    assert "Ventanilla digital" in hecho.stdout


@pytest.mark.django_db(transaction=True)
def test_the_commands_of_the_shell_do_what_they_say(entorno: dict[str, str], junta: Actor) -> None:
    ids = {
        '"tipo": 4': f'"tipo": {TipoSolicitud.objects.get(codigo="peticion").pk}',
        '"solicitante": 1': f'"solicitante": {junta.pk}',
    }
    for orden in SHELL:
        dicha = "\n".join(linea for linea in orden.splitlines() if "export" not in linea)
        for antes, ahora in ids.items():
            dicha = dicha.replace(antes, ahora)
        hecho = subprocess.run(  # noqa: S603
            ["/bin/sh", "-ec", dicha], env=entorno, capture_output=True, text=True, check=False
        )
        assert hecho.returncode == 0, hecho.stderr
        assert "problem" not in hecho.stdout
        assert '"errores"' not in hecho.stdout
    assert Solicitud.objects.get().titulo == "Reparar el muelle"


def test_what_it_says_there_is_is_there() -> None:
    dichas = set(re.findall(r"`(?:GET|POST|PATCH)?,? ?(/[a-z{][^`]*)`", _tabla()))
    caminos = {camino.removeprefix("/api/v1") for camino in descripcion()["paths"]}
    proceso = {
        una.replace("{proceso}", "compromisos").replace("{verbo}", "aceptar") for una in dichas
    }
    cortas = {"/medir": "/metas/{codigo}/medir", "/decidir": "/publicaciones/{id}/decidir"}
    assert {cortas.get(una, una) for una in proceso} <= caminos
    assert len(dichas) > 15


def test_the_figures_of_the_guide_are_those_of_the_settings() -> None:
    assert f"`API_POR_MINUTO` times a minute ({settings.API_POR_MINUTO})" in GUIA
    assert f"`API_FALLOS` ({settings.API_FALLOS})" in GUIA
    assert f"`API_RECIBO_HORAS` ({settings.API_RECIBO_HORAS})" in GUIA


def _tabla() -> str:
    return GUIA.split("## What there is")[1].split("## Lists")[0]
