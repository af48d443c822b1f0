"""No page asks the database more often because there is more to show.

Every address of the installation that shows something is asked for with ten rows of everything and
with two hundred: ten and two hundred case files in the lists; ten and two hundred entries, links,
files and notices in each case file. An address that is not known here fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import RegexPattern

from channels.models import Cuenta
from core.models import Comentario, Suplencia, Usuario
from tests.architecture.test_routes import ROUTES, Route
from tests.consultas import cuantas
from tests.webui.ciudad import Ciudad, fundar
from tests.webui.ciudad.casa import AJUSTES, RUTINA, ajuste
from webui.models import VistaGuardada
from workflows.traslados.models import Exportacion, Importacion
from workflows.traslados.salida import exportar

pytestmark = pytest.mark.django_db

POCAS, MUCHAS = 10, 200

# What shows no rows, each for a reason.
ORDEN = "takes an order by POST"
ARCHIVO = "sends one file"
DE_UN_CORREO = "one case file, for who has the signed address of a mail"
A_TROZOS = "some rows at a time: tests/workflows/compromisos/test_publicos.py"
VENTANILLA = "counted in tests/webui/portal/ventanilla/"
SIN_FILAS = {
    "salud": "one word for a monitor",
    "salud_motor": "for a monitor with a token: what motor:inicio measures",
    "metrics": "likewise",
    "set_language": ORDEN,
    "expediente": "leads on to the page of the case",
    "adjunto": ARCHIVO,
    "descargas:archivo": ARCHIVO,
    "importar:reparos": ARCHIVO,
    "importar:hacer": ORDEN,
    "importar:descartar": ORDEN,
    "portal:escudo": ARCHIVO,
    "portal:solicitar_uno": VENTANILLA,
    "portal:sin_novedades": ORDEN,
    "portal:confirmar_correo": ORDEN,
    "portal:mi_solicitud": VENTANILLA,
    "portal:mis_archivos": VENTANILLA,
    "portal:mi_archivo": ARCHIVO,
    "portal:completar_mi_solicitud": VENTANILLA,
    "portal:retirar_mi_solicitud": VENTANILLA,
    "portal:mi_correo": VENTANILLA,
    "portal:mis_novedades": ORDEN,
    "portal:mi_salida": ORDEN,
    "portal:evidencia": ARCHIVO,
    "portal:compromisos_csv": A_TROZOS,
    "portal:compromisos_json": A_TROZOS,
    "portal:imagen": ARCHIVO,
    "portal:miniatura": ARCHIVO,
    "solicitudes:tanda": ORDEN,
    "solicitudes:campos": ORDEN,
    "solicitudes:carta": "leads to one file",
    "solicitudes:previa": "one letter, of what is typed",
    "solicitudes:aviso": "leads to one file",
    "solicitudes:aviso_previo": "one letter, of what is typed",
    "solicitudes:pin": "the PIN of one",
    "solicitudes:preparada": "the text of one answer",
    "compromisos:tanda": ORDEN,
    "compromisos:revisar": ORDEN,
    "compromisos:enviar_enlace": ORDEN,
    "compromisos:revocar_enlace": ORDEN,
    "pases:dar": DE_UN_CORREO,
    "pases:archivo": ARCHIVO,
    "metas:tanda": ORDEN,
    "intermedias:tanda": ORDEN,
    "piezas:tanda": ORDEN,
    "publicaciones:tanda": ORDEN,
    "piezas:medir": ORDEN,
    "piezas:medir_una": ORDEN,
    "publicaciones:reintentar": ORDEN,
    "canales:detener": ORDEN,
    "canales:reanudar": ORDEN,
    "canales:pausar": ORDEN,
    "canales:reanudar_cuenta": ORDEN,
    "canales:comprobar": ORDEN,
    "suplencias:terminar": ORDEN,
    "sesiones:cerrar": ORDEN,
    "sesiones:cerrar_las_demas": ORDEN,
    "sesiones:reponer": "a form about one person, behind the password",
    "usersessions_list": "leads on to one's sessions",
    "suplencias_de_todos:terminar": ORDEN,
    "preferencias:restaurar": ORDEN,
    "vistas:subir": ORDEN,
    "vistas:borrar": ORDEN,
    "deshacer": ORDEN,
    "borradores:guardar": ORDEN,
    "borradores:descartar": ORDEN,
    "claves:revocar": ORDEN,
    "api_guia": "describes the operations, however much they have to show",
    "api_openapi": "likewise",
    "ajustes:regla_frase": ORDEN,
    "ajustes:regla_restaurar": ORDEN,
    "ajustes:interno_restaurar": ORDEN,
    "ajustes:persona_invitar": ORDEN,
    "ajustes:persona_reactivar": ORDEN,
    "ajustes:persona_cerrar": ORDEN,
    "ajustes:suprimir_comentario": "a form about one text",
    "ajustes:suprimir_entrada": "likewise",
    "ajustes:respuesta_quitar": ORDEN,
    "ajustes:area_quitar": ORDEN,
    "ajustes:cargo_quitar": ORDEN,
    "motor:reintentar": ORDEN,
    "motor:reintentar_todos": ORDEN,
    "notificaciones:leer_todas": ORDEN,
    "notificaciones:leer": ORDEN,
    "comentarios:retirar": ORDEN,
    "comentarios:seguir": ORDEN,
    "comentarios:dejar": ORDEN,
}
# Forms of one verb of a case: what they list is on the page of the case, or in its other forms.
DE_UN_VERBO = ("paso", "adjuntar", "decidir")
# What is done to what the public sees.
DE_LO_PUBLICO = {"compromisos:archivos_publicos"}
# Forms of what is not under way yet.
DE_UN_BORRADOR = {"metas:editar", "metas:indicador", "metas:nueva_intermedia", "intermedias:editar"}
# Of the administration what lists or shows rows of ours; the rest is the framework's.
# What the API shows is counted in tests/webui/api/test_consultas.py.
DEL_MARCO = ("account_", "mfa_", "admin:", "api:")
ADMINISTRADA = re.compile(
    "admin:(core|plazos|metas|solicitudes|notifiers)_([a-z]+)_(changelist|change)$"
)
VISTA = "compromisos:lista"
PREGUNTA = {
    "buscar": {"q": "muelle"},
    "sugerir": {"q": "muelle"},
    "notificaciones:lista": {"ver": "todas"},
    "vistas:nueva": {"lista": VISTA, "consulta": "q=muelle"},
    "ajustes:feriados": {"anio": "2030"},
}


@pytest.fixture
def ciudad(db: None) -> Ciudad:
    return fundar()


def test_ninguna_pagina_pregunta_mas_porque_haya_mas(
    ciudad: Ciudad, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A sheet is read in batches, so that it takes no more memory for more rows: here in one.
    monkeypatch.setattr(exportar, "LOTE", 10_000)
    ciudad.crecer(POCAS, POCAS)
    con_pocas = dict(_cuestan(ciudad))
    ciudad.crecer(MUCHAS // POCAS, MUCHAS)
    con_muchas = dict(_cuestan(ciudad))
    assert {
        pagina: (con_pocas[pagina], veces)
        for pagina, veces in con_muchas.items()
        if veces > con_pocas[pagina]
    } == {}


def test_lo_que_no_muestra_filas_existe() -> None:
    assert {route.name for route in _nuestras()} >= SIN_FILAS.keys()


def _cuestan(ciudad: Ciudad) -> Iterator[tuple[str, int]]:
    """Every page that shows rows, and how many queries it takes; each of them must open."""
    dentro, fuera = Client(), Client()
    dentro.force_login(ciudad.todo)
    de_uno = {"ajustes:supresiones": {"codigo": ciudad.casos["compromisos"].codigo}}
    preguntas = {**PREGUNTA, **de_uno}
    for route in _nuestras():
        if route.name in SIN_FILAS or route.name.split(":")[-1] in DE_UN_VERBO:
            continue
        client = fuera if route.name.startswith("portal:") else dentro
        url = reverse(route.name, settings.API_URLCONF, kwargs=_ejemplo(route, ciudad))
        yield route.name, cuantas(_lectura(client, url, preguntas.get(route.name, {})))
    for nombre, url in _administradas():
        yield nombre, cuantas(_lectura(dentro, url, {}))


def _lectura(client: Client, url: str, pregunta: dict[str, str]) -> Callable[[], None]:
    def leer() -> None:
        response = client.get(url, pregunta)
        assert response.status_code == 200, f"{url}: {response.status_code}"

    return leer


def _nuestras() -> list[Route]:
    """Every page that is not the framework's."""
    return [
        route
        for pattern, route in ROUTES
        if not route.name.startswith(DEL_MARCO)
        and not route.name.endswith("?")
        and not isinstance(pattern.pattern, RegexPattern)
    ]


