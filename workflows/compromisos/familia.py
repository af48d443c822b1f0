"""What a compromiso and those that are part of it mean to each other.

Whoever opens or closes a part locks what it is part of first, from the top down, so that two people
never wait for each other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import transitions
from core.models import Participacion, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.compromisos import avisos, states
from workflows.compromisos.models import Compromiso

PADRE, PARTICIPANTE = "padre", "participante"


def tomar(compromiso_id: int, *, actor: Usuario, version: int | None) -> Compromiso:
    """Lock it, and before it whatever it is part of; raises as `transitions.lock`."""
    for pk in reversed(_ascendencia(compromiso_id)):
        _lock(pk)
    return transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)


def unir(parte: Compromiso, padre: Compromiso) -> None:
    """Make it part of another: whoever answers for that one sees it, its count and thread tell."""
    Vinculo.objects.create(de=parte, a=padre, clase=Vinculo.Clase.PARTE)
    transitions.assign(parte, PADRE, *_responden_por(padre))
    hacer_participar(parte)
    contar(padre)


def hacer_participar(parte: Compromiso) -> None:
    """Whoever answers for a tarea of an instrucción takes part in the whole."""
    if parte.padre is not None and parte.padre.es_instruccion:
        sumar(parte.padre, PARTICIPANTE, parte.responsable)


def repartir(padre: Compromiso) -> None:
    """Other people answer for it now: they see its parts, and those of these."""
    for parte in Compromiso.objects.filter(padre=padre).order_by("pk"):
        transitions.assign(parte, PADRE, *_responden_por(padre))
        repartir(parte)


def sumar(compromiso: Compromiso, papel: str, *personas: Usuario) -> None:
    """Make `personas` that to it, beside whoever is already."""
    Participacion.objects.bulk_create(
        [Participacion(expediente_id=compromiso.pk, usuario=una, papel=papel) for una in personas],
        ignore_conflicts=True,
    )
    compromiso.__dict__.pop("papeles", None)


def se_cerro(parte: Compromiso) -> None:
    """One part less is open; with the last, whoever answers for the whole can go on."""
    if parte.padre is not None and contar(parte.padre) == 0 and not parte.padre.cerrado:
        avisos.sin_derivadas(parte.padre)


def se_abrio(parte: Compromiso) -> None:
    """A part is open again, which what is closed has not; raises `NotAllowed`."""
    if parte.padre is None:
        return
    if parte.padre.cerrado:
        raise NotAllowed(
            "reabrir",
            _("Es parte de %(codigo)s, que ya se cerró: reabra ese primero.")
            % {"codigo": parte.padre.codigo},
        )
    contar(parte.padre)


def contar(padre: Compromiso) -> int:
    """Write how many of its parts are open; how many."""
    abiertas = Compromiso.objects.filter(padre=padre, estado__in=states.ABIERTOS).count()
    Compromiso.objects.filter(pk=padre.pk).update(derivadas_abiertas=abiertas)
    padre.derivadas_abiertas = abiertas
    return abiertas


def abiertas(padre: Compromiso) -> list[Compromiso]:
    """Its open parts, locked."""
    partes = Compromiso.objects.select_for_update(no_key=True, of=("self",))
    return list(partes.filter(padre=padre, estado__in=states.ABIERTOS).order_by("pk"))


def _responden_por(padre: Compromiso) -> set[Usuario]:
    de_arriba = Usuario.objects.filter(
        participaciones__expediente_id=padre.pk, participaciones__papel=PADRE
    )
    return {padre.programador, padre.responsable, *de_arriba}


def _ascendencia(pk: int) -> list[int]:
    """The ids of what it is part of, the nearest first."""
    found: list[int] = []
    padre = _padre(pk)
    while padre is not None:
        found.append(padre)
        padre = _padre(padre)
    return found


def _padre(pk: int) -> int | None:
    return Compromiso.objects.filter(pk=pk).values_list("padre_id", flat=True).first()


def _lock(pk: int) -> None:
    Compromiso.objects.select_for_update(no_key=True).get(pk=pk)
