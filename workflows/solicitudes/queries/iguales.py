"""What may be the same request, or the same person."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length

from core import access
from core.models import Actor, Usuario
from core.texto import SinAcentos, contiene
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud
from workflows.solicitudes.queries.listas import para_lista

# How alike two titles must be to ask whether they are the same (0 to 1, as pg_trgm measures it).
PARECIDO = 0.45
# How alike two names must be to ask whether they are the same person.
CASI_IGUAL = 0.6


def duplicadas(
    user: Usuario, *, asunto: str, actor: Actor | None = None, limite: int = 5
) -> list[Solicitud]:
    """Open requests that may be the same one (S11): of the same actor, or with a similar title.

    The most similar first; only those `user` may see.
    """
    # What was closed grows and is not asked for: the state is of another table than the title, so
    # none of them is compared before it is known to be open.
    igual = TrigramSimilarity("titulo_busqueda", SinAcentos(Value(asunto)))  # type: ignore[arg-type]
    igual_si_abierta = Case(When(estado__in=states.ABIERTOS, then=igual), default=0.0)
    suyas = Q(solicitante=actor) if actor else Q(pk__in=[])
    found = access.scope(Solicitud.objects.filter(estado__in=states.ABIERTOS), user)
    return list(
        para_lista(found)
        .annotate(parecido=igual_si_abierta)
        .filter(suyas | Q(parecido__gte=PARECIDO))
        .order_by("-parecido", "-pk")[:limite]
    )


def parecidas(user: Usuario, solicitud: Solicitud) -> QuerySet[Solicitud]:
    """Open ones that may be the same as this one, to join it to one of them."""
    iguales = duplicadas(user, asunto=solicitud.titulo, actor=solicitud.solicitante, limite=6)
    return Solicitud.objects.filter(pk__in=[una.pk for una in iguales if una.pk != solicitud.pk])


def actores_que_contienen(texto: str, limite: int = 8) -> list[Actor]:
    """Those whose name holds every word of it, the shortest names first."""
    found = contiene(Actor.objects.all(), texto, "nombre")
    return list(found.order_by(Length("nombre"), "pk")[:limite])


def actores_llamados(nombre: str) -> list[Actor]:
    """Those of exactly this name, accents and case forgiven."""
    igual = Actor.objects.alias(_nombre=SinAcentos("nombre"))
    return list(igual.filter(_nombre=SinAcentos(Value(nombre))).order_by("pk")[:5])


def actores_parecidos(nombre: str, limite: int = 3) -> list[Actor]:
    """Those whose name is nearly this one, the most similar first."""
    suyo, buscado = SinAcentos("nombre"), SinAcentos(Value(nombre))
    found = Actor.objects.alias(_nombre=suyo).filter(_nombre__trigram_similar=buscado)
    parecido = TrigramSimilarity(suyo, buscado)  # type: ignore[arg-type]
    found = found.annotate(parecido=parecido).filter(parecido__gte=CASI_IGUAL)
    return list(found.order_by("-parecido", "pk")[:limite])
