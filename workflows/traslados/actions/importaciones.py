"""Sheets that come in: uploaded, mapped, rehearsed by a worker, and done if nothing is wrong."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, origen, outbox
from core.models import Usuario
from core.transitions import NotAllowed
from notifiers import queue as avisos
from workflows.traslados import states
from workflows.traslados.entrada import importar, mapas, tablas
from workflows.traslados.entrada.celdas import Celda, texto
from workflows.traslados.entrada.cosas import COSAS, Cosa
from workflows.traslados.entrada.importar import Informe, Rechazada, Trabajo
from workflows.traslados.entrada.mapas import Mapa
from workflows.traslados.models import Importacion, Reparo, borrar_archivo
from workflows.traslados.salida import hojas
from workflows.traslados.salida.columnas import campo

log = logging.getLogger(__name__)

MUESTRA = 3
CADA = 1.0  # seconds between two words on how far it is
MAX_NOMBRE = 60


class _Perdida(Exception):  # noqa: N818 - what happened, not a defect
    """The lease ran out: another worker has it."""


def importar_archivo(
    archivo: IO[bytes],
    *,
    cosa: str,
    usuario: Usuario,
    mapa: Callable[[Mapa], Mapa],
    actualizar: bool = False,
    ensayo: bool = False,
    avance: Callable[[int], None] = lambda _hechas: None,
) -> Informe:
    """Bring a file in at once, or rehearse it. `mapa` makes of what is proposed what holds.

    Raises `ValidationError` for a file or a mapping that is no good, `Rechazada` for bad rows.
    """
    que = _exigir(cosa, usuario)
    tabla = tablas.abrir(archivo, tablas.reconocer(archivo))
    elegido = mapa(mapas.proponer(que, tabla.cabeceras))
    mapas.revisar(que, tabla.cabeceras, elegido)
    trabajo = Trabajo(que, tabla, elegido, usuario, actualizar, avance)
    if ensayo:
        return importar.ensayar(trabajo)
    return importar.hacer(trabajo, lambda _informe: mapas.recordar(que, tabla.cabeceras, elegido))


@transaction.atomic
def subir(*, actor: Usuario, cosa: str, archivo: IO[bytes], nombre: str) -> Importacion:
    """Take a sheet in, and propose what its columns are.

    Raises `ValidationError` for a file that is not read here, `NotAllowed`.
    """
    que = _exigir(cosa, actor)
    try:
        formato = tablas.reconocer(archivo)
        tabla = tablas.abrir(archivo, formato)
    except ValidationError as error:
        raise ValidationError({"archivo": error.messages}) from None
    propuesto = mapas.proponer(que, tabla.cabeceras, fuente=PurePath(nombre).stem[:MAX_NOMBRE])
    ahora = clock.now()
    importacion = Importacion(
        usuario=actor,
        cosa=cosa,
        formato=formato,
        nombre=PurePath(nombre).name[:150],
        cabeceras=tabla.cabeceras,
        muestra=_muestra(tabla),
        total=tabla.total,
        mapa=dict(propuesto.columnas),
        fijos=dict(propuesto.fijos),
        fuente=propuesto.fuente,
        creado_en=ahora,
        caduca_en=ahora + timedelta(days=settings.TRASLADOS_DIAS),
    )
    archivo.seek(0)
    importacion.archivo.save(importacion.nombre, File(archivo), save=False)
    importacion.save()
    return importacion


@transaction.atomic
def ensayar(
    *,
    importacion_id: int,
    actor: Usuario,
    columnas: Mapping[str, str],
    fijos: Mapping[str, str],
    fuente: str = "",
    actualizar: bool = False,
) -> Importacion:
    """Say what the columns are, remember it, and leave a rehearsal to a worker.

    Raises `Importacion.DoesNotExist` for one of somebody else, `ValidationError` for a mapping that
    is no good, `NotAllowed` while it is under way or when it is done.
    """
    importacion = _mia(importacion_id, actor)
    if not importacion.abierta:
        raise NotAllowed("ensayar", _("Ya está en curso, o ya se hizo."))
    que = _exigir(importacion.cosa, actor)
    mapa = Mapa(columnas, {c: v.strip() for c, v in fijos.items() if v.strip()}, fuente.strip())
    mapas.revisar(que, importacion.cabeceras, mapa)
    mapas.recordar(que, importacion.cabeceras, mapa)
    importacion.mapa, importacion.fijos = dict(mapa.columnas), dict(mapa.fijos)
    importacion.fuente, importacion.actualizar = mapa.fuente[:MAX_NOMBRE], actualizar
    return _encolar(importacion, ensayo=True)


@transaction.atomic
def hacer(*, importacion_id: int, actor: Usuario) -> Importacion:
    """Leave it to a worker to bring in what was rehearsed without a single bad row."""
    importacion = _mia(importacion_id, actor)
    if not importacion.se_hace:
        raise NotAllowed("hacer", _("Antes tiene que ensayarse sin reparos."))
    _exigir(importacion.cosa, actor)
    return _encolar(importacion, ensayo=False)


@transaction.atomic
def descartar(*, importacion_id: int, actor: Usuario) -> None:
    """Give one up, with its file; what was brought in stays."""
    importacion = _mia(importacion_id, actor)
    if importacion.en_marcha:
        raise NotAllowed("descartar", _("Está en curso: espere a que termine."))
    borrar_archivo(importacion)
    importacion.delete()


def reparos(importacion: Importacion) -> bytes:
    """The bad rows of one, as a CSV to be mended beside the file."""
    destino = BytesIO()
    columnas = [
        campo(_("Fila"), "fila", 8),
        campo(_("Columna"), "columna", 24),
        campo(_("Dice"), "valor", 40),
        campo(_("Reparo"), "texto", 60),
    ]
    hoja = hojas.abrir(hojas.CSV, destino, "", columnas)
    for reparo in importacion.reparos.all():
        hoja.fila([columna.leer(reparo) for columna in columnas])
    hoja.cerrar()
    return destino.getvalue()


def trabajar() -> bool:
    """Rehearse or do the next one that waits; False if none does."""
    for importacion in outbox.claim(Importacion, limit=1):
        with translation.override(importacion.usuario.idioma), origen.desde(importacion.origen):
            _trabajar(importacion)
        return True
    return False


def fallar(importacion: Importacion, motivo: str) -> None:
    """Write down why it could not be read or done, and tell whoever brought it."""
    _terminar(importacion, states.FALLIDA, Informe(), motivo)


def _trabajar(importacion: Importacion) -> None:
    aparte = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with importacion.archivo.open("rb") as archivo:
            _pasar(importacion, archivo, aparte)
    except ValidationError as error:
        fallar(importacion, " ".join(error.messages))
    except NotAllowed as refusal:
        fallar(importacion, refusal.motivo)
    except _Perdida:
        log.warning("import %s was taken by another worker", importacion.pk)
    except Exception:
        log.exception("import %s failed", importacion.pk)
        fallar(importacion, _("Hubo un error, y no se importó nada. Avise a quien administra."))
    finally:
        aparte.close()


def _pasar(importacion: Importacion, archivo: IO[bytes], aparte: BaseDatabaseWrapper) -> None:
    """Rehearse it, or do it in one transaction with the word that it was done."""
    que = _exigir(importacion.cosa, importacion.usuario)
    trabajo = Trabajo(
        que,
        tablas.abrir(archivo, importacion.formato),
        Mapa(importacion.mapa, importacion.fijos, importacion.fuente),
        importacion.usuario,
        importacion.actualizar,
        _decir(importacion, aparte),
    )
    if importacion.ensayo:
        _exigir_nuestra(_terminar(importacion, states.ENSAYADA, importar.ensayar(trabajo)))
        return
    try:
        importar.hacer(
            trabajo,
            lambda informe: _exigir_nuestra(_terminar(importacion, states.HECHA, informe)),
        )
    except Rechazada as rechazada:
        # Something has changed since it was rehearsed.
        _terminar(importacion, states.ENSAYADA, rechazada.informe)


def _decir(importacion: Importacion, aparte: BaseDatabaseWrapper) -> Callable[[int], None]:
    """Write how far it is by a connection of its own: the work's is not seen until it ends."""
    ultimo = time.monotonic()

    def avance(hechas: int) -> None:
        nonlocal ultimo
        if time.monotonic() - ultimo < CADA:
            return
        ultimo = time.monotonic()
        _exigir_nuestra(outbox.renew(importacion, using=aparte, hechas=hechas))

    return avance


