"""The draft check: what an office should look at in a draft, citation by citation, before it is issued.

    check_draft(text, lookups, on)          check.py: the report; hints.py: what is wrong with one citation, with the words to put instead
    check_in_rounds(text, on, ask)          lookups.py: the same in the sandbox, which asks outside for what it needs

All are pure. A hint that cannot prove itself is not given.
"""
