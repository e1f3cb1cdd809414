"""Cross-references: found in text, resolved against the corpus, shown as links."""
