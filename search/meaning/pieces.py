"""A text → the pieces of words that the model knows, as SentencePiece cuts it: of all ways, the likeliest."""
from __future__ import annotations

import re

from .model import Vocabulary

BLANK = "▁"
RARER = 10.0
"""How much less likely than any piece a character is that is in none."""


class Pieces:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known, self._scores = vocabulary, vocabulary.scores
        self._longest = max(map(len, vocabulary.scores))
        self._unknown_score = min(vocabulary.scores.values()) - RARER

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces of ``text``, the first ``most``, between those of its begin and end."""
        known = self._known
        cut = self._cut(self._normal(text))
        return [known.begin, *(known.places.get(piece, known.unknown) for piece in cut[: most - 2]), known.end]

    def _normal(self, text: str) -> str:
        text = re.sub(" {2,}", " ", text.translate(self._known.changes))
        return (text if text.startswith(" ") else f" {text}").replace(" ", BLANK)

    def _cut(self, text: str) -> list[str]:
        """Viterbi's way: the best cut up to each place, from the best cuts up to the places before."""
        scores, longest = self._scores, self._longest
        best = [0.0] + [float("-inf")] * len(text)
        came = [0] * (len(text) + 1)
        for start, so_far in enumerate(best[:-1]):
            so_far = best[start]
            for end in range(start + 1, min(start + longest, len(text)) + 1):
                score = scores.get(text[start:end])
                if score is None:
                    if end > start + 1:
                        continue
                    score = self._unknown_score
                if so_far + score > best[end]:
                    best[end], came[end] = so_far + score, start
        cut, end = [], len(text)
        while end:
            cut.append(text[came[end] : end])
            end = came[end]
        return cut[::-1]
