"""The addresses that the frame itself links to."""

from django.urls import include, path

urlpatterns = [
    path("cuenta/", include("allauth.urls")),
    path("idioma/", include("django.conf.urls.i18n")),
]
