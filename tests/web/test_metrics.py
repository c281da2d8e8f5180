"""`/metrics` for a monitoring system."""

import re

from tests.builders.accounts import token_of


def value(text, name):
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)[1])


def test_without_a_token_in_the_settings_there_are_none(client):
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_only_the_right_token_reads_them(client, monkeypatch):
    monkeypatch.setenv("TIENDO_METRICS_TOKEN", "mã đo")

    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"authorization": "Bearer x"}).status_code == 401


def test_they_count_requests_sessions_and_entries_and_name_nobody(client, monkeypatch):
    monkeypatch.setenv("TIENDO_METRICS_TOKEN", "abc")
    headers = {"authorization": "Bearer abc"}
    before = client.get("/metrics", headers=headers).text
    token_of("binh")
    client.get("/healthz")

    after = client.get("/metrics", headers=headers).text

    assert value(after, "tiendo_sessions") == value(before, "tiendo_sessions") + 1
    assert value(after, "tiendo_audit_entries") == value(before, "tiendo_audit_entries") + 1
    assert value(after, 'tiendo_http_requests_total{method="GET",status="200"}') >= 2
    assert value(after, "tiendo_store_up") == 1
    assert "binh" not in after
