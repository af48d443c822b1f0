"""The peer of our lists: a plain Django list of 25 rows, with a session, a person and a page.

No menu, no lights, no filters, no permissions. Served as ours are:
`gunicorn --config python:ops.bench.bare_server ops.bench.bare`.
"""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

from ops.env import Env

PAGE = """<!doctype html><html lang="es"><title>Lista</title><h1>{{ request.user.pk }}</h1><table>
{% for one in page_obj %}<tr><td><a href="{% url 'list' %}">{{ one.codigo }}</a></td>
<td>{{ one.titulo }}</td><td>{{ one.creado_por.nombre }}</td>
<td>{{ one.actualizado_en|date:"j b Y" }}</td></tr>{% endfor %}
</table>{% if page_obj.has_next %}<a href="?page=2">2</a>{% endif %}</html>"""

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": Env().database("DATABASE_URL") | {"CONN_MAX_AGE": 600}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", {"list.html": PAGE})],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    ],
)
django.setup()

from django.db import models  # noqa: E402  # after the settings
from django.views.generic import ListView  # noqa: E402


class Person(models.Model):
    """Who wrote a row."""

    nombre = models.CharField(max_length=120)

    class Meta:
        app_label, managed, db_table = "bare", False, "core_usuario"

    def __str__(self) -> str:
        return self.nombre


class Row(models.Model):
    """One row of the list."""

    codigo = models.CharField(max_length=20)
    titulo = models.CharField(max_length=200)
    creado_por = models.ForeignKey(Person, models.PROTECT)
    actualizado_en = models.DateTimeField()

    class Meta:
        app_label, managed, db_table = "bare", False, "core_expediente"
        ordering = ("-actualizado_en",)

    def __str__(self) -> str:
        return self.codigo


class Rows(ListView[Row]):
    """Twenty-five to the page, the newest first."""

    queryset = Row._default_manager.select_related("creado_por")
    paginate_by = 25
    template_name = "list.html"


urlpatterns = [path("", Rows.as_view(), name="list")]
application = get_wsgi_application()
