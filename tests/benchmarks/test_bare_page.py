"""The page beside which the overview is timed shows what the overview was seen to show."""

import ast
import pickle
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from streamlit.dataframe_util import convert_anything_to_arrow_bytes
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.bare_page import Seen, write_bare_page
from data_model.settings import PROJECT_DIR


def message() -> ForwardMsg:
    return ForwardMsg()


def test_charts_tables_and_headlines_are_taken_over():
    chart, table, headline, text = message(), message(), message(), message()
    chart.delta.new_element.plotly_chart.spec = go.Figure(go.Bar(x=["Sở A"], y=[40])).to_json()
    frame = pd.DataFrame({"Cơ quan": ["Sở A", "Sở B"]})
    table.delta.new_element.dataframe.arrow_data.data = convert_anything_to_arrow_bytes(frame)
    metric = headline.delta.new_element.metric
    metric.label, metric.body, metric.delta = "Tiến độ", "40,0 %", "+2 điểm %"
    metric.chart_data.extend([38, 40])
    text.delta.new_element.markdown.body = "Tổng quan"
    seen = Seen()

    for told in (chart, table, headline, text):
        seen.take(told)

    assert [list(one.data[0].y) for one in seen.charts] == [[40]]
    assert [one.to_dict("list") for one in seen.tables] == [{"Cơ quan": ["Sở A", "Sở B"]}]
    assert seen.headlines == [("Tiến độ", "40,0 %", "+2 điểm %", [38, 40])]


def test_the_bare_page_has_our_configuration_and_what_was_seen(tmp_path: Path):
    config = PROJECT_DIR / ".streamlit" / "config.toml"
    seen = {"": Seen(), "Hà Nội": Seen(headlines=[("Tiến độ", "40,0 %", "", [])])}

    script = write_bare_page(tmp_path, filter_name="province", seen=seen, config=config)

    assert (tmp_path / ".streamlit" / "config.toml").read_bytes() == config.read_bytes()
    assert pickle.loads((tmp_path / "recorded.pickle").read_bytes()) == ("province", seen)
    text = script.read_text(encoding="utf-8")
    assert ast.parse(text)
    assert "require(Action.VIEW_TASK)" in text and "recorded.pickle" in text
