"""What readers see of the corpus: documents, lists, who cites whom, the draft check. Reads, and never writes."""
