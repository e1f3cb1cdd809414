"""Finding: from what people type to documents and the sections that answer."""
