"""Import before the first reader comes what pages import, so that nobody waits for it."""


def import_what_pages_need() -> None:
    import pandas  # noqa: F401
    import plotly.graph_objects as go
    import pyarrow  # noqa: F401

    go.Figure(go.Bar(x=[1], y=[1])).to_json()  # its encoder and templates load at first use
