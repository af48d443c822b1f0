"""More of what hangs on one case file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from channels.models import Intento, Publicacion
from core import clock
from core.models import (
    Adjunto,
    Caso,
    Comentario,
    ComentarioTexto,
    Expediente,
    Historial,
    HistorialTexto,
    LecturaReservada,
    Mencion,
    Seguidor,
    Usuario,
    Vinculo,
)
from notifiers.models import Notificacion
from tests.webui.ciudad.faltan import faltan
from workflows.metas.models import Meta, MetaIntermedia, ReporteMeta
from workflows.plazos.models import Plazo


def alargar(caso: Caso, todo: Usuario, filas: int) -> None:
    """Entries, links, files, notices and deadlines of one case file."""
    entradas = Historial.objects.bulk_create(
        Historial(expediente_id=caso.pk, usuario=todo, verbo="editar")
        for _n in faltan(caso.historial, filas)
    )
    HistorialTexto.objects.bulk_create(
        HistorialTexto(entrada=entrada, texto="Por el muelle.") for entrada in entradas
    )
    otros = Expediente.objects.filter(clase="compromiso").exclude(pk=caso.pk).order_by("-pk")
    Vinculo.objects.bulk_create(
        (Vinculo(de_id=caso.pk, a_id=otro.pk, clase="relacion") for otro in otros[:filas]),
        ignore_conflicts=True,
    )
    Adjunto.objects.bulk_create(
        Adjunto(
            expediente_id=caso.pk,
            nombre=f"acta-{n}.pdf",
            archivo=f"acta-{n}.pdf",
            tipo="application/pdf",
            tamano=100,
            sha256="0" * 64,
            subido_por=todo,
            publico=True,
        )
        for n in faltan(caso.adjuntos, filas)
    )
    _alargar_avisos(caso, todo, filas)
    _alargar_conversacion(caso, todo, filas)


def _alargar_conversacion(caso: Caso, todo: Usuario, filas: int) -> None:
    """Comments, each with a text that names somebody; and followers."""
    nuevos = Comentario.objects.bulk_create(
        Comentario(expediente_id=caso.pk, autor=todo) for _n in faltan(caso.comentarios, filas)
    )
    ComentarioTexto.objects.bulk_create(
        ComentarioTexto(comentario=uno, texto=f"@{todo.nombre} mire.") for uno in nuevos
    )
    Mencion.objects.bulk_create(Mencion(comentario=uno, usuario=todo) for uno in nuevos)
    Seguidor.objects.bulk_create(
        [
            Seguidor(expediente_id=caso.pk, usuario=una, visto=1)
            for una in Usuario.objects.order_by("pk")[:filas]
        ],
        ignore_conflicts=True,
    )


def alargar_lecturas(caso: Caso, todo: Usuario, filas: int) -> None:
    """Who read one case file, which is reserved from now on."""
    Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=3)
    LecturaReservada.objects.bulk_create(
        LecturaReservada(
            expediente_id=caso.pk,
            lector=todo,
            por=todo,
            modo="pagina",
            dia=date(2026, 1, 1) + timedelta(days=n),
        )
        for n in faltan(caso.lecturas, filas)
    )


def _alargar_avisos(caso: Caso, todo: Usuario, filas: int) -> None:
    ahora = clock.now()
    Notificacion.objects.bulk_create(
        Notificacion(clase="T04", clave=f"larga:{caso.pk}:{n}", expediente_id=caso.pk, usuario=todo)
        for n in faltan(Notificacion.objects.filter(expediente=caso.pk), filas)
    )
    Plazo.objects.bulk_create(
        Plazo(
            expediente_id=caso.pk,
            clase=f"otro.{n}",
            inicio=ahora,
            vence_en=ahora + timedelta(days=n),
            original_en=ahora,
            alertado_hasta=ahora,
        )
        for n in faltan(caso.plazos, filas)
    )


def alargar_meta(meta: Any, filas: int) -> None:
    """Its metas intermedias, which the copies lend it, and its reports."""
    prestadas = MetaIntermedia.objects.exclude(meta=meta).order_by("pk")
    cuantas_mas = len(faltan(meta.intermedias, filas))
    prestadas.filter(pk__in=list(prestadas.values_list("pk", flat=True)[:cuantas_mas])).update(
        meta=meta
    )
    ReporteMeta.objects.bulk_create(
        ReporteMeta(
            meta=meta,
            ciclo=date(2026, 1, 1) + timedelta(days=n),
            autor=meta.gerente,
            sin_cambios=True,
        )
        for n in faltan(meta.reportes, filas)
    )
    Meta.objects.filter(pk=meta.pk).update(actualizada_en=clock.now())


def alargar_pieza(pieza: Any, filas: int) -> None:
    """More versions on their channels, with their attempts."""
    una = Publicacion.objects.filter(expediente=pieza.pk).exclude(canal="web")[0]
    Publicacion.objects.bulk_create(
        Publicacion(
            expediente_id=pieza.pk,
            cuenta_id=una.cuenta_id,
            canal=una.canal,
            huella=f"{n:064}",
            post=una.post,
            estado=Publicacion.Estado.FALLIDA,
        )
        for n in faltan(Publicacion.objects.filter(expediente=pieza.pk), filas)
    )
    Intento.objects.bulk_create(
        Intento(publicacion=una, resultado="temporal") for _n in faltan(una.bitacora, filas)
    )
