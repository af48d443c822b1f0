"""A list as a sheet: what is in it, for whom, and how each form writes it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from core import catalogos
from core.models import Actor, LecturaReservada, Lugar, Tema, Usuario
from tests.builders import en_dias, un_compromiso
from tests.consultas import cuantas
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.traslados.builders import leer_csv, leer_xlsx, un_pedido
from tests.workflows.traslados.conftest import En
from workflows.metas.actions import intermedias, metas
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import Solicitud, TipoSolicitud
from workflows.traslados import actions
from workflows.traslados.queries import LISTAS
from workflows.traslados.salida import exportar as salida

pytestmark = pytest.mark.django_db


def una_solicitud(rosa: Usuario, junta: Actor, **campos: object) -> Solicitud:
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    campos.setdefault("titulo", "Arreglar la bomba")
    return solicitudes.registrar(actor=rosa, tipo=tipo, solicitante=junta, **campos)  # type: ignore[arg-type]


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
@pytest.mark.parametrize("lista", LISTAS)
def test_every_list_is_written_in_both_forms(
    lista: str, formato: str, rosa, luis, junta, paula, bruno, tomas, carmen, el_roble, agua
) -> None:
    una_solicitud(rosa, junta)
    un_compromiso(rosa, luis, junta)
    meta = metas.crear(
        actor=carmen, titulo="Agua para todos", gerente=luis, responsable_institucional=carmen
    )
    intermedias.crear(meta_id=meta.pk, actor=luis, titulo="Diseño", peso=20)
    Redaccion(autora=paula, editor=bruno, titular=tomas).hasta("aprobada")

    leer = {"csv": leer_csv, "xlsx": leer_xlsx}[formato]
    filas = leer(actions.escribir(un_pedido(tomas, lista, formato)))

    assert len(filas) >= 1
    assert list(filas[0]) == [str(columna.titulo) for columna in LISTAS[lista].columnas]


def test_it_holds_what_the_list_shows(rosa, luis, junta, el_roble, agua) -> None:
    caso = un_compromiso(
        rosa, luis, junta, lugares=[el_roble], temas=[agua], publico=True, nivel_reserva=0
    )

    (fila,) = leer_xlsx(actions.escribir(un_pedido(rosa, "compromisos", "xlsx")))

    assert fila["Código"] == caso.codigo
    assert fila["A quién"] == "Junta Comunal El Roble"
    assert fila["Responsable"] == "Luis Ábrego"
    assert fila["Para cuándo"] == datetime.combine(caso.fecha_vigente, datetime.min.time())
    assert fila["Semáforo"] == "En plazo"
    assert fila["Estado"] == "Asignado"
    assert fila["Público"] == "Sí"
    assert (fila["Temas"], fila["Lugares"]) == ("Agua y saneamiento", "El Roble")
    assert fila["Dirección"].endswith(f"/e/{caso.codigo}/")


def test_filters_and_order_are_those_of_the_list(rosa, luis, marta, junta) -> None:
    for dias, titulo in ((9, "B"), (3, "A"), (20, "C")):
        un_compromiso(rosa, luis, junta, titulo=titulo, fecha=en_dias(dias))
    un_compromiso(rosa, marta, junta, titulo="De otra")

    pedido = un_pedido(rosa, "compromisos", responsable=luis.pk, orden="-fecha")
    assert [fila["Título"] for fila in leer_csv(actions.escribir(pedido))] == ["C", "B", "A"]


def test_only_what_the_person_may_see_is_in_it(rosa, ines, luis, junta) -> None:
    un_compromiso(rosa, luis, junta, titulo="A la vista")
    un_compromiso(rosa, luis, junta, titulo="Discreto", nivel_reserva=3)

    def titulos(user: Usuario) -> set[str]:
        return {
            fila["Título"] for fila in leer_csv(actions.escribir(un_pedido(user, "compromisos")))
        }

    assert titulos(rosa) == titulos(luis) == {"A la vista", "Discreto"}
    assert titulos(ines) == {"A la vista"}


def test_who_may_not_know_how_to_reach_an_actor_does_not_learn_it(ines, omar, luis, rosa) -> None:
    for nombre in ("Ana", "Beto"):
        campos = {"nombre": nombre, "email": f"{nombre}@correo.test", "telefono": "6000-1234"}
        catalogos.crear(modelo=Actor, actor=rosa, campos=campos)
    un_compromiso(rosa, luis, Actor.objects.get(nombre="Beto"))

    def correos(user: Usuario) -> list[str]:
        return [fila["Correo"] for fila in leer_csv(actions.escribir(un_pedido(user, "actores")))]

    assert correos(ines) == ["Ana@correo.test", "Beto@correo.test"]
    assert correos(luis) == ["", "Beto@correo.test"]
    assert correos(omar) == ["", ""]


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
def test_no_cell_is_a_formula(formato: str, rosa, luis, junta) -> None:
    titulo = '=HYPERLINK("https://malo.test";"ver")'
    un_compromiso(rosa, luis, junta, titulo=titulo, descripcion="+507 6000-1234")

    archivo = actions.escribir(un_pedido(rosa, "compromisos", formato)).read()

    if formato == "csv":
        (fila,) = leer_csv(archivo)
        assert (fila["Título"], fila["Detalle"]) == (f"'{titulo}", "'+507 6000-1234")
    else:
        (fila,) = leer_xlsx(archivo)
        assert (fila["Título"], fila["Detalle"]) == (titulo, "+507 6000-1234")
        assert b"<f>" not in _hoja(archivo)


@pytest.mark.parametrize(
    ("pais", "separador", "escrita"), [("PA", ",", "-8.95"), ("AR", ";", "-8,95")]
)
def test_a_csv_is_as_the_excel_of_the_country_reads_it(
    pais: str, separador: str, escrita: str, en: En, rosa: Usuario, el_roble: Lugar
) -> None:
    en(pais)
    Lugar.objects.filter(pk=el_roble.pk).update(latitud=-8.95, longitud=-79.5)

    archivo = actions.escribir(un_pedido(rosa, "lugares")).read()

    assert archivo.startswith(b"\xef\xbb\xbf")
    (fila,) = leer_csv(archivo, separador)
    assert fila["Latitud"] == escrita


def test_dates_of_a_csv_are_iso(rosa, luis, junta) -> None:
    un_compromiso(rosa, luis, junta, fecha=date(2099, 12, 31))
    (fila,) = leer_csv(actions.escribir(un_pedido(rosa, "compromisos")))
    assert fila["Para cuándo"] == "2099-12-31"


def test_a_text_longer_than_a_cell_is_cut_and_says_so(rosa, luis, junta) -> None:
    un_compromiso(rosa, luis, junta, descripcion="x" * 40_000)
    (fila,) = leer_xlsx(actions.escribir(un_pedido(rosa, "compromisos", "xlsx")))
    assert len(fila["Detalle"]) == 32_767
    assert fila["Detalle"].endswith("…")


def test_reading_takes_no_more_queries_for_more_rows(rosa, luis, junta, el_roble, agua) -> None:
    def medir(cuantos: int) -> int:
        for numero in range(cuantos):
            un_compromiso(rosa, luis, junta, titulo=f"N {numero}", temas=[agua], lugares=[el_roble])
        return cuantas(lambda: actions.escribir(un_pedido(rosa, "compromisos")))

    assert medir(3) == medir(20)


def test_what_is_gone_meanwhile_is_left_out(rosa, luis, junta) -> None:
    caso = un_compromiso(rosa, luis, junta)
    pedido = un_pedido(luis, "compromisos")
    claves = [*pedido.claves(), 10**9]
    caso.participaciones.filter(usuario=luis).delete()
    type(caso).objects.filter(pk=caso.pk).update(responsable=rosa)

    destino = io.BytesIO()
    assert salida.escribir(destino, pedido, claves=claves).filas == 0


def test_taking_out_what_is_reserved_and_not_ones_own_is_written_down(
    tomas: Usuario, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta)
    reservado = un_compromiso(rosa, luis, junta, titulo="Muy reservado", nivel_reserva=4)

    for user in (rosa, luis):
        actions.escribir(un_pedido(user, "compromisos"))
    assert not LecturaReservada.objects.exists()
    actions.escribir(un_pedido(tomas, "compromisos"))

    lectura = LecturaReservada.objects.get()
    assert (lectura.lector, lectura.expediente_id, lectura.modo) == (
        tomas, reservado.pk, "exportacion",
    )  # fmt: skip


def test_a_theme_narrows_with_all_below_it(rosa, luis, junta, agua: Tema) -> None:
    rural = Tema.objects.create(nombre="Agua rural", superior=agua)
    un_compromiso(rosa, luis, junta, titulo="Pozos", temas=[rural])
    un_compromiso(rosa, luis, junta, titulo="Calles")
    filas = leer_csv(actions.escribir(un_pedido(rosa, "compromisos", tema=agua)))
    assert [fila["Título"] for fila in filas] == ["Pozos"]


def _hoja(archivo: bytes) -> bytes:

    return zipfile.ZipFile(io.BytesIO(archivo)).read("xl/worksheets/sheet1.xml")
