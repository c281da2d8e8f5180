"""What a page of the product was seen to show, and a bare page that shows the same as constants.

`record` listens to the product; `BARE` is the script of the other page: the same charts, tables and headlines without
anything behind them, and one filter that chooses between what was recorded.
"""

import pickle
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import plotly.io
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from benchmarks.serving import GATED, messages_of_run

MAIN = 0
"""The part of a page that is not its sidebar."""
BARE = GATED.replace(
    "    require(Action.VIEW_TASK)\n",
    """    require(Action.VIEW_TASK)
    import pickle
    from pathlib import Path

    @st.cache_resource
    def recorded():
        return pickle.loads(Path(__file__).with_name("recorded.pickle").read_bytes())

    st.set_page_config(layout="wide")
    filter_name, seen = recorded()
    options = [one for one in seen if one]
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
    """The headlines are label, value, change and trend."""

    charts: list[go.Figure] = field(default_factory=list)
    tables: list[pd.DataFrame] = field(default_factory=list)
    headlines: list[tuple[str, str, str, list[float]]] = field(default_factory=list)

    def take(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        match element.WhichOneof("type"):
            case "plotly_chart":
                self.charts.append(plotly.io.from_json(element.plotly_chart.spec))
            case "dataframe":
                self.tables.append(convert_arrow_bytes_to_pandas_df(element.dataframe.arrow_data.data))
            case "metric":
                shown = element.metric
                self.headlines.append((shown.label, shown.body, shown.delta, list(shown.chart_data)))


def record(client: ClientConnection, address: str = "") -> Seen:
    """What the main part of the first page shows with this behind the question mark."""
    seen = Seen()
    for told in messages_of_run(client, address):
        if told.WhichOneof("type") == "delta" and list(told.metadata.delta_path[:1]) == [MAIN]:
            seen.take(told)
    return seen


def write_bare_page(folder: Path, *, filter_name: str, seen: dict[str, Seen], config: Path) -> Path:
    """The script of the bare page, with our configuration. `seen` is by what the filter is set to, empty for nothing."""
    settings = folder / ".streamlit" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(config.read_bytes())
    (folder / "recorded.pickle").write_bytes(pickle.dumps((filter_name, seen)))
    script = folder / "app.py"
    script.write_text(BARE, encoding="utf-8")
    return script
