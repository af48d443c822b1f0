"""Who reads what is reserved without taking part in it: written down, and told.

Once for each reader, case file and day; the owner of the case file and the contraparte are told by
mail, which cannot be switched off. Who stands in for somebody that takes part is written down, with
that name, and nobody is told: whoever named the substitute knows. What is not reserved costs no
query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from core import access, clock, faltas
from core.models import Expediente, LecturaReservada, Usuario
from notifiers.queue import notify

Modo = LecturaReservada.Modo
# From this degree on reading is written down (domain.md (a)).
RESERVADO = 3
# Those to whom a case file belongs.
DUENOS = ("autor", "responsable", "programador", "gerente", "jefe")
# Who sees the log of every case file, and is told of each reading.
VIGILAN = frozenset({"contraparte"})
RUTA = "/lecturas/"
CUANDO = "%d/%m/%Y %H:%M"


def leido(lector: Usuario, expediente: Expediente) -> None:
    """Keep that somebody was shown a case file: its page, a file of it, its history, its data.

    Whoever fetches one for a person calls it (`webui.pantallas.Pantalla.uno`, `webui.adjuntos`).
    """
    if expediente.nivel_reserva >= RESERVADO:
        _escribir(lector, [expediente], Modo.PAGINA)


def exportado(lector: Usuario, expedientes: Iterable[Expediente]) -> int:
    """Keep that somebody took these away in bulk; how many of them were reserved and not one's own.

    Whoever writes an export calls it with what is in it, before the file is handed over.
    """
    reservados = [uno for uno in expedientes if uno.nivel_reserva >= RESERVADO]
    return _escribir(lector, reservados, Modo.EXPORTACION)


def de_expediente(expediente: Expediente) -> QuerySet[LecturaReservada]:
    """Who read one case file without taking part, newest first."""
    return LecturaReservada.objects.filter(expediente_id=expediente.pk).select_related(
        "lector", "por"
    )


@dataclass(frozen=True, slots=True)
class Filtro:
    """What the log is narrowed to; every field may be left empty."""

    lector: int | None = None
    asunto: str = ""  # a code, whole
    modo: str = ""
    desde: date | None = None
    hasta: date | None = None


def todas(filtro: Filtro = Filtro()) -> QuerySet[LecturaReservada]:
    """Every reading, newest first, with the code of what was read and no more of it."""
    dicho = {
        "lector": filtro.lector, "expediente__codigo": filtro.asunto.upper(), "modo": filtro.modo,
    }  # fmt: skip
    return (
        LecturaReservada.objects.select_related("lector", "por", "expediente")
        .filter(
            faltas.entre_instantes("momento", filtro.desde, filtro.hasta),
            **{campo: valor for campo, valor in dicho.items() if valor},
        )
        .only(
            "modo", "momento", "lector__nombre", "lector__email", "por__nombre", "por__email",
            "expediente__codigo",
        )
    )  # fmt: skip


def las_ve(user: Usuario, expediente: Expediente) -> bool:
    """Whether this person is shown who read it: to whom it belongs, and the titular."""
    if expediente.nivel_reserva < RESERVADO:
        return False
    for una in access.identities(user):
        if "titular" in una.roles or any((papel, una.pk) in expediente.papeles for papel in DUENOS):
            return True
    return False


def vigila(user: Usuario) -> bool:
    """Whether this person sees the readings of every case file."""
    return any(una.roles & VIGILAN for una in access.identities(user))


@transaction.atomic
def _escribir(lector: Usuario, expedientes: list[Expediente], modo: Modo) -> int:
    """Write the readings of those in which `lector` takes no part; the new ones are told."""
    ajenos = [uno for uno in expedientes if not _participa(uno, lector)]
    hoy = clock.today()
    sabidas = set(
        LecturaReservada.objects.filter(
            lector=lector, dia=hoy, modo=modo, expediente__in=[uno.pk for uno in ajenos]
        ).values_list("expediente_id", flat=True)
    )
    for uno in ajenos:
        if uno.pk not in sabidas:
            _una(lector, uno, modo)
    return len(ajenos)


def _una(lector: Usuario, expediente: Expediente, modo: Modo) -> None:
    por = next((una for una in access.identities(lector)[1:] if _participa(expediente, una)), None)
    lectura, nueva = LecturaReservada.objects.get_or_create(
        expediente_id=expediente.pk,
        lector=lector,
        dia=clock.today(),
        modo=modo,
        defaults={"por": por},
    )
    if nueva and por is None:
        _avisar(lectura, expediente)


def _participa(expediente: Expediente, user: Usuario) -> bool:
    return any(quien == user.pk for _papel, quien in expediente.papeles)


def _avisar(lectura: LecturaReservada, expediente: Expediente) -> None:
    """The owners find it in the case file; the contraparte, who may not see it, in the list."""
    datos = {
        "quien": lectura.lector.nombre,
        "modo": lectura.modo,
        "codigo": expediente.codigo,
        "cuando": clock.local(lectura.momento).strftime(CUANDO),
    }
    duenos = [
        *expediente.quienes(*DUENOS),
        *Usuario.objects.filter(is_active=True, groups__name="titular"),
    ]
    notify(
        "X04",
        expediente=Expediente.objects.get(pk=expediente.pk),
        clave=str(lectura.pk),
        usuarios=duenos,
        datos=datos,
        salvo=lectura.lector,
    )
    vigilantes = Usuario.objects.filter(is_active=True, groups__name__in=VIGILAN).distinct()
    notify(
        "X04",
        expediente=None,
        clave=f"{lectura.pk}:v",
        usuarios=vigilantes,
        datos={**datos, "ruta": RUTA},
        salvo=lectura.lector,
    )
