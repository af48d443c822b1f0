"""The people of the town hall, what each may do, and their areas and posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import ROLES, Usuario
from core.texto import ClaveOrden, contiene
from webui import listas
from webui.ajustes import historia
from webui.ajustes.forms import AjusteForm
from webui.ajustes.forms_personas import FiltroPersonasForm, InvitarForm, PersonaForm
from webui.ajustes.pantalla import (
    Hecho,
    administra,
    al_hacerlo,
    enviado,
    guardar,
    hacer_y_volver,
    migas,
    visto,
)
from webui.components.formas import Dato, Enlace
from webui.listas import Vacia
from webui.pantallas import de
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.cruce import accesos, personas

LISTA = "ajustes:personas"
guardadas.registrar(LISTA, gettext_lazy("Personas"), FiltroPersonasForm)

QUE_PUEDE: dict[str, str | Promise] = {
    "titular": gettext_lazy(
        "Decide las solicitudes, aprueba metas y piezas, y lo lee todo, también lo confidencial."
    ),
    "jefe_agenda": gettext_lazy(
        "Lleva las solicitudes y los compromisos: analiza, encarga, verifica y responde."
    ),
    "asistente": gettext_lazy("Registra lo que llega y corrige los datos de quienes piden."),
    "gerente_meta": gettext_lazy("Programa su meta, reporta su avance y reparte sus partes."),
    "responsable_metas": gettext_lazy("Da seguimiento a todas las metas y valida lo reportado."),
    "prensa": gettext_lazy("Escribe piezas, aprueba las que no escribió y cuida los canales."),
    "contraparte": gettext_lazy(
        "Acompaña el método: reitera, supervisa y cambia los ajustes. No decide por nadie."
    ),
    "funcionario": gettext_lazy("Acepta y reporta lo que se le asigna."),
    "consulta": gettext_lazy("Lee lo público y lo interno. No cambia nada."),
    "administrador": gettext_lazy(
        "Cambia los ajustes y cuida el sistema. No ve expedientes por serlo."
    ),
}


@dataclass(frozen=True, slots=True)
class Funcion:
    """A role in words, and how many have it."""

    rol: str
    nombre: str
    que_puede: str
    cuantas: int


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    administra(request)
    filtro = FiltroPersonasForm(request.GET)
    filtro.is_valid()
    context = {
        "titulo": _("Personas"),
        "migas": migas(),
        "filtro": filtro,
        "page": listas.pagina(request, _filtradas(filtro.cleaned_data)),
        "nuevo": _("Invitar a alguien"),
        "nuevo_url": reverse("ajustes:persona_nueva"),
        "vacia": Vacia("users", _("Nadie por aquí"), _("Pruebe con otro filtro.")),
    }
    context |= vistas.barra(request, LISTA)
    return render(request, "ajustes/personas.html", context)


@require_safe
def funciones(request: HttpRequest) -> HttpResponse:
    """What each role may do, and who has it."""
    administra(request)
    activas = personas.personas().filter(is_active=True)
    cuantas = dict(
        activas.filter(groups__name__in=ROLES)
        .values_list("groups__name")
        .annotate(n=Count("pk", distinct=True))
    )
    context = {
        "titulo": _("Funciones, en palabras"),
        "migas": migas(Enlace(_("Personas"), reverse("ajustes:personas"))),
        "funciones": [
            Funcion(rol, str(nombre), str(QUE_PUEDE[rol]), cuantas.get(rol, 0))
            for rol, nombre in ROLES.items()
        ],
    }
    return render(request, "ajustes/funciones.html", context)


@require_http_methods(["GET", "POST"])
@al_hacerlo
def nueva(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    user = administra(request)
    form = InvitarForm(enviado(request))

    def hacer(datos: dict[str, Any]) -> Hecho:
        roles, activa = datos.pop("roles"), datos.pop("activa")
        hecha = personas.invitar(actor=user, campos=datos, roles=roles, activa=activa)
        dicho = (
            _("Se le envió la invitación por correo.") if activa else _("Guardada, sin invitar.")
        )
        return Hecho(reverse("ajustes:persona", args=[hecha.pk]), dicho)

    return guardar(
        request,
        form,
        titulo=_("Invitar a alguien"),
        migas=migas(Enlace(_("Personas"), reverse("ajustes:personas"))),
        volver=reverse("ajustes:personas"),
        hacer=hacer,
        funciones_url=reverse("ajustes:funciones"),
    )


@require_safe
def una(request: HttpRequest, persona: int) -> HttpResponse:
    """One person: what it may do, how its account stands, what is in its hands, its history."""
    user = administra(request)
    objeto = _persona(persona)
    context = {
        "titulo": str(objeto),
        "migas": migas(Enlace(_("Personas"), reverse("ajustes:personas"))),
        "persona": objeto,
        "es_propia": objeto == user,
        "roles": [
            (str(nombre), str(QUE_PUEDE[rol]))
            for rol, nombre in ROLES.items()
            if rol in objeto.roles
        ],
        "datos": _datos(objeto),
        "en_manos": [(uno, de(uno.clase)) for uno in personas.en_manos(objeto, para=user)],
        "areas": personas.areas_a_cargo(objeto),
        "reponer_url": _reponer_url(user, objeto),
        "puede_cerrar": objeto != user and "administrador" in user.roles,
        "entradas": historia.entradas(objeto),
    }
    return render(request, "ajustes/persona.html", context)


@require_http_methods(["GET", "POST"])
@al_hacerlo
def editar(request: HttpRequest, persona: int) -> HttpResponse:
    """Who somebody is, and, of others, what they may do."""
    user = administra(request)
    objeto = _persona(persona)
    titulo, propia = str(objeto), objeto == user
    form = PersonaForm(enviado(request), instance=objeto, propia=propia)
    volver = reverse("ajustes:persona", args=[persona])

    def hacer(datos: dict[str, Any]) -> Hecho:
        personas.cambiar(usuario_id=persona, actor=user, campos=datos, visto=visto(form))
        return Hecho(volver)

    return guardar(
        request,
        form,
        titulo=titulo,
        migas=migas(Enlace(_("Personas"), reverse("ajustes:personas")), Enlace(titulo, volver)),
        volver=volver,
        hacer=hacer,
        objeto=objeto,
        nota=_("Sus propias funciones las cambia otra persona.") if propia else _al_correo(),
    )


@require_POST
def invitar(request: HttpRequest, persona: int) -> HttpResponse:
    """The invitation again."""
    user = administra(request)
    _persona(persona)
    return hacer_y_volver(
        request,
        lambda: personas.reinvitar(usuario_id=persona, actor=user),
        _("Invitación enviada. Se envía una al día como mucho."),
        reverse("ajustes:persona", args=[persona]),
    )


@require_http_methods(["GET", "POST"])
@al_hacerlo
def desactivar(request: HttpRequest, persona: int) -> HttpResponse:
    """Switch an account off, once it is seen what stays in its hands."""
    user = administra(request)
    objeto = _persona(persona)
    volver = reverse("ajustes:persona", args=[persona])

    def hacer(_datos: dict[str, Any]) -> Hecho:
        personas.desactivar(usuario_id=persona, actor=user)
        return Hecho(volver, _("Desactivada: ya no puede entrar."))

    return guardar(
        request,
        AjusteForm(enviado(request)),
        titulo=_("Desactivar la cuenta de %(nombre)s") % {"nombre": objeto},
        migas=migas(
            Enlace(_("Personas"), reverse("ajustes:personas")), Enlace(str(objeto), volver)
        ),
        volver=volver,
        hacer=hacer,
        plantilla="ajustes/desactivar.html",
        entrada=_("No podrá entrar, ni recibirá avisos. Su historia queda, y se puede reactivar."),
        en_manos=[(uno, de(uno.clase)) for uno in personas.en_manos(objeto, para=user)],
        areas=personas.areas_a_cargo(objeto),
        enviar=_("Desactivar"),
        peligro=True,
    )


@require_POST
@al_hacerlo
def reactivar(request: HttpRequest, persona: int) -> HttpResponse:
    """Switch an account on again."""
    user = administra(request)
    _persona(persona)
    return hacer_y_volver(
        request,
        lambda: personas.reactivar(usuario_id=persona, actor=user),
        _("Reactivada."),
        reverse("ajustes:persona", args=[persona]),
    )


@require_POST
def cerrar_sesiones(request: HttpRequest, persona: int) -> HttpResponse:
    """Wherever somebody has entered, as when a telephone was lost."""
    user = administra(request)
    objeto = _persona(persona)
    return hacer_y_volver(
        request,
        lambda: accesos.cerrar_las_de(usuario=objeto, actor=user),
        _("Sus sesiones están cerradas en todos los equipos."),
        reverse("ajustes:persona", args=[persona]),
    )


def con_segundo_paso() -> QuerySet[Usuario]:
    """Everybody, with whether a second step stands between a password and the account."""
    suyos = Authenticator.objects.filter(user=OuterRef("pk"))
    suyos = suyos.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return personas.personas().annotate(segundo_paso=Exists(suyos))


def _filtradas(datos: dict[str, Any]) -> QuerySet[Usuario]:
    todas = con_segundo_paso().select_related("cargo", "area").prefetch_related("groups")
    if q := datos.get("q"):
        todas = contiene(todas, q, "nombre", "email")
    if rol := datos.get("rol"):
        todas = todas.filter(groups=None) if rol == "ninguna" else todas.filter(groups__name=rol)
    if area := datos.get("area"):
        todas = todas.filter(area=area)
    if cuenta := datos.get("cuenta"):
        todas = todas.filter(**_CUENTAS[cuenta])
    return todas.order_by("-is_active", ClaveOrden("nombre"), "pk")


_CUENTAS: dict[str, dict[str, Any]] = {
    "activa": {"is_active": True},
    "desactivada": {"is_active": False},
    "sin_entrar": {"last_login": None, "is_active": True},
    "sin_segundo_paso": {"segundo_paso": False, "is_active": True},
}


def _persona(pk: int) -> Usuario:
    return get_object_or_404(con_segundo_paso().select_related("cargo", "area"), pk=pk)


def _datos(persona: Any) -> list[Dato]:
    return [
        Dato(_("Correo"), persona.email),
        Dato(_("Cargo"), persona.cargo or "—"),
        Dato(_("Área"), persona.area or "—"),
        Dato(_("Idioma"), persona.get_idioma_display()),
        Dato(_("Segundo paso"), _("sí") if persona.segundo_paso else _("no")),
        Dato(_("Contraseña"), _("creada") if persona.has_usable_password() else _("sin crear")),
    ]


def _al_correo() -> str:
    return _(
        "Si cambia el correo, se avisa a la dirección anterior, que deja de servir para entrar."
    )


def _reponer_url(user: Usuario, persona: Any) -> str:
    """Where an administrador takes away the second step of somebody else who lost it."""
    puede = persona.segundo_paso and persona != user and "administrador" in user.roles
    return reverse("sesiones:reponer", args=[persona.pk]) if puede else ""
