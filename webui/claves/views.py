"""My keys of the API: made, seen and revoked; who administers sees and revokes everybody's."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import Clave, Usuario
from core.transitions import NotAllowed
from webui import listas
from webui.acceso import desde, quien
from webui.api.middleware import GUIA
from webui.claves.forms import PROCESOS, ClaveForm
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.paso_form import agregar
from workflows.cruce import claves

TODAS = "todas"


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What opens the API in my name, and until when."""
    user = quien(request)
    todas = user.is_staff and request.GET.get("ver") == TODAS
    page = listas.pagina(request, claves.de_todos(user) if todas else claves.de(user))
    for clave in page:
        clave.puede = _que_puede(clave)
    nueva_url = reverse("claves:nueva") if claves.puede_crear(user) else ""
    context = {
        "titulo": _("Mis claves"),
        "page": page,
        "todas": todas,
        "vistas": _vistas(user, todas=todas),
        "nuevo": _("Nueva clave"),
        "nuevo_url": nueva_url,
        "vacia": _vacia(nueva_url),
        "guia": GUIA,
    }
    return render(request, "claves/lista.html", context)


@require_http_methods(["GET", "POST"])
@reauthentication_required
def nueva(request: HttpRequest) -> HttpResponse:
    """Make one, for who says again who it is: it outlives the session.

    Its secret is on the page that answers, and nowhere else ever again.
    """
    user = quien(request)
    if not claves.puede_crear(user):
        raise PermissionDenied
    form = ClaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clave, secreto = claves.crear(actor=user, desde=desde(request), **form.cleaned_data)
        except ValidationError as error:
            agregar(form, error)
        else:
            context = {
                "titulo": clave.nombre,
                "clave": clave,
                "secreto": secreto,
                "migas": _migas(),
                "guia": GUIA,
            }
            return render(request, "claves/hecha.html", context)
    context = {
        "titulo": _("Nueva clave"),
        "entrada": _("Con una clave, otro programa pide y hace cosas en su nombre."),
        "migas": _migas(),
        "form": form,
        "enviar": _("Hacer la clave"),
        "cancelar_url": reverse("claves:lista"),
    }
    return render(request, "formulario.html", context, status=422 if form.errors else 200)


@require_POST
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it open nothing from now on."""
    try:
        claves.revocar(clave_id=pk, actor=quien(request))
    except Clave.DoesNotExist:
        raise Http404 from None
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    else:
        messages.success(request, _("Revocada: ya no abre nada."))
    todas = request.POST.get("ver") == TODAS
    return redirect(reverse("claves:lista") + (f"?ver={TODAS}" if todas else ""))


def _que_puede(clave: Clave) -> list[str]:
    """What it opens, in words."""
    return [
        _("%(proceso)s: leer y cambiar") % {"proceso": nombre}
        if codigo in clave.escribe
        else _("%(proceso)s: leer") % {"proceso": nombre}
        for codigo, nombre in PROCESOS
        if clave.permite(codigo, escribir=False)
    ]


def _vistas(user: Usuario, *, todas: bool) -> list[Enlace]:
    if not user.is_staff:
        return []
    return [
        Enlace(_("Mías"), "?", current=not todas),
        Enlace(_("De todas las personas"), f"?ver={TODAS}", current=todas),
    ]


def _vacia(nueva_url: str) -> Vacia:
    texto = _("Haga una para que otro programa, como la ventanilla digital, trabaje con SIGOBito.")
    boton = _("Hacer la primera") if nueva_url else ""
    return Vacia("key", _("Todavía no hay claves"), texto, boton, nueva_url)


def _migas() -> list[Enlace]:
    return [Enlace(_("Mis claves"), reverse("claves:lista")), Enlace(_("Nueva"))]
