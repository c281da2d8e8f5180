"""Requests as a browser makes them."""

import re

from tests.builders.accounts import PASSWORD

HTML = {"accept": "text/html"}


def form_token(client, path="/sign-in"):
    return re.search(r'name="form" value="([^"]+)"', client.get(path).text)[1]


def sign_in(client, name="binh", password=PASSWORD, **more):
    headers = more.pop("headers", {})
    fields = {"form": form_token(client), "name": name, "password": password, **more}
    return client.post("/sign-in", data=fields, headers=headers)
