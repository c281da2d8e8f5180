"""Everything that a user reads: sentences, labels, dates and numbers, in the language of the run."""
