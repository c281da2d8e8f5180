"""Figures and the rows behind them as plain data."""
