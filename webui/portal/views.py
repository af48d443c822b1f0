"""What the public sees: home, news, each page with its permalink, the feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import miniaturas
from core.models import Municipio
from webui import listas
from webui.portal.compromisos import contados, fichas
from webui.portal.forms import PaginaForm
from webui.portal.marco import marco, publica
from workflows.compromisos import publicos
from workflows.compromisos.publicos import Filtro
from workflows.comunicacion import queries as comunicacion
from workflows.comunicacion.queries import Noticia
from workflows.metas import queries as metas

EN_PORTADA = 6
EN_FEED = 30
METAS_POR_PAGINA = 20
# What the portal shows may be shown by others: readers of the feed, other sites.
RECURSO, DE_TODOS = "Cross-Origin-Resource-Policy", "cross-origin"
HORA = 3600


@publica
def inicio(request: HttpRequest) -> HttpResponse:
    """The public home: how the goals go, and the news."""
    en_marcha = metas.publicas()
    context = marco(request) | {
        "titulo": _("Inicio"),
        "metas": metas.filas(en_marcha[:EN_PORTADA]),
        "cuantas_metas": en_marcha.count(),
        "prometidos": fichas(publicos.publicados()[:EN_PORTADA]),
        "cuantos_prometidos": contados(Filtro()).total,
        "noticias": comunicacion.recientes(EN_PORTADA),
    }
    return render(request, "portal/inicio.html", context)


@publica
def las_metas(request: HttpRequest) -> HttpResponse:
    """All the goals under way, the last that moved first."""
    page = listas.pagina(request, metas.publicas(), METAS_POR_PAGINA)
    page.object_list = metas.filas(page.object_list)
    context = marco(request) | {"titulo": _("Metas de gobierno"), "page": page}
    return render(request, "portal/metas.html", context)


@publica
def noticias(request: HttpRequest) -> HttpResponse:
    """All the news, the newest first."""
    pagina = comunicacion.noticias(PaginaForm(request.GET).leer())
    context = marco(request) | {"titulo": _("Noticias"), "pagina": pagina}
    return render(request, "portal/noticias.html", context)


@publica
def noticia(request: HttpRequest, token: str) -> HttpResponse:
    """One page, or the note that stands in its place."""
    found = _noticia(token)
    context = marco(request) | {
        "titulo": found.titulo or _("Noticia retirada"),
        "noticia": found,
        "url": comunicacion.direccion(token),
        # Beside its page, and whole: the networks come for it.
        "imagen_url": urljoin(
            comunicacion.direccion(token), reverse("portal:imagen", args=[token])
        ),
    }
    status = 410 if found.retirada else 200
    return render(request, "portal/noticia.html", context, status=status)


@login_not_required
@require_safe
def imagen(request: HttpRequest, token: str) -> FileResponse:
    """The picture of a published page, as wide as the page; of nothing else."""
    return _copia(token, miniaturas.PAGINA)


@login_not_required
@require_safe
def miniatura(request: HttpRequest, token: str) -> FileResponse:
    """The same, as wide as a card."""
    return _copia(token, miniaturas.TARJETA)


@login_not_required
@require_safe
def escudo(_request: HttpRequest, huella: str) -> FileResponse:
    """The municipality's shield. Another one has another address, so that it is kept for ever."""
    municipio = Municipio.actual()
    if huella != municipio.huella_del_escudo:
        raise Http404
    response = FileResponse(municipio.escudo.open("rb"), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response[RECURSO] = DE_TODOS
    return response


class Noticias(Feed[Noticia, Any]):
    """The news as Atom."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Noticias de %(municipio)s") % {"municipio": Municipio.actual().nombre}

    def link(self) -> str:
        return reverse("portal:noticias")

    def author_name(self) -> str:
        """Who speaks: Atom wants to know."""
        return Municipio.actual().nombre

    def items(self) -> list[Noticia]:
        return comunicacion.recientes(EN_FEED)

    def item_title(self, item: Any) -> str:
        return str(item.titulo)

    def item_description(self, item: Any) -> str:
        return str(item.html)

    def item_link(self, item: Any) -> str:
        """Its permalink, by which a reader knows it again, however the feed was reached."""
        return comunicacion.direccion(item.token)

    def item_pubdate(self, item: Any) -> datetime:
        fecha: datetime = item.publicada_en
        return fecha

    def item_updateddate(self, item: Any) -> datetime:
        fecha: datetime = item.corregida_en or item.publicada_en
        return fecha


def _noticia(token: str) -> Noticia:
    found = comunicacion.noticia(token)
    if found is None:
        raise Http404
    return found


def _copia(token: str, ancho: int) -> FileResponse:
    found = _noticia(token)
    if found.imagen is None:
        raise Http404
    try:
        archivo = miniaturas.abrir(found.imagen, ancho)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(archivo, content_type=miniaturas.TIPO)
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={HORA}"
    response[RECURSO] = DE_TODOS
    return response
