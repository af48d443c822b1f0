"""What somebody decided of late, for whoever is to decide the like again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from core import access, clock
from core.models import Area, Historial, Usuario
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

# Looked at: what one did in so many days, of each verb as far as the newest so many; shown of it.
RECIENTE, MIRADAS, MOSTRADOS = timedelta(days=90), 30, 4


@dataclass(frozen=True, slots=True)
class Costumbre:
    """What somebody is used to deciding.

    `delegados`: in whom of those who still work here, the last one first; `areas`: to which that
    somebody still heads; `motivos`: the codes of the reasons for refusing, the most given first, of
    each type of request by its key, and under None of all of them.
    """

    delegados: Sequence[Usuario]
    areas: Sequence[Area]
    motivos: Mapping[int | None, Sequence[str]]


def costumbre(user: Usuario) -> Costumbre:
    """Of `user`; two queries."""
    pasos = _pasos(user)
    decididas = _leer(user, [pk for verbo, pk, *_resto in pasos if verbo != "rechazar"])
    delegadas = [decididas.get(pk) for verbo, pk, *_resto in pasos if verbo == "delegar"]
    derivadas = [decididas.get(pk) for verbo, pk, *_resto in pasos if verbo == "derivar"]
    quienes = (una.delegado for una in delegadas if una)
    donde = (una.area_derivada for una in derivadas if una)
    activos = [quien for quien in quienes if quien and quien.is_active]
    con_jefe = [area for area in donde if area and area.jefe and area.jefe.is_active]
    return Costumbre(
        list(dict.fromkeys(activos))[:MOSTRADOS],
        list(dict.fromkeys(con_jefe))[:MOSTRADOS],
        _motivos((tipo, dado) for verbo, _pk, tipo, dado in pasos if verbo == "rechazar"),
    )


def donde_esta_lo_parecido(user: Usuario, casos: Sequence[Solicitud]) -> dict[int, int]:
    """Of each of `casos`, the area that got the last one of the same tema that `user` may see.

    Of those that are with an area now; keys of requests and of areas; one query.
    """
    derivadas = access.scope(Solicitud.objects.filter(estado=states.DERIVADA), user)
    de_su_tema = derivadas.filter(
        area_derivada__isnull=False, temas__expediente__in=[caso.pk for caso in casos]
    )
    ultimas = de_su_tema.order_by("temas__expediente", "-decidida_en", "-pk")
    return dict(
        ultimas.distinct("temas__expediente").values_list("temas__expediente", "area_derivada")
    )


def _pasos(user: Usuario) -> list[tuple[str, int, int, str]]:
    """Each decision of late, the last one first: verb, key and type of the request, and why."""
    suyos = Historial.objects.filter(
        usuario=user,
        verbo__in=("delegar", "derivar", "rechazar"),
        expediente__clase=Solicitud.CLASE,
        momento__gte=clock.now() - RECIENTE,
    )
    orden = [F("momento").desc(), F("pk").desc()]
    numerados = suyos.annotate(n=Window(RowNumber(), partition_by=F("verbo"), order_by=orden))
    return list(
        numerados.filter(n__lte=MIRADAS)
        .order_by("-momento", "-pk")
        .values_list(
            "verbo", "expediente_id", "expediente__solicitud__tipo", "datos__motivo_codigo"
        )
    )


def _leer(user: Usuario, pks: list[int]) -> dict[int, Solicitud]:
    """Those that `user` may see, with to whom they went."""
    visibles = access.scope(Solicitud.objects.all(), user)
    return visibles.select_related("delegado", "area_derivada__jefe").in_bulk(pks)


def _motivos(dados: Iterable[tuple[int, str]]) -> dict[int | None, list[str]]:
    """The most given first; of those given as often, the one that was given last."""
    cuentas: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for tipo, motivo in dados:
        cuentas[tipo][motivo] += 1
        cuentas[None][motivo] += 1
    return {tipo: [uno for uno, _veces in n.most_common()] for tipo, n in cuentas.items()}
