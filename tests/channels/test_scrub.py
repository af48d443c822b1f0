"""Secrets are taken out of what is kept."""

from __future__ import annotations

import pytest

from channels.scrub import MAX_CHARS, scrub

SECRET = "100|clave/muy+secreta="


@pytest.mark.parametrize(
    "text",
    [
        f"falló con {SECRET}",
        "GET /v25.0/1?access_token=100%7Cclave%2Fmuy%2Bsecreta%3D&limit=1",
        "GET /v25.0/1?input_token=EAAotro&fields=id",
        "Authorization: Bearer EAAotro",
        "{'client_secret': 'EAAotro'}",
        'oauth_signature="EAAotro%3D"',
    ],
)
def test_a_secret_does_not_stay(text: str) -> None:
    clean = scrub(text, [SECRET])
    assert "clave" not in clean
    assert "EAAotro" not in clean
    assert "***" in clean


def test_what_is_no_secret_stays() -> None:
    text = "Error validating access token: The session has been invalidated"
    assert scrub(text, ["", SECRET]) == text


def test_a_page_of_an_ill_server_is_cut() -> None:
    assert len(scrub("<p>" * 5000)) == MAX_CHARS
