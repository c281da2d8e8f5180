"""Parts of the review pages: queue, marks, one submission."""
