"""One module a format: a function from bytes to ``RawText`` under ``@reads(".extension")``. That is all it takes.

The heavy libraries are imported inside the functions: only the process that reads pays for them.
"""
