"""Plans, tasks, submissions and lines as numpy arrays; used by `rules/figures` alone."""
