"""Numbers in, a Plotly figure out. A figure neither reads nor displays, so screen and file share it."""
