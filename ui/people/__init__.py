"""Parts of the pages for accounts and saved filters."""
