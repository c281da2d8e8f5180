"""The guides, and the scripts that make what is in them."""
