"""One module a search engine; nothing outside knows which one runs."""
