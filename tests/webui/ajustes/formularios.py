"""Sending the form of a setting as a browser would: what it shows, with what somebody changed."""

from __future__ import annotations

from typing import Any

from django.forms import FileField
from django.test import Client


def enviar(client: Client, url: str, **cambios: Any) -> Any:
    """What the form at `url` shows, with `cambios`; None and False send nothing."""
    form = client.get(url).context["form"]
    # A file input shows nothing to send back.
    mostrado = {
        campo.name: campo.value() for campo in form if not isinstance(campo.field, FileField)
    }
    datos = {
        campo: valor
        for campo, valor in {**mostrado, **cambios}.items()
        if valor is not None and valor is not False
    }
    return client.post(url, datos)
