"""Filter bar, the view that it selects, and its headlines, charts and tables."""
