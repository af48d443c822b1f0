"""Reports on the screen and as a sheet: one view for all of them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.impresos.hoja import ImpresionFallida
from core.models import Usuario
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.components.listas import cambiada
from webui.informes import enlaces, grafico, impreso, tabla
from webui.informes.forms import InformeFiltro
from webui.traslados.archivo import como_archivo
from workflows.cruce import informes
from workflows.cruce.informes import Cuadro, Fila, Informe, Pedido
from workflows.traslados.queries import escribir_hoja

PDF = "pdf"
FORMATOS = (PDF, "xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Celda:
    """A number in the table: what it is, what it says, and where its rows are."""

    titulo: str
    valor: int | None
    unidad: str
    url: str


@require_safe
def todos(request: HttpRequest) -> HttpResponse:
    """The reports to choose from."""
    user = quien(request)
    context = {
        "titulo": _("Informes"),
        "informes": [
            (reverse("informes:uno", args=[uno.clave]), uno.titulo, uno.lead)
            for uno in informes.INFORMES.values()
            if uno.quien(user)
        ],
    }
    return render(request, "informes/todos.html", context)


@require_safe
def uno(request: HttpRequest, informe: str) -> HttpResponse:
    """One report: a drawing, the table of the same numbers, each with the way to its rows."""
    user = quien(request)
    cual = _cual(informe, user)
    filtro = InformeFiltro(request.GET, informe=cual)
    pedido = filtro.leer()
    cuadro = informes.hacer(user, cual, pedido)
    page = listas.pagina(request, cuadro.filas)
    context = {
        "titulo": str(cual.titulo),
        "migas": [Enlace(_("Informes"), reverse("informes:todos")), Enlace(str(cual.titulo))],
        "informe": cual,
        "periodo": pedido.periodo,
        "filtro": filtro,
        "vistas": [
            Enlace(str(eje.titulo), cambiada(request.GET, por=nombre), current=nombre == cuadro.por)
            for nombre, eje in cual.ejes.items()
        ],
        "eje": cuadro.eje.titulo,
        "columnas": [columna.titulo for columna in cual.columnas.values()],
        "page": page,
        "filas": [(fila.nombre, _celdas(cuadro, pedido, fila)) for fila in page],
        "total": _celdas(cuadro, pedido, cuadro.total),
        "grafico": grafico.dibujar(cuadro),
        "hojas": [
            (formato, f"{reverse(f'informes:{formato}', args=[informe])}?{request.GET.urlencode()}")
            for formato in FORMATOS
        ],
    }
    return render(request, "informes/uno.html", context)


@require_safe
def en_hoja(request: HttpRequest, informe: str, *, formato: str) -> HttpResponseBase:
    """The table of a report under this address, every row of it, as a sheet."""
    user = quien(request)
    cual = _cual(informe, user)
    pedido = InformeFiltro(request.GET, informe=cual).leer()
    cuadro = informes.hacer(user, cual, pedido)
    archivo = io.BytesIO()
    encabezados = tabla.encabezados(cuadro)
    escribir_hoja(archivo, formato, str(cual.titulo), encabezados, tabla.entera(cuadro))
    archivo.seek(0)
    return como_archivo(archivo, _nombre(cual, pedido, formato), formato)


@require_safe
def en_papel(request: HttpRequest, informe: str) -> HttpResponseBase:
    """The same as a document to print, with its bars."""
    user = quien(request)
    cual = _cual(informe, user)
    filtro = InformeFiltro(request.GET, informe=cual)
    pedido = filtro.leer()
    cuadro = informes.hacer(user, cual, pedido)
    try:
        hecho = impreso.pdf(cuadro, filtro, pedido.periodo, user)
    except ImpresionFallida:
        messages.error(request, _("No se pudo preparar el PDF. Imprima la página, o descárguelo."))
        return redirect(f"{reverse('informes:uno', args=[informe])}?{request.GET.urlencode()}")
    return como_archivo(io.BytesIO(hecho), _nombre(cual, pedido, PDF), PDF)


def _cual(clave: str, user: Usuario) -> Informe:
    """For whom it is not, there is no such report."""
    informe = informes.INFORMES.get(clave)
    if informe is None or not informe.quien(user):
        raise Http404
    return informe


def _celdas(cuadro: Cuadro, pedido: Pedido, fila: Fila) -> list[Celda]:
    return [
        Celda(
            str(columna.titulo),
            fila.valores[clave],
            columna.unidad,
            enlaces.de(cuadro, pedido, fila, columna) if fila.valores[clave] else "",
        )
        for clave, columna in cuadro.informe.columnas.items()
    ]


def _nombre(informe: Informe, pedido: Pedido, formato: str) -> str:
    """How the file is called: what it is, and of when."""
    lapso = pedido.periodo
    cuando = f"{lapso.desde}-{lapso.hasta}" if lapso else f"{clock.today()}"
    return f"{informe.clave}-{cuando}.{formato}"
