"""Answers about single words, each found once and kept: the hottest loops ask a dictionary, with no call in between."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
_KEPT, _LONGEST = 1 << 16, 40


class Kept(dict[str, Answer]):
    """Words met so far and what is known of each. It begins anew when it is full; very long words are not kept."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        self._answer = answer

    def __missing__(self, word: str) -> Answer:
        found = self._answer(word)
        if len(word) <= _LONGEST:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = found
        return found
