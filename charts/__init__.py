"""Plotly figures from numbers: one function per chart; reads no store and draws nothing itself."""
