"""Finding: from what people type to the documents and sections that match it."""
