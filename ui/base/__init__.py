"""What every page uses: access, menu, address, tables, downloads, background jobs, errors."""
