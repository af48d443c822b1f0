"""What became of each approved version on each channel, and what settles it.

Annotations are not postponed here: those of the functions are classes that are made where they are.
"""

from functools import partial
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from channels.models import Publicacion
from core.models import Usuario
from core.transitions import NotAllowed
from webui.api import campos, casos, cursor, esquemas
from webui.api.acceso import exigir
from webui.api.campos import MAX_ID
from webui.api.formularios import llenar
from webui.api.montaje import Orden, lectura, orden
from webui.api.operaciones import SE_NIEGA, contar, descrito
from webui.api.una_vez import Archivos, Hecho, una_vez
from webui.comunicacion.forms_publicaciones import SALIDAS, PublicacionesFiltro, SalidaForm
from webui.comunicacion.piezas import PANTALLA
from workflows.comunicacion import queries
from workflows.comunicacion.queries import Pieza

NOMBRE = "publicaciones"
Id = Annotated[int, Path(ge=1, le=MAX_ID)]
LISTA = gettext_noop(
    "Qué está en camino, qué salió y qué espera a una persona; lo más nuevo primero."
)


def montar(router: Router) -> None:
    """Give `router` their list and their verbs."""
    filtro_de = campos.entrada(
        "FiltroPublicaciones", campos.escritos(PublicacionesFiltro), parcial=True, suelto=True
    )

    def lista(
        request: HttpRequest,
        filtro: Annotated[filtro_de, Query()],  # type: ignore[valid-type]
        pagina: Annotated[cursor.Pagina, Query()],
    ) -> Any:
        user = exigir(request, NOMBRE)
        form = llenar(PublicacionesFiltro, filtro.model_dump(exclude_none=True))  # type: ignore[attr-defined]
        found = queries.publicaciones(user, form.leer())
        filas, siguiente = cursor.cortar(found, pagina, cursor.ORDENES["-creado"])
        return {"elementos": [_resumen(una) for una in filas], "siguiente": siguiente}

    modelo = cursor.de("ListaPublicaciones", esquemas.Publicacion)
    lectura(router, f"/{NOMBRE}", lista, f"{NOMBRE}_lista", modelo, _("Publicaciones"), LISTA)
    for verbo, form in SALIDAS.items():
        _verbo(router, verbo, form)


def _verbo(router: Router, verbo: str, form: type[SalidaForm]) -> None:
    def hacer(
        request: HttpRequest,
        datos: Any,
        archivos: Archivos,
        llave: str | None,
        id: int,  # noqa: A002
    ) -> HttpResponse:
        user = exigir(request, NOMBRE, escribir=True)
        return una_vez(
            request, user, llave, (datos, archivos), partial(_dar, form, verbo, user, id, datos)
        )

    orden(
        router,
        Orden(
            ruta=f"/{NOMBRE}/{{int:id}}/{verbo}",
            operacion=f"{NOMBRE}_{verbo}",
            form=form,
            hacer=hacer,
            modelo=descrito(Pieza.CLASE),
            titulo=f"{_('Publicaciones')}: {verbo}",
            descripcion=" ".join((str(form.hecho), _("Contesta con su pieza."), _(SE_NIEGA))),
            parametro=("id", Id),
        ),
    )


def _dar(
    form_class: type[SalidaForm], verbo: str, user: Usuario, pk: int, datos: dict[str, Any]
) -> Hecho:
    publicacion = queries.publicaciones(user).filter(pk=pk).first()
    if publicacion is None:
        raise Http404
    pieza = casos.obtener(PANTALLA, user, publicacion.expediente.codigo)
    step = queries.paso(publicacion, pieza, verbo, user)
    if not step.allowed:
        raise NotAllowed(verbo, step.motivo)
    form = llenar(partial(form_class, caso=pieza, user=user, publicacion=publicacion), datos)
    form.llamar(PANTALLA.id_de)
    return contar(pieza, user)


def _resumen(una: Publicacion) -> dict[str, Any]:
    return {
        "id": una.pk,
        "pieza": una.expediente.codigo,
        "canal": una.canal,
        "estado": {
            "codigo": una.estado,
            "palabra": str(Publicacion.Estado(una.estado).label),
        },
        "creada_en": una.creada_en,
        "publicada_en": una.publicada_en,
        "url": una.url,
        "que_paso": queries.que_paso(una),
        "se_reintenta": queries.se_reintenta(una),
        "necesita_gente": queries.necesita_gente(una),
    }
