"""Names and words of the corpus that are offered while a reader types, and corrections of queries."""
