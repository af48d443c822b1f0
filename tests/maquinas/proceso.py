"""Another process with its own connections: what one of several workers, or web servers, is."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any


def conectar(base: Mapping[str, Any], ajustes: Mapping[str, Any]) -> None:
    """Begin as a process of the installation does, at the database of the test."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.DATABASES["default"].update(base)
    for nombre, valor in ajustes.items():
        setattr(settings, nombre, valor)
    django.setup()


def hacer(accion: str, datos: Mapping[str, Any], ahora: datetime, empieza: float) -> str:
    """Call `modulo:funcion` at the real instant `empieza`, in the domain's `ahora`.

    Returns the name of the refusal; empty if it was done.
    """
    from core import clock  # noqa: PLC0415
    from tests.maquinas.vida import RECHAZOS  # noqa: PLC0415

    modulo, _dos_puntos, nombre = accion.partition(":")
    funcion = getattr(import_module(modulo), nombre)
    time.sleep(max(0.0, empieza - time.time()))
    try:
        with clock.moved_to(ahora):
            funcion(**datos)
    except RECHAZOS as rechazo:
        return type(rechazo).__name__
    return ""
