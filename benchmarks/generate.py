"""A sound dataset of any size, in the shape of the coded ones: its folder, ready for check, load and questions."""

from __future__ import annotations

from pathlib import Path

__all__ = ["count_records", "write_dataset"]

# of every ten records: how many of each kind, near to what the coded agreements hold
ACTORS, SEATS, TOPICS = 3, 2, 1
VERBS = ("informs", "prepares_for", "recommends_to", "advises", "coordinates", "supports", "convenes", "consults")
DEONTICS = ("must", "should", "may")

CASE = """\
name: {sv: Provregionen, en: The sample region}
kind: region
period: 2023/2026
coders: [generator]
default_source: agreement
"""
SOURCE = f"""\
- id: agreement
  title: {{sv: Överenskommelse om samverkan, en: Agreement on cooperation}}
  publisher: Provregionen
  kind: agreement
  date: 2022-12
  covers: 2023/2026
  file: agreement.txt
  sha256: {"0" * 64}
"""


def write_dataset(folder: Path, records: int) -> None:
    """Write one case, `sample`, of about that many records; with two, an actor informs another and that is all."""
    case = folder / "sample"
    case.mkdir(parents=True)
    actors = max(2, records * ACTORS // 10)
    seats = records * SEATS // 10
    topics = records * TOPICS // 10
    mandates = max(1, records - actors - seats - topics)
    files = {"case": CASE, "sources": SOURCE, "actors": "".join(word_actor(n) for n in range(actors))}
    files["mandates"] = "".join(word_mandate(n, actors) for n in range(mandates))
    if seats:
        files["seats"] = "".join(word_seat(n, actors) for n in range(seats))
    if topics:
        files["topics"] = "".join(word_topic(n) for n in range(topics))
    for name, text in files.items():
        (case / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")


def count_records(folder: Path) -> int:
    """Count the records of a folder's cases: each begins with a hyphen at the start of a line."""
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*/*.yaml"))
    return sum(line.startswith("- ") for text in texts for line in text.splitlines())


def word_actor(n: int) -> str:
    return f"""\
- id: organ-{n}
  name: {{sv: Samrådsgruppen {n}, en: Consultation group {n}}}
  abbreviations: [SG{n}]
  kind: committee
  tier: {("political", "official")[n % 2]}
  side: {("municipal", "joint", "regional")[n % 3]}
  evidence: Samrådsgruppen {n} består av
"""


def word_seat(n: int, actors: int) -> str:
    return f"""\
- id: seat-{n}
  organ: organ-{n % actors}
  count: {1 + n % 5}
  from: organ-{(n + 1 + n // actors) % actors}
  deontic: must
  evidence: utser {1 + n % 5} ledamöter till gruppen
"""


def word_mandate(n: int, actors: int) -> str:
    """Word a mandate; the same holder, verb and receiver come together only once."""
    holder, lap = n % actors, n // actors
    toward = (holder + 1 + lap // len(VERBS)) % actors
    verb = VERBS[(holder + lap) % len(VERBS)]
    valid = "" if n % 10 else f"  valid: {('2022-21/..', '2023-03-01/2025', '2024~')[n // 10 % 3]}\n"
    return f"""\
- id: mandate-{n}
  holder: organ-{holder}
  deontic: {DEONTICS[n % 3]}
  aim: {verb}
  toward: organ-{toward}
  object: {{sv: ärenden av slag {n % 50}, en: matters of sort {n % 50}}}
{valid}  evidence: lämnar underlag i ärenden av slag {n % 50}
"""


def word_topic(n: int) -> str:
    return f"""\
- id: topic-{n}
  name: {{sv: Samverkansområde {n}, en: Area of cooperation {n}}}
  kind: policy_area
  evidence: inom område {n}
"""
