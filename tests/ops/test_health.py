"""The health page."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_health_page_answers_while_the_database_does(client: Client) -> None:
    response = client.get("/salud/")
    assert response.status_code == 200
    assert response.json() == {"estado": "vivo"}
