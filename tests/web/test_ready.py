"""What a balancer in front asks."""

import pytest


def test_a_server_whose_store_has_todays_tables_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


@pytest.mark.parametrize("url", ["sqlite:///{}/no-tables.db", "postgresql://u:p@localhost:1/d"])
def test_a_server_without_its_store_is_alive_and_not_ready(client, monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url.format(tmp_path))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"ready": False})
    assert client.get("/healthz").status_code == 200
