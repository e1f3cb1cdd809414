"""The whole corpus as files: written by one command, served with their checksums, loaded into an empty portal.

    tables      what each file holds, column by column: the data dictionary
    writing     all files of a dump, in a folder that appears when it is whole
    folder      which dump is served, and that none is served with what was withdrawn since
    loading     a dump into an empty portal
"""
