"""The types an installation starts with."""

from __future__ import annotations

import pytest

from workflows.solicitudes import semilla
from workflows.solicitudes.models import TipoSolicitud

pytestmark = pytest.mark.django_db


def test_there_are_four_and_each_is_sound() -> None:
    tipos = {tipo.codigo: tipo for tipo in TipoSolicitud.objects.all()}

    assert set(tipos) == {"invitacion", "audiencia", "requerimiento", "peticion"}
    for tipo in tipos.values():
        tipo.full_clean()
    assert [codigo for codigo, tipo in tipos.items() if tipo.decide_jefe] == ["invitacion"]


def test_what_an_administrator_changed_stays_and_what_is_missing_comes_back() -> None:
    TipoSolicitud.objects.filter(codigo="peticion").update(dias_legales=15, nombre="Petición")
    TipoSolicitud.objects.filter(codigo="audiencia").delete()

    semilla.sembrar()

    assert TipoSolicitud.objects.get(codigo="peticion").dias_legales == 15
    assert TipoSolicitud.objects.filter(codigo="audiencia").exists()
    assert TipoSolicitud.objects.count() == 4
