"""The app of the channels."""

import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

TALKATIVE = ("oauthlib", "requests_oauthlib", "tweepy", "urllib3")


class ChannelsConfig(AppConfig):
    """The public is told."""

    name = "channels"
    verbose_name = _("Canales")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Silence the libraries that write tokens into the log when it is at DEBUG."""
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
