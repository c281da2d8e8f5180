"""Requests as a browser makes them."""

HTML = {"accept": "text/html"}
