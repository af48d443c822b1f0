"""What every installation has from its first minute; nothing that exists is overwritten."""

from __future__ import annotations

from channels.models import Cuenta
from channels.registry import WEB


def sembrar() -> None:
    """The municipality's own portal: the one channel that nobody has to connect."""
    Cuenta.objects.get_or_create(canal=WEB, defaults={"nombre": "Portal del municipio"})
