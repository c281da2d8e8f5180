"""What all steps share: opened files, cell values, headings, findings, the checked file."""
