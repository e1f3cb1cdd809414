"""The corpus: what a document is, how it gets in, how it is read."""
