"""What makes a result come first: every number by which a search ranks, in one place.

A section's score for a query's words is the sum of three BM25 scores over the text of title, heading path and
section taken as one field: over words, over pairs of neighbouring characters and over single characters. Words carry
meaning, pairs bridge where jieba cuts query and text in different ways, characters bridge 离婚 and 解除婚姻. To it
``WHOLE`` times the score of its whole document where the words are alternatives, ``SIBLINGS`` times the best score of any section of the same document and
``NEIGHBOURS`` times that of any that stands within ``NEAR`` sections are added: an article is read with its law and its
chapter. The sum is multiplied by
``1 + CITED * log(1 + n)``, where n other documents cite this one: of two texts that match alike, the one on which
others rest is the better hit. That stands for the rank of law too (立法法 98-100): a law is cited by what carries it
out, not the other way round.

To these scores a query adds what it is seen to mean (``NAME`` to ``TOGETHER``). What is shown beside a document as related is
weighed in ``search.pages.related``, and what is offered while typing in ``search.suggesting``.

Measured by ``make evaluate-search``, which prints both halves of the questions: a number is kept where both gain or hold,
and where none of our own searches gets worse.
"""

WORDS, PAIRS, CHARACTERS = 0.8, 1.0, 1.0
WHOLE, SIBLINGS, NEIGHBOURS, NEAR = 0.3, 0.1, 0.25, 5
K1, B = 1.2, {"section": 0.75, "document": 0.3}
"""BM25's: a long document says more, where a long section only says it in more words."""
BEST_SECTION = 0.5
CITED = 0.15
SUPERSEDED = 0.5
"""What the score of an edition that is not in force on the day is multiplied by, where another of its work is."""

FIELDS = {
    "section": {"title": 1.0, "path": 1.0, "heading": 0.5, "text": 1.0},
    "document": {"title": 4.0, "number": 2.0, "body": 2.0, "heading": 1.0, "text": 1.0},
}
"""How often an occurrence in a field counts, where sections and where documents are ranked. A document's score is
that of its whole text and ``BEST_SECTION`` times that of its best section, multiplied likewise."""

NAME, OFFENCE, TITLE, BODY, SYNONYM, RUN, YEAR, FRAME, MATTER, TOGETHER = 100.0, 12.0, 4.0, 3.0, 2.0, 1.0, 1.0, 1.0, 0.5, 0.4
"""What counts beside the words themselves: that they are all of a name, that they name an offence without 罪 (of the law, which does not call it so), that they are in a title as they were typed, the
issuing body, a word's synonym, that words stand together as they were typed, a document's year, how an article speaks that answers a
question asked so, that a word of a question is in a title: what a law is called after is its matter; and that two words of a question stand side by side, as in the question."""
