"""A bare page that shows what the overview showed on 30/11/2026: the same charts, tables and headlines as constants.

Its content is in a file for each size of store (`bare_pages/`), so that it stays the same while the product changes, and
ratios of different days can be compared. There is no database behind it, and one filter that selects from the file.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from benchmarks.serving import GATED

FOLDER = Path(__file__).resolve().parent / "bare_pages"
BARE = GATED.replace(
    "    require(Action.VIEW_TASK)\n",
    """    require(Action.VIEW_TASK)
    from pathlib import Path
    from benchmarks.bare_page import read_bare_page

    @st.cache_resource
    def recorded():
        return read_bare_page(Path(__file__).with_name("recorded.json.gz"))

    st.set_page_config(layout="wide")
    filter_name, seen = recorded()
    options = [value for value in seen if value]
    chosen = st.selectbox(filter_name, options, index=None, key=filter_name)
    page = seen[chosen or ""]
    st.title("Overview")
    for place, (label, body, delta, trend) in zip(st.columns(max(len(page.headlines), 1)), page.headlines):
        place.metric(label, body, delta=delta or None, border=True, chart_data=trend or None, chart_type="line")
    places = st.columns(2) * len(page.charts)
    for number, chart in enumerate(page.charts):
        with places[number]:
            st.subheader(f"Chart {number + 1}")
            st.plotly_chart(chart, key=f"chart_{number}")
    for number, table in enumerate(page.tables):
        st.dataframe(table, key=f"table_{number}", hide_index=True)
""",
)


@dataclass
class Seen:
    """The recorded content of the page; headlines are (label, value, change, trend)."""

    charts: list[go.Figure]
    tables: list[pd.DataFrame]
    headlines: list[tuple[str, str, str, list[float]]]


def recorded_file(size: str) -> Path:
    """The file with what the overview of a store of this size showed."""
    return FOLDER / f"{size}.json.gz"


def read_bare_page(path: Path) -> tuple[str, dict[str, Seen]]:
    """The name of the filter, and by its value (empty for none) the content of the page."""
    recorded = json.loads(gzip.decompress(path.read_bytes()))
    return recorded["filter"], {selection: _seen(page) for selection, page in recorded["pages"].items()}


def _seen(page: dict[str, Any]) -> Seen:
    charts = [plotly.io.from_json(json.dumps(chart)) for chart in page["charts"]]
    tables = [pd.DataFrame(columns) for columns in page["tables"]]
    return Seen(charts, tables, [(label, body, delta, trend) for label, body, delta, trend in page["headlines"]])


def write_bare_page(folder: Path, *, size: str, config: Path) -> Path:
    """The script of the bare page, with our configuration."""
    settings = folder / ".streamlit" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(config.read_bytes())
    (folder / "recorded.json.gz").write_bytes(recorded_file(size).read_bytes())
    script = folder / "app.py"
    script.write_text(BARE, encoding="utf-8")
    return script
