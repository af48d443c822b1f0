"""The board: what it shows, to whom, and at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Area, Lugar, Tema, Usuario
from tests.consultas import cuantas
from tests.workflows.metas.builders import LUNES, PARTES, Gobierno, en_dias
from workflows.metas import queries, states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.metas.queries import Filtro

pytestmark = pytest.mark.django_db


def sembrar(gobierno: Gobierno, desde: int, hasta: int) -> None:
    """Metas that run, with three parts each: rows, since only their number matters."""
    for numero in range(desde, hasta):
        comun = {"creado_por": gobierno.gerente, "nivel_reserva": 1}
        meta = Meta.objects.create(
            clase="meta",
            codigo=f"MET-2027-1{numero:04d}",
            titulo=f"Meta {numero}",
            estado=states.EN_EJECUCION,
            iniciada_en=LUNES,
            gerente=gobierno.gerente,
            responsable_institucional=gobierno.institucional,
            **comun,
        )
        for orden, (titulo, peso, dias, critica) in enumerate(PARTES):
            MetaIntermedia.objects.create(
                clase="meta_intermedia",
                codigo=f"MI-2027-{numero:04d}{orden}",
                titulo=titulo,
                meta=meta,
                orden=orden,
                peso=peso,
                peso_linea_base=peso,
                fecha_linea_base=en_dias(dias - 10),
                fecha_vigente=en_dias(dias - 10),
                ruta_critica=critica,
                responsable=gobierno.responsable,
                **comun,
            )


def consultas(user: Usuario) -> int:
    """How many queries the board takes, everything it shows included."""

    def leer() -> None:
        for fila in queries.tablero(user):
            meta = fila.meta
            assert fila.luz.razones
            assert str(meta.gerente)
            assert [(mi.titulo, mi.meta.codigo) for mi in fila.intermedias]

    return cuantas(leer)


def test_sixty_metas_take_as_many_queries_as_ten(gobierno: Gobierno) -> None:
    sembrar(gobierno, 0, 10)
    diez = consultas(gobierno.titular)
    sembrar(gobierno, 10, 60)

    assert (len(queries.tablero(gobierno.titular)), consultas(gobierno.titular)) == (60, diez)


def test_a_row_has_all_that_is_worked_out(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    gobierno.llevar(meta.vivas()[0], states.CUMPLIDA)
    with clock.moved_to(LUNES + timedelta(days=14)):
        (fila,) = queries.tablero(gobierno.titular)

    assert fila.meta == meta
    assert [mi.peso for mi in fila.intermedias] == [20, 30, 50]
    assert (fila.avance, fila.esperado, fila.desvio) == (20, 20, 0)
    assert (fila.luz.color, fila.clase_publica) == ("amarillo", "en_alerta")


def test_the_four_classes_are_counted(gobierno: Gobierno) -> None:
    for _ in range(2):
        gobierno.hasta(states.EN_EJECUCION)
    for mi in gobierno.hasta(states.EN_EJECUCION).vivas():
        gobierno.llevar(mi, states.CUMPLIDA)
    gobierno.hasta(states.APROBADA, inicio=en_dias(5))

    assert queries.balance(gobierno.titular) == {
        "normal": 2,
        "en_alerta": 0,
        "detenida": 0,
        "terminada": 1,
    }


def test_it_is_narrowed(gobierno: Gobierno, obras: Area, marta: Usuario) -> None:
    otra_tema = Tema.objects.create(nombre="Caminos")
    otro_lugar = Lugar.objects.create(nombre="Las Palmas")
    agua = gobierno.crear()
    caminos = gobierno.crear(
        titulo="Caminos de producción",
        temas=[otra_tema],
        lugares=[otro_lugar],
        dependencia=obras,
        gerente=marta,
        responsable_institucional=marta,
    )
    gobierno.programar(agua)

    def codigos(filtro: Filtro, user: Usuario = gobierno.titular) -> set[str]:
        return {fila.meta.codigo for fila in queries.tablero(user, filtro)}

    assert codigos(Filtro()) == {agua.codigo, caminos.codigo}
    assert codigos(Filtro(q="produccion")) == {caminos.codigo}
    assert codigos(Filtro(q=agua.codigo)) == {agua.codigo}
    assert codigos(Filtro(estado="en_programacion")) == {agua.codigo}
    assert codigos(Filtro(luz="rojo")) == set()
    assert codigos(Filtro(luz="gris")) == {agua.codigo, caminos.codigo}
    assert codigos(Filtro(dependencia=obras.pk)) == {caminos.codigo}
    assert codigos(Filtro(tema=gobierno.tema)) == {agua.codigo}
    assert codigos(Filtro(lugar=otro_lugar)) == {caminos.codigo}
    assert codigos(Filtro(mias=True), gobierno.gerente) == {agua.codigo}


def test_a_page_of_it_is_worked_out_alone(gobierno: Gobierno) -> None:
    sembrar(gobierno, 0, 3)

    pagina = queries.filas(queries.lista(gobierno.titular)[1:2])

    assert [fila.meta.titulo for fila in pagina] == ["Meta 1"]
