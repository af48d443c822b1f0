"""Bringing a sheet in: every row through the actions of the screens, all or nothing.

A rehearsal does the same and takes it back, so that it refuses what doing it would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import codigos, origen
from core.models import Usuario
from core.transitions import NotAllowed
from notifiers.models import Entrega
from workflows.traslados.entrada.campos import Contexto, reunir
from workflows.traslados.entrada.celdas import Celda, Malo, texto
from workflows.traslados.entrada.cosas import Cosa, Espera, Resultado
from workflows.traslados.entrada.mapas import Mapa
from workflows.traslados.entrada.tablas import Tabla

# Of so many bad rows each is told; the others are counted.
MAX_REPAROS = 2000


@dataclass(frozen=True, slots=True)
class Observado:
    """What is wrong with a row: its number in the sheet, the column if it is one, a sentence."""

    fila: int
    texto: str
    columna: str = ""
    valor: str = ""


@dataclass(slots=True)
class Informe:
    """What became of the rows of a sheet, and how many mails leave for it."""

    nuevas: int = 0
    cambiadas: int = 0
    iguales: int = 0
    malas: int = 0
    correos: int = 0
    reparos: list[Observado] = field(default_factory=list)

    @property
    def filas(self) -> int:
        return self.nuevas + self.cambiadas + self.iguales + self.malas


class Rechazada(Exception):  # noqa: N818 - what happened, not a defect
    """There are bad rows, so nothing was brought in; `informe` says which."""

    def __init__(self, informe: Informe) -> None:
        super().__init__(f"{informe.malas} bad rows")
        self.informe = informe


@dataclass
class Trabajo:
    """One sheet on its way in. `avance` hears how many rows are done."""

    cosa: Cosa
    tabla: Tabla
    mapa: Mapa
    usuario: Usuario
    actualizar: bool = False
    avance: Callable[[int], None] = lambda _hechas: None

    def __post_init__(self) -> None:
        self.informe = Informe()
        self.contexto = Contexto(self.usuario, self.mapa.fuente, self.actualizar)
        self.columnas = _posiciones(self.tabla.cabeceras, self.mapa.columnas)
        self.hechas = 0


def ensayar(trabajo: Trabajo) -> Informe:
    """Try every row, and take everything back."""
    with codigos.de_ensayo(), transaction.atomic():
        _traer_todas(trabajo, _con_tope(trabajo))
        trabajo.informe.correos = _correos()
        transaction.set_rollback(True)
    return trabajo.informe


def hacer(trabajo: Trabajo, al_final: Callable[[Informe], None] = lambda _informe: None) -> Informe:
    """Bring every row in, in one transaction, of which `al_final` is part.

    Raises `Rechazada`, and brings in nothing, if there is a single bad row.
    """
    with codigos.aparte(), transaction.atomic():
        _traer_todas(trabajo, _con_tope(trabajo))
        trabajo.informe.correos = _correos()
        if trabajo.informe.malas:
            raise Rechazada(trabajo.informe)
        al_final(trabajo.informe)
    return trabajo.informe


def _traer_todas(trabajo: Trabajo, filas: Iterator[tuple[int, list[Celda]]]) -> None:
    """Every row; those that wait for a later one again, as long as that brings some further."""
    esperan: list[tuple[int, dict[str, Any], Espera]] = []
    for numero, celdas in filas:
        if valores := _leida(trabajo, numero, celdas):
            _intentar(trabajo, numero, valores, esperan)
        trabajo.hechas += 1
        trabajo.avance(trabajo.hechas)
    while esperan:
        antes, pendientes = len(esperan), esperan
        esperan = []
        for numero, valores, _por_que in pendientes:
            _intentar(trabajo, numero, valores, esperan)
        if len(esperan) == antes:
            break
    for numero, _valores, espera in esperan:
        _observar(trabajo, numero, {espera.campo: [espera.texto]})


def _intentar(
    trabajo: Trabajo,
    numero: int,
    valores: dict[str, Any],
    esperan: list[tuple[int, dict[str, Any], Espera]],
) -> None:
    """Bring one row in, or say why not; what it did before it was refused is taken back."""
    try:
        with codigos.intento(), transaction.atomic():
            resultado = _traer(trabajo, numero, dict(valores))
    except Espera as espera:
        esperan.append((numero, valores, espera))
    except Malo as malo:
        _observar(trabajo, numero, {"": [malo.texto]})
    except ValidationError as error:
        _observar(trabajo, numero, _por_campo(error))
    except NotAllowed as refusal:
        _observar(trabajo, numero, {"": [refusal.motivo]})
    else:
        _contar(trabajo.informe, resultado)


def _traer(trabajo: Trabajo, numero: int, valores: dict[str, Any]) -> Resultado:
    """One row, unless an earlier one said the same, or something else of the same thing."""
    clave = trabajo.cosa.clave(valores)
    antes = trabajo.contexto.vistas.get(clave)
    if antes and antes[0] != numero:
        if antes[1] == valores:
            return Resultado.IGUAL
        distintos = [
            str(campo.titulo)
            for campo in trabajo.cosa.campos
            if antes[1].get(campo.nombre) != valores.get(campo.nombre)
        ]
        raise Malo(
            _("Es lo mismo que la fila %(n)d, con otros datos: %(campos)s.")
            % {"n": antes[0], "campos": ", ".join(distintos)}
        )
    dicho = dict(valores)
    resultado, _objeto = trabajo.cosa.traer(trabajo.contexto, valores)
    trabajo.contexto.vistas[clave] = (numero, dicho)
    return resultado


def _leida(trabajo: Trabajo, numero: int, celdas: list[Celda]) -> dict[str, Any]:
    """What a row says, field by field; nothing if some of it is wrong, which is told.

    Nothing either of a row whose columns are all empty: it speaks of something else.
    """
    if trabajo.columnas and _dice_nada(trabajo, celdas):
        return {}
    valores: dict[str, Any] = {}
    malos: dict[str, list[str]] = {}
    for campo in trabajo.cosa.campos:
        try:
            valor = _valor(trabajo, campo.nombre, celdas)
        except Malo as malo:
            malos[campo.nombre] = [malo.texto]
            continue
        if campo.obligatorio and valor in (None, ""):
            malos[campo.nombre] = [_("Falta este dato.")]
        if valor is not None:
            valores[campo.nombre] = valor
    if malos:
        _observar(trabajo, numero, malos, celdas)
        return {}
    return valores


def _dice_nada(trabajo: Trabajo, celdas: list[Celda]) -> bool:
    posiciones = [p for unas in trabajo.columnas.values() for p in unas if p < len(celdas)]
    return not any(isinstance(celdas[p], dict) or texto(celdas[p]) for p in posiciones)


def _valor(trabajo: Trabajo, nombre: str, celdas: list[Celda]) -> Any:
    """What a row says of a field; None where neither a column nor a fixed value does."""
    campo, fijo = trabajo.cosa.campo(nombre), trabajo.mapa.fijos.get(nombre, "")
    posiciones = trabajo.columnas.get(nombre, [])
    if not posiciones and not fijo:
        return None
    celda = reunir(campo, [celdas[p] if p < len(celdas) else None for p in posiciones] or [fijo])
    vacia = not isinstance(celda, dict) and not texto(celda)
    return campo.leer(trabajo.contexto, fijo if vacia and fijo else celda)


def _observar(
    trabajo: Trabajo,
    numero: int,
    malos: Mapping[str, Sequence[str]],
    celdas: Sequence[Celda] = (),
) -> None:
    trabajo.informe.malas += 1
    for nombre, textos in malos.items():
        posiciones = trabajo.columnas.get(nombre, [])
        columnas = [trabajo.tabla.cabeceras[p] for p in posiciones]
        valor = "; ".join(texto(celdas[p])[:200] for p in posiciones if p < len(celdas))
        for dicho in textos:
            if len(trabajo.informe.reparos) < MAX_REPAROS:
                trabajo.informe.reparos.append(
                    Observado(numero, dicho, ", ".join(columnas)[:120], valor[:200])
                )


def _por_campo(error: ValidationError) -> dict[str, list[str]]:
    if not hasattr(error, "error_dict"):
        return {"": error.messages}
    return {
        "" if campo == NON_FIELD_ERRORS else campo: textos
        for campo, textos in error.message_dict.items()
    }


def _contar(informe: Informe, resultado: Resultado) -> None:
    match resultado:
        case Resultado.NUEVA:
            informe.nuevas += 1
        case Resultado.CAMBIADA:
            informe.cambiadas += 1
        case Resultado.IGUAL:
            informe.iguales += 1


def _posiciones(cabeceras: Sequence[str], columnas: Mapping[str, str]) -> dict[str, list[int]]:
    """Where in a row each field stands."""
    posiciones: dict[str, list[int]] = {}
    for numero, cabecera in enumerate(cabeceras):
        if campo := columnas.get(cabecera):
            posiciones.setdefault(campo, []).append(numero)
    return posiciones


def _con_tope(trabajo: Trabajo) -> Iterator[tuple[int, list[Celda]]]:
    """The rows of the sheet; `ValidationError` as soon as there are too many."""
    for cuantas, fila in enumerate(trabajo.tabla.filas, 1):
        if cuantas > trabajo.cosa.tope:
            raise ValidationError(
                _("Tiene más de %(n)d filas. Pártalo en varios archivos.")
                % {"n": trabajo.cosa.tope}
            )
        yield fila


def _correos() -> int:
    """How many mails this transaction has written so far."""
    return Entrega.objects.filter(origen=origen.actual()).count() if origen.actual() else 0
