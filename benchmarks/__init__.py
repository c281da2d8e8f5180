"""How fast the product is, beside others on the same machine: see README.md."""
