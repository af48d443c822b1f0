"""Screens of bringing a sheet in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import Actor, Tema, Usuario
from tests.webui.conftest import Entrar, Navegar
from tests.workflows.traslados import hojas
from tests.workflows.traslados.builders import leer_csv
from workflows.traslados import actions
from workflows.traslados.models import Importacion

pytestmark = pytest.mark.django_db


def archivo(*lineas: str, nombre: str = "temas.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, hojas.csv(*lineas).getvalue())


def subir(browser: Client, *lineas: str, cosa: str = "temas") -> Importacion:
    """Upload a sheet on the screen."""
    response = browser.post("/importar/nueva/", {"cosa": cosa, "archivo": archivo(*lineas)})
    importacion = Importacion.objects.latest("pk")
    assert response.headers["Location"] == f"/importar/{importacion.pk}/columnas/"
    return importacion


def elegir(importacion: Importacion, **mas: Any) -> dict[str, Any]:
    """What the mapping sends, as it was proposed."""
    return {
        f"columna_{numero}": importacion.mapa.get(cabecera, "")
        for numero, cabecera in enumerate(importacion.cabeceras)
    } | mas


def test_from_the_file_to_its_list(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "Tema;Padre;Otra cosa", "Pozos;Agua;x", "Agua;;y")
    pagina = browser.get(f"/importar/{importacion.pk}/columnas/").content.decode()
    assert "cada fila necesita: Nombre" in pagina
    assert "Pozos · Agua" in pagina
    assert '<option value="superior" selected>' in pagina

    response = browser.post(f"/importar/{importacion.pk}/columnas/", elegir(importacion))
    assert response.headers["Location"] == f"/importar/{importacion.pk}/"
    assert 'hx-trigger="every 2s"' in browser.get(f"/importar/{importacion.pk}/").content.decode()
    actions.trabajar()
    parte = browser.get(f"/importar/{importacion.pk}/", headers={"HX-Target": "importacion"})
    ensayo = parte.content.decode()
    assert "2 nuevas" in ensayo
    assert "Nada entró todavía: esto es lo que pasaría." in ensayo
    assert "<h1" not in ensayo

    browser.post(f"/importar/{importacion.pk}/hacer/")
    actions.trabajar()
    hecha = browser.get(f"/importar/{importacion.pk}/").content.decode()
    assert "Entraron todas." in hecha
    assert 'href="/temas/"' in hecha
    assert set(Tema.objects.values_list("nombre", flat=True)) == {"Pozos", "Agua"}
    assert "temas.csv" in browser.get("/importar/").content.decode()


def test_bad_rows_are_shown_paged_and_taken_along(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "Tema,Desde", *(f"T{n},ayer" for n in range(40)))
    browser.post(f"/importar/{importacion.pk}/columnas/", elegir(importacion))
    actions.trabajar()

    pagina = browser.get(f"/importar/{importacion.pk}/").content.decode()
    assert "40 con reparos" in pagina
    assert "Hacer la importación" not in pagina
    assert pagina.count("No es una fecha.") == 25
    assert browser.get(f"/importar/{importacion.pk}/?pagina=2").content.decode().count("ayer") == 15

    response = browser.get(f"/importar/{importacion.pk}/reparos.csv")
    assert 'filename="reparos-temas.csv"' in response.headers["Content-Disposition"]
    filas = leer_csv(b"".join(response))
    assert len(filas) == 40
    assert filas[0]["Columna"] == "Desde"
    assert (
        browser.post(f"/importar/{importacion.pk}/hacer/", follow=True)
        .content.decode()
        .count("Antes tiene que ensayarse sin reparos.")
    )


def test_a_mapping_that_makes_no_sense_stands_with_its_reason(
    entrar: Entrar, elena: Usuario
) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "X", "1")
    response = browser.post(f"/importar/{importacion.pk}/columnas/", elegir(importacion))
    assert response.status_code == 422
    assert "Diga qué columna es «Nombre»" in response.content.decode()


def test_a_fixed_value_is_typed_once_for_all_rows(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "Nombre", "Ana", cosa="actores")
    campos = elegir(importacion, fijo_cargo="Vocal", actualizar="on", fuente="padrón")
    browser.post(f"/importar/{importacion.pk}/columnas/", campos)
    importacion.refresh_from_db()
    assert importacion.fijos == {"cargo": "Vocal"}
    assert (importacion.actualizar, importacion.fuente) == (True, "padrón")
    actions.trabajar()
    browser.post(f"/importar/{importacion.pk}/hacer/")
    actions.trabajar()
    assert Actor.objects.get().cargo == "Vocal"


def test_the_same_heading_is_understood_the_next_time(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    primera = subir(browser, "X,Y", "Pozos,1")
    browser.post(f"/importar/{primera.pk}/columnas/", {"columna_0": "nombre", "columna_1": ""})
    assert subir(browser, "x,y", "Canales,2").mapa == {}
    assert subir(browser, "X,Y", "Canales,2").mapa == {"X": "nombre"}


@pytest.mark.parametrize(
    ("contenido", "sentencia"),
    [(b"", "vacío"), (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "Excel antiguo")],
)
def test_what_cannot_be_read_is_refused_beside_its_field(
    contenido: bytes, sentencia: str, entrar: Entrar, elena: Usuario
) -> None:
    campos = {"cosa": "temas", "archivo": SimpleUploadedFile("t.csv", contenido)}
    response = entrar(elena).post("/importar/nueva/", campos)
    assert response.status_code == 422
    assert sentencia in response.content.decode()


def test_each_may_bring_what_each_may_make(
    entrar: Entrar, elena: Usuario, sofia: Usuario, rosa: Usuario, omar: Usuario
) -> None:
    def cosas(user: Usuario) -> set[str]:
        pagina = entrar(user).get("/importar/nueva/").content.decode()
        todas = "actores", "lugares", "temas", "metas", "compromisos", "solicitudes"
        return {cosa for cosa in todas if f'value="{cosa}"' in pagina}

    assert cosas(elena) == {"actores", "lugares", "temas", "metas", "compromisos"}
    assert cosas(sofia) == {"lugares", "temas"}
    assert "solicitudes" in cosas(rosa)
    assert entrar(omar).get("/importar/").status_code == 403
    assert entrar(omar).get("/importar/nueva/").status_code == 403
    campos = {"cosa": "actores", "archivo": archivo("nombre", "Ana")}
    assert entrar(sofia).post("/importar/nueva/", campos).status_code == 422


def test_nobody_sees_what_somebody_else_brought(
    entrar: Entrar, elena: Usuario, sofia: Usuario
) -> None:
    importacion = subir(entrar(elena), "Tema", "Pozos")
    browser = entrar(sofia)
    for ruta in ("", "columnas/", "reparos.csv"):
        assert browser.get(f"/importar/{importacion.pk}/{ruta}").status_code == 404
    for ruta in ("hacer/", "descartar/"):
        assert browser.post(f"/importar/{importacion.pk}/{ruta}").status_code == 404
    assert "temas.csv" not in browser.get("/importar/").content.decode()


def test_one_given_up_is_gone(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "Tema", "Pozos")
    assert (
        browser.post(f"/importar/{importacion.pk}/descartar/").headers["Location"] == "/importar/"
    )
    assert not Importacion.objects.exists()
    assert "Todavía no importó nada" in browser.get("/importar/").content.decode()


def test_one_under_way_is_not_mapped_anew(entrar: Entrar, elena: Usuario) -> None:
    browser = entrar(elena)
    importacion = subir(browser, "Tema", "Pozos")
    browser.post(f"/importar/{importacion.pk}/columnas/", elegir(importacion))
    response = browser.get(f"/importar/{importacion.pk}/columnas/")
    assert response.headers["Location"] == f"/importar/{importacion.pk}/"


def test_the_lists_lead_here_whoever_may_make_what_they_hold(
    entrar: Entrar, elena: Usuario, omar: Usuario, agua: Tema
) -> None:
    enlace = "/importar/nueva/?cosa=temas"
    assert enlace in entrar(elena).get("/temas/").content.decode()
    assert enlace not in entrar(omar).get("/temas/").content.decode()
    pagina = entrar(elena).get(enlace).content.decode()
    assert pagina.count("checked") == 1


def test_a_workbook_is_uploaded_too(entrar: Entrar, elena: Usuario) -> None:
    hoja = SimpleUploadedFile("t.xlsx", hojas.xlsx(["Tema"], ["Pozos"]).getvalue())
    browser = entrar(elena)
    browser.post("/importar/nueva/", {"cosa": "temas", "archivo": hoja})
    importacion = Importacion.objects.get()
    assert (importacion.formato, importacion.muestra) == ("xlsx", [["Pozos"]])
    with importacion.archivo.open("rb") as guardado:
        assert io.BytesIO(guardado.read()).getvalue().startswith(b"PK")


@pytest.mark.parametrize("telefono", [True, False])
def test_what_a_column_is_can_be_read_beside_long_examples(
    navegar: Navegar, elena: Usuario, entrar: Entrar, telefono: bool
) -> None:
    larga = "palabras " * 40
    importacion = subir(entrar(elena), "Tema;Otra_cosa_de_nombre_muy_largo", f"Agua;{larga}")
    page = navegar(elena, telefono=telefono)
    page.goto(f"/importar/{importacion.pk}/columnas/")
    tarjeta, elegido = (
        page.locator(selector).bounding_box()
        for selector in ("[aria-labelledby=columnas]", "[name=columna_1]")
    )
    assert tarjeta is not None
    assert elegido is not None
    assert elegido["width"] >= 170
    assert elegido["x"] + elegido["width"] <= tarjeta["x"] + tarjeta["width"]
