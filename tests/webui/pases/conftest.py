"""The links of the mails that the office of these tests sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings

from core.models import Expediente, Usuario
from notifiers import deliver
from notifiers.models import Entrega

Enlaces = Callable[..., dict[str, str]]


@pytest.fixture
def enlaces(db: None) -> Enlaces:
    """The steps that the last mail to somebody about a case offers, by their name, as paths."""

    def make(usuario: Usuario, caso: Expediente, clase: str = "T01") -> dict[str, str]:
        entrega = Entrega.objects.filter(
            notificacion__usuario=usuario,
            notificacion__expediente=caso.pk,
            notificacion__clase=clase,
        ).latest("pk")
        paquete = deliver.empaquetar([entrega])
        assert paquete is not None
        return {
            paso.etiqueta: paso.enlace.removeprefix(settings.SITE_URL)
            for paso in paquete.envio.mensaje.pasos
        }

    return make
