"""How fast the scan for names is, beside flashtext2 and spaCy, on the same names and the same text in one run.

    pip install flashtext2 spacy
    python tests/benchmarks/locate_speed.py [FILE...]

Without files the text is made of the marked sentences of the tests, repeated. Each is timed five times, the best counts; building the
matchers is not counted. What each finds is not quite the same: our scan folds accents and hyphens, takes only names that begin with a
capital, and gives the longest where names overlap; flashtext2 folds case only; spaCy splits words in its own way.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import mali_control
from mali_control.scan import Scanner

sys.path.insert(0, str(Path(__file__).parent.parent))
from marked_sentences import read_sentences

MEGABYTES = 10.0
SPACY_MEGABYTES = 0.5


def main() -> None:
    gazetteer = mali_control.load().gazetteer
    names = sorted({name for place in gazetteer.values() for name in (place.name, *place.spellings)})
    files = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    seed = "\n".join(files or [sentence.text for sentence in read_sentences()]) + "\n"
    text = seed * max(1, int(MEGABYTES * 1e6 / len(seed.encode())))
    say(f"{len(names):,} names, {len(text.encode()) / 1e6:.1f} MB of text, Python {sys.version.split()[0]}")
    for about, find, share in matchers(names):
        part = text[: int(len(text) * share)]
        seconds, found = best(lambda find=find, part=part: find(part))
        size = len(part.encode()) / 1e6
        say(f"{about:<44} {size / seconds:8.1f} MB/s  {found / size:8.0f} hits per MB")


def matchers(names: list[str]) -> list[tuple[str, Callable[[str], int], float]]:
    """What is compared: its name, a function that counts hits, and the share of the text that it gets."""
    from flashtext2 import KeywordProcessor
    from spacy.lang.en import English
    from spacy.matcher import PhraseMatcher

    scanner = Scanner((name, name) for name in names)
    compared: list[tuple[str, Callable[[str], int], float]] = [("mali_control.scan", lambda text: len(scanner.scan(text)), 1.0)]
    for sensitive in (False, True):
        words = KeywordProcessor(case_sensitive=sensitive)
        for name in names:
            words.add_keyword(name)
        about = f"flashtext2, case {'sensitive' if sensitive else 'insensitive'}"
        compared.append((about, lambda text, words=words: len(words.extract_keywords_with_span(text)), 1.0))
    english = English()
    english.max_length = 100_000_000
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    matcher.add("place", list(english.pipe(names)))
    paragraphs = 100_000
    compared.append(
        (
            "spaCy, blank tokenizer and PhraseMatcher",
            lambda text: sum(len(matcher(english.make_doc(text[i : i + paragraphs]))) for i in range(0, len(text), paragraphs)),
            SPACY_MEGABYTES / MEGABYTES,
        )
    )
    return compared


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def best(function: Callable[[], int], times: int = 5) -> tuple[float, int]:
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        found = function()
        seconds.append(time.perf_counter() - begin)
    return min(seconds), found


if __name__ == "__main__":
    main()
