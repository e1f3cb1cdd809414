"""How well citations are found and resolved, against documents that a person has read."""
