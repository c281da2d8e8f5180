"""First step: from bytes to tables of cells, for CSV, TSV, XLSX, XLS and ODS."""
