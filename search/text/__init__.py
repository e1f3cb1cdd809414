"""Chinese text as search sees it: tokens, their dictionary, and where they stand in what is shown."""
