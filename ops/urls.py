"""Every address of the installation."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView, TemplateView
from django.views.i18n import set_language

from ops import accounts, health, metrics

admin.autodiscover()
# Here, so that workers do without what people enter by.
accounts.listen()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("salud/", health.salud, name="salud"),
    path("salud/motor/", health.engine, name="salud_motor"),
    path("metrics", metrics.metrics, name="metrics"),
    # Ours says more of each, and ends one alone.
    path(
        "cuenta/sessions/",
        RedirectView.as_view(pattern_name="sesiones:lista"),
        name="usersessions_list",
    ),
    # Says who changes it; nobody does it here, not even who found a session open.
    path(
        "cuenta/email/",
        require_safe(TemplateView.as_view(template_name="account/email.html")),
        name="account_email",
    ),
    path("cuenta/", include("allauth.urls")),
    # Without a token, which would be a cookie of its own on pages that are the same for everybody;
    # all that could be forged is the language.
    path("idioma/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("administracion/", admin.site.urls),
    path("", include("webui.urls")),
]
