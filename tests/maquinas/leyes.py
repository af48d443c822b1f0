"""What holds after every step, whoever took it and however many did at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from django.db.models import F, Q

from core import access
from core.models import Caso, Expediente, Historial, Usuario
from notifiers.models import Entrega, Notificacion
from tests.maquinas import declarado
from workflows.plazos.models import Aviso, Plazo


def esta_donde_dice_su_historia(caso: Caso) -> None:
    """A declared state, and a history without a gap that led there by declared arrows alone."""
    modelo = type(caso)
    assert caso.estado in declarado.estados(modelo)
    entradas = list(Historial.objects.filter(expediente=caso.pk).order_by("pk"))
    assert caso.version == len(entradas), "a write without history, or a history without a write"
    assert [uno.momento for uno in entradas] == sorted(uno.momento for uno in entradas)
    assert entradas[0].de == ""
    assert entradas[-1].a == caso.estado
    for antes, entrada in pairwise(entradas):
        assert entrada.de == antes.a, f"{entrada.verbo} does not begin where {antes.verbo} ended"
        _fue_declarado(modelo, entrada)


def corren(caso: Caso, esperados: Iterable[str]) -> None:
    """Exactly these kinds of deadline are open; what is closed says when, and tells no more."""
    plazos = Plazo.objects.filter(expediente=caso.pk)
    abiertos = plazos.filter(estado="abierto").values_list("clase", flat=True)
    assert sorted(abiertos) == sorted(esperados), f"in «{caso.estado}»"
    mal = Q(estado="cerrado", cerrado_en=None) | ~Q(estado="cerrado") & Q(cerrado_en__isnull=False)
    assert not plazos.filter(mal | Q(estado="cerrado", next_alert_at__isnull=False)).exists()


def se_avisa_una_vez() -> None:
    """One aviso for each key, while its deadline ran; of it a notice a person, of that a mail."""
    llaves = Aviso.objects.values_list("plazo", "regla", "vence_en", "ronda")
    assert set(Counter(llaves).values()) <= {1}
    tarde = Q(creado_en__gt=F("plazo__cerrado_en")) | Q(creado_en__lt=F("plazo__abierto_en"))
    assert not Aviso.objects.filter(tarde).exists(), "told of a deadline that did not run"
    personas = Notificacion.objects.values_list("clase", "clave", "usuario", "actor")
    assert set(Counter(personas).values()) <= {1}
    assert set(Counter(Entrega.objects.values_list("notificacion", "medio")).values()) <= {1}


def solo_se_dice_a_quien_lo_ve(desde: int) -> int:
    """Nobody was told since notice `desde` of a case file he may not see; the last notice now.

    Asked in both ways the house knows: from the side of the person, and of the people.
    """
    nuevas = Notificacion.objects.filter(pk__gt=desde)
    con_caso = nuevas.filter(usuario__isnull=False, expediente__isnull=False)
    pares = set(con_caso.values_list("usuario_id", "expediente_id"))
    assert pares == access.readers(pares)
    for usuario in Usuario.objects.filter(pk__in=[uno for uno, _caso in pares]):
        suyos = [caso for uno, caso in pares if uno == usuario.pk]
        assert access.scope(Expediente.objects.filter(pk__in=suyos), usuario).count() == len(suyos)
    return max(nuevas.values_list("pk", flat=True), default=desde)


def _fue_declarado(modelo: type[Caso], entrada: Historial) -> None:
    destino = declarado.flechas(modelo).get((entrada.verbo, entrada.de))
    if destino is None:
        assert entrada.verbo in declarado.sin_mover(modelo), f"«{entrada.verbo}» is not declared"
        destino = entrada.de
    assert declarado.llega(entrada, destino), f"{entrada.verbo}: {entrada.de} -> {entrada.a}"
