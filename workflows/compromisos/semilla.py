"""What every installation has from its first minute; nothing that exists is overwritten."""

from __future__ import annotations

from workflows.compromisos.models import Umbrales


def sembrar() -> None:
    """The thresholds of the method, for the contraparte to edit."""
    Umbrales.objects.get_or_create(pk=1)
    Umbrales.olvidar()
