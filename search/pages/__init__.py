"""What readers see of search: results with their facets, the advanced form, suggestions, related documents."""
