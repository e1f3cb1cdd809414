"""Names and words of the corpus that are offered while a reader types, and what a query may have meant."""
