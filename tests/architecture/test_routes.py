"""Every address is public on purpose, or behind the login and a permission."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from core.models import Usuario
from webui.traslados.listas import FILTROS
from workflows.traslados.queries import TIPOS

# What anybody may ask for, each for a reason.
PUBLIC = {
    "salud",  # asked by monitors
    "salud_motor",  # likewise, with a token
    "metrics",  # likewise
    "set_language",  # changes a cookie of who asks
    "account_login",
    "account_logout",  # answers who is not logged in by going home
    "account_signup",  # says that it is closed
    "account_inactive",  # says that the account was closed
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",  # the key in the address is the permission
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_confirm_login_code",  # likewise
    "account_email_verification_sent",
    "mfa_authenticate",  # the second step of a login
    "api_guia",  # the description of the API, which is no secret
    "api_openapi",
    "api:api-root",  # the same address
    "admin:login",  # leads to ours
    "admin:logout",  # answers who is not logged in by going there
}
# Public as a whole: the portal of the citizens is.
PUBLIC_NAMESPACES = {
    "portal",
    "pases",  # the signed address is the permission (tests/webui/pases/)
}
# Where having logged in is enough, each for a reason. Whatever is not here, and not public, must
# refuse a person without any role.
OWN = "shows and changes what is one's own"
SCOPED = "shows what access.scope leaves of it"  # tests/webui/test_quien_no_puede_no_ve.py
CATALOGUE = "actores, temas and lugares are read by everybody (domain.md (b)); how to reach is not"
DE_CATALOGO = {"actores", "temas", "lugares"}
LOGIN_IS_ENOUGH = {
    "account_reauthenticate": OWN,
    "account_email": OWN,
    "account_change_password": OWN,
    "account_set_password": OWN,
    "mi_dia:inicio": OWN,
    "notificaciones:lista": OWN,
    "notificaciones:campana": OWN,
    "notificaciones:leer_todas": OWN,
    "suplencias:lista": OWN,
    "sesiones:lista": OWN,
    "sesiones:cerrar": OWN,
    "sesiones:cerrar_las_demas": OWN,
    "sesiones:reponer": "asks for the password again before it refuses",
    "usersessions_list": OWN,
    "suplencias:historia": OWN,
    "seguidos": SCOPED,
    "vistas:lista": OWN,
    "preferencias:mis_avisos": OWN,
    "preferencias:restaurar": OWN,
    "deshacer": OWN,
    "borradores:guardar": OWN,
    "borradores:descartar": OWN,
    "claves:lista": OWN,
    "buscar": SCOPED,
    "sugerir": SCOPED,
    "solicitudes:lista": SCOPED,
    "solicitudes:tanda": SCOPED,
    "solicitudes:parecidas": SCOPED,
    "decisiones:inicio": SCOPED,
    "compromisos:lista": SCOPED,
    "compromisos:tanda": SCOPED,
    "compromisos:control": SCOPED,
    "metas:lista": SCOPED,
    "metas:tanda": SCOPED,
    "intermedias:lista": SCOPED,
    "intermedias:tanda": SCOPED,
    "piezas:lista": SCOPED,
    "piezas:tanda": SCOPED,
    "publicaciones:lista": SCOPED,
    "publicaciones:tanda": SCOPED,
    "procesos:todos": SCOPED,
    "informes:todos": "names the reports, and shows nothing of them",
    "actores:lista": CATALOGUE,
    "actores:uno": CATALOGUE,
    "temas:lista": CATALOGUE,
    "temas:uno": CATALOGUE,
    "lugares:lista": CATALOGUE,
    "lugares:uno": CATALOGUE,
    "descargas:lista": OWN,
    **{
        f"descargas:{nombre}_{formato}": CATALOGUE if nombre in DE_CATALOGO else SCOPED
        for nombre in FILTROS
        for formato in TIPOS
    },
}
OWN_NAMES = ("mfa_",)  # the second factor of one's own account
# Whose operations ask for a key of their own, never for a session (tests/webui/api/).
API = "api:"
LOGINS = ("/cuenta/", "/administracion/login/")
SAMPLES: dict[str, object] = {"UUIDConverter": uuid.UUID(int=0), "IntConverter": 1}


@dataclass(frozen=True)
class Route:
    """A named route with the values its address needs."""

    name: str
    kwargs: dict[str, object] = field(default_factory=dict, hash=False)

    @property
    def is_public(self) -> bool:
        """Whether it stands on the lists above."""
        *spaces, _ = self.name.split(":")
        return self.name in PUBLIC or bool(PUBLIC_NAMESPACES & set(spaces))

    def address(self) -> str:
        """Return an address of it, with ids that nothing has."""
        return reverse(self.name, settings.API_URLCONF, kwargs=self.kwargs)


def walk(
    patterns: list[URLPattern | URLResolver],
    spaces: tuple[str, ...] = (),
    kwargs: dict[str, object] | None = None,
) -> Iterator[tuple[URLPattern, Route]]:
    """Yield every route of the installation; one without a name is called "?"."""
    for pattern in patterns:
        needed = (kwargs or {}) | {
            name: SAMPLES.get(type(converter).__name__, "1")
            for name, converter in pattern.pattern.converters.items()
        }
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walk(pattern.url_patterns, inner, needed)
        else:
            yield pattern, Route(":".join([*spaces, pattern.name or "?"]), needed)


ROUTES = list(walk(get_resolver(settings.API_URLCONF).url_patterns))
# A route by regular expression has no converters: those of the framework are public or the admin's.
GUARDED = {
    route.name: route
    for pattern, route in ROUTES
    if not route.is_public and pattern.name and not isinstance(pattern.pattern, RegexPattern)
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUARDED)
def test_nobody_passes_without_logging_in(name: str, client: Client) -> None:
    for method in (client.get, client.post):
        answer = method(GUARDED[name].address())
        if answer.status_code != 405:
            assert answer.status_code in {302, 401, 403}
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith(LOGINS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n in GUARDED if n.startswith(API)))
def test_having_logged_in_opens_nothing_of_the_api(
    name: str, client: Client, rosa: Usuario
) -> None:
    client.force_login(rosa)
    for method in (client.get, client.post, client.patch):
        assert method(GUARDED[name].address()).status_code in {401, 405}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    sorted(n for n in GUARDED if n not in LOGIN_IS_ENOUGH and not n.startswith((*OWN_NAMES, API))),
)
def test_nobody_passes_without_a_permission(name: str, client: Client) -> None:
    """Somebody who works there and has no role yet."""
    client.force_login(Usuario.objects.create_user("nueva@alborada.test", nombre="Nueva"))
    for method in (client.get, client.post):
        answer = method(GUARDED[name].address())
        if name.startswith("admin:"):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith(LOGINS)
        else:
            assert answer.status_code in {403, 404, 405}


def test_every_listed_route_exists() -> None:
    assert {route.name for _, route in ROUTES} >= PUBLIC
    assert GUARDED.keys() >= LOGIN_IS_ENOUGH.keys()


def test_every_route_of_ours_has_a_name() -> None:
    nameless = [
        str(pattern.pattern)
        for pattern, route in ROUTES
        if route.name.endswith("?") and pattern.callback.__module__.startswith(("webui", "ops"))
    ]
    assert nameless == []
