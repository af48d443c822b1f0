"""The Django admin: how it is called.

It has what no screen has: the hours of the routines (`ops`), and mails that did not leave
(`notifiers.admin`). What the town hall sets is in `webui.ajustes`; process rows are moved by their
own screens only.
"""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

admin.site.site_header = gettext_lazy("Administración de SIGOBito")
admin.site.site_title = gettext_lazy("Administración")
admin.site.index_title = gettext_lazy("Lo que no tiene pantalla propia")
admin.site.site_url = "/mi-dia/"
