"""Second step: old fonts (TCVN3, VNI), double encodings and look-alike letters."""
