"""What was given out so that a meta, or a part of it, is met."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core import access
from core.models import Usuario
from workflows.compromisos.queries import Compromiso, nacidos_de
from workflows.metas.queries import Meta, MetaIntermedia


def encargos(caso: Meta | MetaIntermedia, user: Usuario) -> dict[str, Any]:
    """What was given out so that it is met, and where more is."""
    encarga = not caso.cerrado and access.can(user, "crear", Compromiso)
    return {
        "encargos": nacidos_de(caso, user),
        "encargar_url": f"{reverse('compromisos:nuevo')}?origen={caso.codigo}" if encarga else "",
    }
