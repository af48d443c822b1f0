"""The channels there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

import channels
from channels import registry
from channels.base import Wire
from channels.models import Cuenta
from channels.transport import ChannelSession
from ops.sandbox.client import Sandbox
from tests.channels.builders import an_account

CANALES = [clave for clave, _ in registry.canales()]


@pytest.mark.parametrize("canal", CANALES)
def test_every_channel_has_its_folder_with_the_same_files(canal: str) -> None:
    folder = Path(channels.__file__).parent / canal
    assert {"adapter.py", "limits.py"} <= {file.name for file in folder.iterdir()}


@pytest.mark.parametrize("canal", CANALES)
def test_every_channel_can_be_had(canal: str, db: None) -> None:
    adapter = registry.adapter_for(an_account(canal))
    assert adapter.measure("Hola", None).largo == 4


def test_production_never_goes_to_the_sandbox(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox, pagina: Cuenta
) -> None:
    seen: list[str] = []

    def note(wire: Wire) -> ChannelSession:
        seen.append(wire.sandbox_url)
        return ChannelSession(wire)

    monkeypatch.setattr("channels.facebook.adapter.ChannelSession", note)
    registry.adapter_for(pagina)
    settings.SANDBOX = False
    registry.adapter_for(pagina)
    assert seen == [sandbox.url, ""]
