"""What every inner page shows around its content: menu, bell, municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from core import access
from core.models import Municipio, Usuario
from notifiers import inbox
from webui import cuentas
from webui.components.formas import Enlace, Seccion
from webui.vistas import guardadas
from workflows.cruce import calidad, lecturas
from workflows.solicitudes import queries


def marco(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `municipio` for everybody; the rest for who has logged in.

    Menu and bell are counted when a page draws them: a fragment does without.
    """
    context: dict[str, Any] = {"municipio": Municipio.actual()}
    user = getattr(request, "user", None)
    if isinstance(user, Usuario) and user.is_active:
        context |= {
            "nav": SimpleLazyObject(lambda: menu_de(request, user)),
            "campana": SimpleLazyObject(lambda: campana(user)),
            "buscar_url": reverse("buscar"),
            "sugerir_url": reverse("sugerir"),
            "cuenta_enlaces": cuenta(),
        }
    return context


def campana(user: Usuario) -> dict[str, Any]:
    return {
        "url": reverse("notificaciones:lista"),
        "vivo_url": f"{reverse('notificaciones:campana')}?sondeo=1",
        "cuenta": inbox.sin_leer(user),
    }


def cuenta() -> list[Enlace]:
    """What a person changes of the own account."""
    return [
        Enlace(_("Cambiar la contraseña"), reverse("account_change_password"), "lock"),
        Enlace(_("Segundo paso para entrar"), reverse("mfa_index"), "key"),
        Enlace(_("Mis sesiones"), reverse("sesiones:lista"), "world"),
        Enlace(_("Lo que sigo"), reverse("seguidos"), "eye"),
        Enlace(_("Qué avisos recibo"), reverse("preferencias:mis_avisos"), "bell"),
        Enlace(_("Mis vistas"), reverse("vistas:lista"), "filter"),
        Enlace(_("Mis suplencias"), reverse("suplencias:lista"), "user-share"),
        Enlace(_("Mis claves de la API"), reverse("claves:lista"), "plug"),
    ]


def menu_de(request: HttpRequest, user: Usuario) -> list[Seccion]:
    """The menu; a list that this person likes to open in a view of her own is opened so."""
    iniciales = guardadas.iniciales(request, user)
    return [
        replace(seccion, items=[_en_su_vista(lugar, iniciales) for lugar in seccion.items])
        for seccion in menu(request.path, user, cuentas.de(request, user))
    ]


def _en_su_vista(lugar: Enlace, iniciales: Mapping[str, str]) -> Enlace:
    vista = next((iniciales[lista] for lista in iniciales if reverse(lista) == lugar.url), "")
    return replace(lugar, url=lugar.url + vista) if vista else lugar


def menu(path: str, user: Usuario, esperan: Mapping[str, int]) -> list[Seccion]:
    """The sections of the menu, with what waits for this person."""
    secciones = [
        Seccion("", [_item(path, _("Mi día"), "mi_dia:inicio", "sun", sum(esperan.values()))]),
        Seccion(
            _("Agenda"),
            [
                *_de_quien_decide(path, user),
                _item(path, _("Solicitudes"), "solicitudes:lista", "inbox", esperan["solicitud"]),
                _item(
                    path, _("Compromisos"), "compromisos:lista", "checkbox", esperan["compromiso"]
                ),
                _item(path, _("Informes"), "informes:todos", "chart-bar"),
            ],
        ),
        Seccion(
            _("Metas"),
            [
                _item(path, _("Metas"), "metas:lista", "target-arrow", esperan["meta"]),
                _item(path, _("Metas intermedias"), "intermedias:lista", "flag"),
            ],
        ),
        Seccion(
            _("Comunicación"),
            [
                _item(path, _("Piezas"), "piezas:lista", "edit", esperan["pieza"]),
                *_de_prensa(path, user),
            ],
        ),
        Seccion(
            _("Proximidad"),
            [
                _item(path, _("Actores"), "actores:lista", "users"),
                _item(path, _("Temas"), "temas:lista", "tags"),
                _item(path, _("Lugares"), "lugares:lista", "map-pin"),
            ],
        ),
    ]
    if user.is_staff:
        sistema = [
            _item(path, _("Suplencias"), "suplencias_de_todos:lista", "user-share"),
            _item(path, _("Importar"), "importar:lista", "upload"),
            _item(path, _("Procesos"), "procesos:todos", "route"),
            _item(path, _("Motor"), "motor:inicio", "repeat"),
            *_de_quien_vigila(path, user),
            *_de_la_contraparte(path, user),
            _item(path, _("Ajustes"), "ajustes:inicio", "settings"),
        ]
        secciones.append(Seccion(_("Sistema"), sistema))
    return secciones


def _de_quien_decide(path: str, user: Usuario) -> list[Enlace]:
    if not any(una.roles & queries.DECIDEN for una in access.identities(user)):
        return []
    return [_item(path, _("Decisiones"), "decisiones:inicio", "gavel")]


def _de_prensa(path: str, user: Usuario) -> list[Enlace]:
    if not user.roles & {"prensa", "contraparte", "administrador", "titular"}:
        return []
    return [
        _item(path, _("Publicaciones"), "publicaciones:lista", "send"),
        _item(path, _("Canales"), "canales:lista", "broadcast"),
    ]


def _de_quien_vigila(path: str, user: Usuario) -> list[Enlace]:
    if not user.roles & lecturas.VIGILAN:
        return []
    return [_item(path, _("Lecturas reservadas"), "lecturas:lista", "eye")]


def _de_la_contraparte(path: str, user: Usuario) -> list[Enlace]:
    if not calidad.la_ve(user):
        return []
    return [_item(path, _("Calidad de datos"), "calidad", "clipboard-check")]


def _item(path: str, label: str, ruta: str, icon: str, count: int = 0) -> Enlace:
    url = reverse(ruta)
    return Enlace(label, url, icon, count, current=path.startswith(url))
