"""Parts of the reporting pages: due reports, upload, grid, findings, submitting."""
