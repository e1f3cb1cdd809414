"""Open data: the corpus for programs, as JSON, for AI agents, and as whole files. Reads what the pages read, and writes nothing."""
