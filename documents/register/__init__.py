"""The register of tasks on paper: A4 across, in the form that offices keep."""
