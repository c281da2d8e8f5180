"""Issue consolidated reports and make them again: the store, the documents and the actions brought together."""
