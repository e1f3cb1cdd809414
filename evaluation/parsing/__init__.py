"""How well raw files alone are understood: precision and recall against documents that people read."""
