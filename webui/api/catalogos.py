"""What other operations name by its id: people, actores, themes, places, kinds; and who asks.

Annotations are not postponed here: those of the functions are classes that are made where they are.
"""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from core import access
from core.models import Actor, Adjunto, Area, Expediente, Lugar, Tema, Usuario
from core.texto import contiene
from webui.acceso import quien
from webui.adjuntos.views import servir
from webui.api import cursor, esquemas
from webui.api.acceso import clave_de, exigir
from webui.api.campos import MAX_ID
from webui.api.montaje import AL_LEER, lectura, sin_desconocidos
from webui.pantallas import de
from workflows.cruce import lecturas
from workflows.solicitudes import queries as solicitudes

Leer = Callable[[Any], dict[str, Any]]
Busca = Annotated[str, Query(max_length=100, description=gettext_noop("Palabras de su nombre."))]


def personas() -> QuerySet[Any]:
    """Whoever may be given something to do."""
    return Usuario.objects.que_entran().select_related("area", "cargo")


def _nombrado(uno: Any) -> dict[str, Any]:
    return {"id": uno.pk, "nombre": uno.nombre}


def _persona(una: Usuario) -> dict[str, Any]:
    return _nombrado(una) | {"area": str(una.area or ""), "cargo": str(una.cargo or "")}


def _actor(uno: Actor) -> dict[str, Any]:
    # How to reach somebody is for whoever has to do with it, on the screen.
    return _nombrado(uno) | {"tipo": uno.tipo}


def _en_arbol(uno: Any) -> dict[str, Any]:
    return _nombrado(uno) | {"superior": uno.superior_id}


def _lugar(uno: Lugar) -> dict[str, Any]:
    punto = {"latitud": uno.latitud, "longitud": uno.longitud}
    return _en_arbol(uno) | {"nivel": uno.nivel} | punto


def _tipo(uno: Any) -> dict[str, Any]:
    return _nombrado(uno) | {"codigo": uno.codigo, "pide": uno.pide, "exige": uno.exige}


# Where each is, what it is called, what there is of it, its shape.
CATALOGOS: tuple[tuple[str, str, Callable[[], QuerySet[Any]], Any, Leer], ...] = (
    ("personas", gettext_noop("Personas"), personas, esquemas.Persona, _persona),
    ("actores", gettext_noop("Actores"), Actor.objects.all, esquemas.Actor, _actor),
    ("temas", gettext_noop("Temas"), Tema.objects.all, esquemas.EnArbol, _en_arbol),
    ("lugares", gettext_noop("Lugares"), Lugar.objects.all, esquemas.Lugar, _lugar),
    ("areas", gettext_noop("Áreas"), Area.objects.all, esquemas.EnArbol, _en_arbol),
    (
        "tipos-de-solicitud",
        gettext_noop("Tipos de solicitud"),
        solicitudes.tipos,
        esquemas.Tipo,
        _tipo,
    ),
)


def montar(router: Router) -> None:
    """Give `router` all of them."""
    for nombre, titulo, todos, modelo, leer in CATALOGOS:
        _catalogo(router, nombre, titulo, todos, modelo, leer)
    _yo(router)
    _adjunto(router)


def _catalogo(
    router: Router,
    nombre: str,
    titulo: str,
    todos: Callable[[], QuerySet[Any]],
    modelo: Any,
    leer: Leer,
) -> None:
    def lista(
        request: HttpRequest, pagina: Annotated[cursor.Pagina, Query()], q: Busca = ""
    ) -> Any:
        found = contiene(todos(), q, "nombre") if q else todos()
        filas, siguiente = cursor.cortar(found, pagina, cursor.ORDENES["creado"])
        return {"elementos": [leer(uno) for uno in filas], "siguiente": siguiente}

    operacion = f"{nombre.replace('-', '_')}_lista"
    lista_de = cursor.de(f"Lista{nombre.title().replace('-', '')}", modelo)
    nombrados = {"titulo": _(titulo)}
    descripcion = _("%(titulo)s: el id de cada uno es lo que piden otras operaciones.") % nombrados
    lectura(router, f"/{nombre}", lista, operacion, lista_de, titulo, descripcion)


def _yo(router: Router) -> None:
    def yo(request: HttpRequest) -> Any:
        user, clave = quien(request), clave_de(request)
        return _nombrado(user) | {
            "correo": user.email,
            "roles": sorted(user.roles),
            "clave": clave.nombre if clave else "",
            "lee": clave.lee if clave else [],
            "escribe": clave.escribe if clave else [],
            "vence_el": clave.vence_el if clave else None,
        }

    descripcion = gettext_noop("Quién pregunta, con qué clave, qué le permite y hasta cuándo.")
    lectura(router, "/yo", yo, "yo", esquemas.Yo, gettext_noop("Quién soy"), descripcion)


def _adjunto(router: Router) -> None:
    def adjunto(
        request: HttpRequest,
        id: Annotated[int, Path(ge=1, le=MAX_ID)],  # noqa: A002
    ) -> FileResponse:
        visibles = access.scope(Expediente.objects.all(), quien(request))
        adjuntos = Adjunto.objects.filter(pk=id, expediente__in=visibles)
        found = adjuntos.select_related("expediente").first()
        if found is None:
            raise Http404
        user = exigir(request, de(found.expediente.clase).nombre)
        lecturas.leido(user, found.expediente)
        return servir(found)

    router.add_api_operation(
        "/adjuntos/{int:id}",
        ["GET"],
        sin_desconocidos(adjunto),
        response=AL_LEER,
        operation_id="adjunto",
        url_name="adjunto",
        summary=gettext_noop("Descargar un archivo"),
        description=gettext_noop("Sus bytes, con el tipo que se encontró en ellos."),
        openapi_extra={
            "responses": {
                200: {
                    "description": "OK",
                    "content": {
                        "*/*": {
                            "schema": {"type": "string", "format": "binary"},
                            "example": "(los bytes del archivo)",
                        }
                    },
                }
            }
        },
    )
