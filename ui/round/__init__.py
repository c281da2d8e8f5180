"""Parts of the page of a reporting round, and messages."""
