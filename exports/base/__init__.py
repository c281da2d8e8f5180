"""Downloads, CSV and XLSX writing; no cell can become a formula."""
