"""All report lines as CSV, XLSX or Parquet of any length."""
