"""`/api/v1/`: every operation, and what describes them all."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer

from webui.api import catalogos, enlaces, negativas, operaciones, problemas, publicaciones
from webui.api.acceso import ConClave
from webui.compromisos.views import PANTALLA as COMPROMISOS
from webui.comunicacion.piezas import PANTALLA as PIEZAS
from webui.metas.pantallas import INTERMEDIA, META
from webui.solicitudes.views import PANTALLA as SOLICITUDES

# In the order in which the guide tells of them.
PROCESOS = (SOLICITUDES, COMPROMISOS, META, INTERMEDIA, PIEZAS)

DESCRIPCION = gettext_noop(
    "Lo que muestran y hacen las pantallas de SIGOBito, para otros programas: con las mismas"
    " reglas, las mismas negativas y los mismos motivos. Cada persona hace sus claves en «Mis"
    " claves»; una clave nunca puede más que su persona. La guía está en docs/api.md."
)


# What of a description is for people.
EN_PALABRAS = frozenset({"summary", "description"})


class Legible(JSONRenderer):
    """JSON whose Spanish may be read as it is."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Ninja's, whose refusals are problems."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Return the description, with the type of the answers that refuse."""
        esquema = super().get_openapi_schema(**kwargs)
        for camino in esquema["paths"].values():
            for operacion in camino.values():
                _describir_negativas(operacion["responses"])
        enlaces.poner(esquema["paths"], [pantalla.nombre for pantalla in PROCESOS])
        return _traducido(esquema)


def _traducido(parte: Any) -> Any:
    """The same, with what describes it in the language in use; what was composed in it stays."""
    if isinstance(parte, list):
        return [_traducido(una) for una in parte]
    if not isinstance(parte, dict):
        return parte
    return {
        nombre: gettext(valor)
        if nombre in EN_PALABRAS and isinstance(valor, str) and valor
        else _traducido(valor)
        for nombre, valor in parte.items()
    }


def _describir_negativas(respuestas: dict[Any, Any]) -> None:
    for estado, respuesta in respuestas.items():
        if int(estado) >= 400 and "application/json" in respuesta.get("content", {}):
            respuesta["content"] = {problemas.TIPO: respuesta["content"].pop("application/json")}


def hacer(idioma: str = "es") -> Api:
    """The API of every process, described in this language, whoever asks first."""
    api = Api(
        title="SIGOBito",
        version="1",
        description=DESCRIPCION,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=ConClave(),
        renderer=Legible(),
    )
    negativas.atender(api)
    with translation.override(idioma):
        for pantalla in PROCESOS:
            router = Router(tags=[str(pantalla.titulo)])
            operaciones.montar(router, pantalla)
            api.add_router("", router)
        for montar, etiqueta in (
            (publicaciones.montar, gettext("Publicaciones")),
            (catalogos.montar, gettext("Para escribir")),
        ):
            router = Router(tags=[etiqueta])
            montar(router)
            api.add_router("", router)
    return api
