"""What somebody decided of late, for whoever is to decide the like again."""

from __future__ import annotations

from datetime import timedelta

from core import access, clock
from core.models import Area, Historial, Usuario
from workflows.solicitudes.models import Solicitud

# Looked at: what one did in so many days, as far as the newest so many; and shown of it.
RECIENTE, MIRADAS, MOSTRADOS = timedelta(days=90), 30, 4


def en_quienes_delega(user: Usuario) -> list[Usuario]:
    """The people in whom `user` delegated last and who still work here, the last one first."""
    found = _decididas(user, "delegar", "delegado", delegado__is_active=True)
    return list(dict.fromkeys(una.delegado for una in found if una.delegado))[:MOSTRADOS]


def a_que_areas_deriva(user: Usuario) -> list[Area]:
    """The areas to which `user` handed the last ones and that somebody still heads."""
    found = _decididas(user, "derivar", "area_derivada", area_derivada__jefe__is_active=True)
    return list(dict.fromkeys(una.area_derivada for una in found if una.area_derivada))[:MOSTRADOS]


def _decididas(user: Usuario, verbo: str, con: str, **condiciones: bool) -> list[Solicitud]:
    """Those on which `user` took this step, the last one first."""
    pasos = Historial.objects.filter(
        usuario=user,
        verbo=verbo,
        expediente__clase=Solicitud.CLASE,
        momento__gte=clock.now() - RECIENTE,
    )
    ids = list(pasos.order_by("-momento", "-pk").values_list("expediente_id", flat=True)[:MIRADAS])
    visibles = access.scope(Solicitud.objects.filter(**condiciones), user)
    por_id = visibles.select_related(con).in_bulk(ids)
    return [por_id[pk] for pk in ids if pk in por_id]
