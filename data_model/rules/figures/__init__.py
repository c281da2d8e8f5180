"""All figures of definitions §3 and §4: asked here, computed from `columns/`."""
