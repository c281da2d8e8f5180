"""The pictures of the guides: `python -m devtools.screenshots` walks the main job in a new demo and writes docs/images/."""
