"""What somebody decided of late, for whoever is to decide the like again."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import QuerySet

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


def por_que_rechaza(user: Usuario) -> dict[int | None, list[str]]:
    """The codes of the reasons that `user` gave of late, the most given first; one query.

    Of each type of request, by its key, and under None of all of them.
    """
    dados = _pasos(user, "rechazar").values_list(
        "expediente__solicitud__tipo", "datos__motivo_codigo"
    )
    cuentas: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for tipo, motivo in dados[:MIRADAS]:
        cuentas[tipo][motivo] += 1
        cuentas[None][motivo] += 1
    # Of those given as often, the one that was given last.
    return {tipo: [uno for uno, _veces in n.most_common()] for tipo, n in cuentas.items()}


def _decididas(user: Usuario, verbo: str, con: str, **condiciones: bool) -> list[Solicitud]:
    """Those on which `user` took this step, the last one first."""
    ids = list(_pasos(user, verbo).values_list("expediente_id", flat=True)[:MIRADAS])
    visibles = access.scope(Solicitud.objects.filter(**condiciones), user)
    por_id = visibles.select_related(con).in_bulk(ids)
    return [por_id[pk] for pk in ids if pk in por_id]


def _pasos(user: Usuario, verbo: str) -> QuerySet[Historial]:
    """Each time `user` took this step of late, the last one first."""
    return Historial.objects.filter(
        usuario=user,
        verbo=verbo,
        expediente__clase=Solicitud.CLASE,
        momento__gte=clock.now() - RECIENTE,
    ).order_by("-momento", "-pk")
