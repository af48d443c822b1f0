"""Every address, with those of the API: which only a process that is asked for them loads.

What describes each of its operations takes 30 MB; a town hall without other programs never asks.
"""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("api/", include("webui.api.urls")), path("", include("ops.urls"))]