def _ejemplo(route: Route, ciudad: Ciudad) -> dict[str, object]:
    """What the address of a page of one thing needs, for the thing that grows."""
    espacio = "portal" if route.name in DE_LO_PUBLICO else route.name.split(":")[0]
    casos = ciudad.borradores if route.name in DE_UN_BORRADOR else ciudad.casos
    ejemplos: dict[str, Callable[[], object]] = {
        "codigo": lambda: casos.get(espacio, ciudad.casos["compromisos"]).codigo,
        "pk": lambda: _una(espacio, ciudad).pk,
        "token": lambda: getattr(ciudad.casos["piezas"], "token", ""),
        "canal": lambda: "facebook",
        "nombre": lambda: RUTINA,
        "clase": lambda: "compromiso.vence",
        "proceso": lambda: "compromiso",
        "informe": lambda: "compromisos",
        "persona": lambda: ciudad.todo.pk,
    }
    return {
        nombre: ajuste(nombre).pk if nombre in AJUSTES else ejemplos[nombre]()
        for nombre in route.kwargs
        if nombre != "parte"
    }


def _una(espacio: str, ciudad: Ciudad) -> Any:
    """The row that an address with a number speaks of."""
    if espacio == "comentarios":
        return Comentario.objects.filter(expediente=ciudad.casos["compromisos"].pk)[0]
    if espacio in ("suplencias", "suplencias_de_todos"):
        return Suplencia.objects.filter(titular=ciudad.todo).latest("hasta")
    if espacio == "tandas":
        return ciudad.tanda()
    if espacio == "vistas":
        return _vista(ciudad.todo)
    if espacio in ("descargas", "importar"):
        modelo = Exportacion if espacio == "descargas" else Importacion
        return modelo._default_manager.filter(usuario=ciudad.todo).latest("pk")
    return ciudad.cruces.get(espacio) or _cuenta()


def _vista(todo: Usuario) -> VistaGuardada:
    vistas = VistaGuardada.objects.filter(usuario=todo)
    return vistas.create(usuario=todo, lista=VISTA, nombre=f"Vista {len(vistas)}", consulta="q=a")


def _administradas() -> Iterator[tuple[str, str]]:
    """The lists of the administration, and one row of each: name and address."""
    for _pattern, route in ROUTES:
        found = ADMINISTRADA.match(route.name)
        if found is None:
            continue
        app, modelo, pagina = found.groups()
        uno = apps.get_model(app, modelo)._default_manager.order_by("-pk").first()
        if pagina == "changelist":
            yield route.name, reverse(route.name, settings.API_URLCONF)
        elif uno:
            yield route.name, reverse(route.name, settings.API_URLCONF, args=[uno.pk])


def _cuenta() -> Cuenta:
    return Cuenta.objects.exclude(canal="web").order_by("pk")[0]
