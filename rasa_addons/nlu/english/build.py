"""Writes english.txt, the English words people use, from spaCy's frequency table (spacy-lookups-data, MIT).

Run by hand after a change of that package: python -m rasa_addons.nlu.english.build
The whole table has a million rows and costs two seconds and 150 MB at every start; the words worth knowing
are these, most frequent first.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import spacy_lookups_data

# Natural log of the share in running text. Below it, misspellings outnumber words.
RAREST = -15.2
HEADER = "# Frequent English words, most frequent first. Made by build.py; do not edit.\n"


def build() -> list[str]:
    """Lower-case words with their cased spellings folded, most frequent first."""
    table = Path(spacy_lookups_data.__file__).parent / "data" / "en_lexeme_prob.json.gz"
    with gzip.open(table, "rt", encoding="utf-8") as source:
        rows = json.load(source)
    best: dict[str, float] = {}
    for word, share in rows.items():
        folded = word.lower()
        if share > RAREST and folded.isascii() and folded.isalpha() and share > best.get(folded, -99.0):
            best[folded] = share
    return sorted(best, key=lambda word: (-best[word], word))


if __name__ == "__main__":
    path = Path(__file__).with_name("english.txt")
    path.write_text(HEADER + "\n".join(build()) + "\n", encoding="utf-8")
