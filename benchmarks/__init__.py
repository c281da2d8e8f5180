"""Benchmarks of the product against other programs on the same machine: see README.md."""
