"""What a reader sees: sentences, labels, dates and numbers, in the language of the run."""
