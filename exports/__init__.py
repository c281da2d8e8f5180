"""Files for download: (file name, media type, bytes) of reports and tables."""