def _exigir_nuestra(nuestra: bool) -> None:
    if not nuestra:
        raise _Perdida


@transaction.atomic
def _terminar(importacion: Importacion, estado: str, informe: Informe, motivo: str = "") -> bool:
    """Write how it ended with its report, and tell; False if it was no longer ours."""
    nuestra = outbox.settle(
        importacion,
        estado,
        nuevas=informe.nuevas,
        cambiadas=informe.cambiadas,
        iguales=informe.iguales,
        malas=informe.malas,
        correos=informe.correos,
        hechas=informe.filas,
        total=informe.filas or importacion.total,
        motivo=motivo,
        terminado_en=clock.now(),
    )
    if nuestra:
        importacion.reparos.all().delete()
        Reparo.objects.bulk_create(
            Reparo(
                importacion=importacion,
                fila=uno.fila,
                columna=uno.columna,
                valor=uno.valor,
                texto=uno.texto,
            )
            for uno in informe.reparos
        )
        _avisar(importacion, estado, informe, motivo)
    return nuestra


def _avisar(importacion: Importacion, estado: str, informe: Informe, motivo: str) -> None:
    avisos.notify(
        "importacion",
        expediente=None,
        clave=f"importacion:{importacion.lease_token}",
        usuarios=[importacion.usuario],
        datos={
            "estado": estado,
            "que": importacion.nombre,
            "cantidad": informe.malas,
            "motivo": motivo,
            "ruta": f"/importar/{importacion.pk}/",
        },
        medio=avisos.APLICACION,
    )


def _encolar(importacion: Importacion, *, ensayo: bool) -> Importacion:
    importacion.ensayo = ensayo
    importacion.estado = states.PENDIENTE
    importacion.hechas = importacion.intentos = 0
    importacion.disponible_en = clock.now()
    importacion.origen = origen.actual()
    importacion.save()
    outbox.wake("traslados")
    return importacion


def _mia(importacion_id: int, actor: Usuario) -> Importacion:
    return Importacion.objects.select_for_update().get(pk=importacion_id, usuario=actor)


def _exigir(cosa: str, usuario: Usuario) -> Cosa:
    """What is brought in, if `usuario` may make such things."""
    que = COSAS[cosa]
    if not usuario.is_active or not que.puede(usuario):
        raise NotAllowed("importar", _("No le corresponde a usted."))
    return que


def _muestra(tabla: tablas.Tabla) -> list[list[str]]:
    """The first rows, as the mapping shows them."""
    return [
        [_corto(celda) for celda in celdas]
        for (_numero, celdas), _n in zip(tabla.filas, range(MUESTRA), strict=False)
    ]


def _corto(celda: Celda) -> str:
    escrito = celda.get("type", "") if isinstance(celda, dict) else texto(celda)
    return str(escrito)[:60]
