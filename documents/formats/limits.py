"""How much of a file is taken, and what reading it may cost. Sizes in bytes, times in seconds."""

MB = 1024 * 1024

FILE_BYTES = 50 * MB
TEXT_CHARACTERS = 5_000_000

ARCHIVE_BYTES = 200 * MB  # of the zip itself, and of all that comes out of it
ARCHIVE_ENTRIES = 2_000
RATIO = 50  # what comes out of a zip against what is in it …
RATIO_FROM = 64 * MB  # … only where that is larger than this: small text often shrinks more
NAME_CHARACTERS = 255

XML_PART_BYTES = 20 * MB  # word/document.xml and its like
FRONT_MATTER_CHARACTERS = 16_000
