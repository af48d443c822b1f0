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
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.models import Municipio
from webui.adjuntos.views import servir
from webui.components.formas import Enlace
from workflows.comunicacion import queries as comunicacion
from workflows.comunicacion.queries import Noticia
from workflows.metas import queries as metas

EN_PORTADA = 6
EN_FEED = 30
PUBLICO = cache_control(public=True, max_age=60)


@login_not_required
@require_safe
@PUBLICO
def inicio(request: HttpRequest) -> HttpResponse:
    """The public home: how the goals go, and the news."""
    context = _marco(request) | {
        "titulo": _("Inicio"),
        "metas": metas.publicas(),
        "noticias": comunicacion.noticias(1, EN_PORTADA).noticias,
    }
    return render(request, "portal/inicio.html", context)


@login_not_required
@require_safe
@PUBLICO
def noticias(request: HttpRequest) -> HttpResponse:
    """All the news, the newest first."""
    numero = request.GET.get("pagina", "1")
    pagina = comunicacion.noticias(int(numero) if numero.isdigit() else 1)
    context = _marco(request) | {"titulo": _("Noticias"), "pagina": pagina}
    return render(request, "portal/noticias.html", context)


@login_not_required
@require_safe
@PUBLICO
def noticia(request: HttpRequest, token: str) -> HttpResponse:
    """One page, or the note that stands in its place."""
    found = _noticia(token)
    context = _marco(request) | {
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
@PUBLICO
def imagen(request: HttpRequest, token: str) -> FileResponse:
    """The picture of a published page; of nothing else."""
    found = _noticia(token)
    if found.imagen is None:
        raise Http404
    response = servir(found.imagen)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@login_not_required
@require_safe
def escudo(_request: HttpRequest, huella: str) -> FileResponse:
    """The municipality's shield. Another one has another address, so that it is kept for ever."""
    municipio = Municipio.actual()
    if huella != municipio.huella_del_escudo:
        raise Http404
    response = FileResponse(municipio.escudo.open("rb"), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
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
        return comunicacion.noticias(1, EN_FEED).noticias

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


def _marco(request: HttpRequest) -> dict[str, Any]:
    """The links of every public page."""
    enlaces = [
        Enlace(_("Inicio"), reverse("portal:inicio"), current=request.path == "/"),
        Enlace(
            _("Noticias"),
            reverse("portal:noticias"),
            current=request.path.startswith("/noticias"),
        ),
    ]
    pie = [
        Enlace(_("Noticias por Atom"), reverse("portal:feed")),
        Enlace(_("Entrada de funcionarios"), reverse("mi_dia:inicio")),
    ]
    return {"enlaces": enlaces, "pie_enlaces": pie}
