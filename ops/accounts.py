"""Accounts are given by invitation: nobody signs up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Closes the sign-up page; an administrator invites instead."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: always closed."""
        return False
