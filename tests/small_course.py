"""The smallest course that `check` has nothing to say about, as files for tests to spoil."""

from collections.abc import Mapping
from pathlib import Path

LESSON = "lessons/en/01-start.md"
CHECKS = "lessons/en/01-start.checks.yaml"
READING = "lessons/en/library/what-for.md"
STAFF = "lessons/en/library/staff.md"
EXCLUSIONS = "lessons/exclusions.yaml"
CLAIMS = "lessons/claims.yaml"
CONFLICTS = "lessons/conflicts.yaml"
SOURCES = "lessons/sources.yaml"
LIVER = "quizzes/en/liver.yaml"
TRAPS = "quizzes/en/traps.yaml"
GLOSSARY = "lessons/en/glossary.yaml"
REVIEWS = "lessons/reviews.yaml"

_ONE = """\
  - id: {id}
    kind: choose-one
    use: {use}
    cautious: true
    claims: [avoid-cirrhosis]
    ask: {case}, {id}?
    unsure: She leaves it alone, and asks her care team.
    options:
      - text: {key}
        right: true
        because: The powder could make her scarred liver worse than it is.
      - text: She takes half.
        trap: natural-so-safe
        because: A little of it counts too. Leave it in the box.
      - text: She takes it at night.
        trap: mild-so-not-me
        because: The time of day changes nothing. Leave it, and ask.
"""

_ROSA = "Rosa has cirrhosis. What does she do with the powder"
_FRIEND = "A friend with a scarred liver finds capsules in a drawer. What is best"
_STORE = "A store hands a woman with cirrhosis a free sample. Where does it go"

_ALL = """\
  - id: {id}
    kind: choose-all
    use: {use}
    claims: [avoid-cirrhosis]
    ask: Which of these people should leave it, {id}?
    unsure: People who have cirrhosis leave it alone, and ask first.
    options:
      - text: A man with cirrhosis.
        right: true
        part: scarred
        because: He has a scarred liver, so he leaves it.
      - text: A woman with a scarred liver.
        right: true
        part: scarred
        because: A scarred liver is cirrhosis, so she leaves it.
      - text: A man with liver disease and confusion.
        right: true
        part: confused
        because: It might make him worse, so he asks his team.
      - text: A man who asked first.
        trap: natural-so-safe
        part: confused
        because: He did what is right. Keep asking the care team.
      - text: A woman who eats eggs.
        trap: mild-so-not-me
        part: scarred
        because: This warning is about powder. Keep eating as you do.
"""

FILES: Mapping[str, str] = {
    SOURCES: """\
- id: S0
  title: A clinic's web page
  short: a clinic page
  publisher: A clinic
  kind: page
  date: none
  trust: middling
  trust_note: It is one clinic's view.
""",
    CLAIMS: """\
- id: avoid-cirrhosis
  topic: risks
  statement: People with cirrhosis are told to avoid glutamine.
  sources:
    - doc: S0
      line: 3
  kind: warning
  strength: stated
  safety: true
  action: avoid
  safety_tier: core
- id: limit-14-g
  topic: dosing
  statement: One source gives 14 grams a day as the limit.
  sources:
    - doc: S0
      line: 9
      strength: hedged
  kind: limit
  strength: stated
  safety: false
  numbers:
    value: '14'
    unit: g/day
  related: [avoid-cirrhosis]
- id: for-clinicians
  topic: dosing
  statement: A hospital amount.
  sources:
    - doc: S0
      line: 12
  kind: dose
  strength: stated
  safety: false
  clinician_only: true
- id: selling-line
  topic: basics
  statement: It is the best powder.
  sources:
    - doc: S0
      line: 15
  kind: assertion
  strength: promotional
  safety: false
""",
    EXCLUSIONS: """\
- claim: selling-line
  reason: It only sells.
""",
    CONFLICTS: """\
- id: upper-limit
  severity: high
  type: different-number
  question: How much is too much?
  sides:
    - claims: [limit-14-g]
      docs: [S0]
      position: 14 grams a day.
    - claims: [for-clinicians]
      docs: [S0]
      position: More.
  safest_reading: Ask before you take any amount.
  why: Asking is safe.
  short: The sources do not agree about the limit. Ask before you take any amount.
""",
    LESSON: """\
---
title: How much, and who
main_message: Ask before you take any.
action: Tell your care team about your liver.
---
## Cirrhosis {#liver}

> [!STOP] liver
> If you have cirrhosis (a scarred liver), do not take glutamine.[^avoid-cirrhosis]

Ask first.

## How much

> [!DISAGREE] upper-limit

- One source gives 14 grams as the limit.[^limit-14-g]
- That is no dose. So ask.

```range
title: The limit
how: The arrow is a limit.
unit: grams a day
max: 50
rows:
  - label: one clinic
    at: 14
    claims: [limit-14-g]
```
""",
    READING: """\
---
title: What it is used for
main_message: Used for is not proof.
action: Ask before you take any.
---
## Whether it works

```evidence
title: What one source found
how: A grade is not advice. Ask first.
rows:
  - use: strength
    grade: possibly-ineffective
    claims: [limit-14-g]
  - use: sleep
    grade: not-enough-known
    claims: [limit-14-g]
```

## How much is too much? {#limit}

> [!DISAGREE] upper-limit
""",
    STAFF: """\
---
title: Hospital amounts
main_message: None is a dose to copy.
action: Ask first.
clinician_only: true
---
## In hospital

A hospital has an amount.[^for-clinicians]

> [!DISAGREE] upper-limit
""",
    GLOSSARY: """\
terms:
  - term: cirrhosis
    plain: a scarred liver
names:
  - name: glutamine
  - name: confusion
  - name: gabapentin
    brand: Neurontin
familiar: [anybody]
people: [Rosa]
capitals: [MSG]
""",
    CHECKS: """\
- id: start-check
  kind: choose-one
  claims: [limit-14-g]
  ask: What is the limit of one source?
  unsure: That is fine. Ask your care team before any amount.
  options:
    - text: 14 grams.
      right: true
      because: One source gives it as the limit. Ask first all the same.
    - text: No limit.
      because: There is one source that gives a limit. Ask first.
    - text: A cup.
      because: The sources do not count in cups. Ask before any.
""",
    TRAPS: """\
- id: natural-so-safe
  belief: It is natural, so it is safe.
""",
    LIVER: """\
warning: liver
level: stop
says: Do not take glutamine if you have cirrhosis.
claims: [avoid-cirrhosis]
taught: [01-start#liver]
again: |
  A scarred liver has trouble with glutamine.
  Leave it, and ask.
ask_back: What would you tell a friend with cirrhosis about glutamine?
parts:
  - id: scarred
    level: stop
    when: you have cirrhosis
    claims: [avoid-cirrhosis]
  - id: confused
    level: ask
    when: you have liver disease and confusion
    claims: [avoid-cirrhosis]
applies:
  - id: cirrhosis
    text: I have cirrhosis
traps:
  - id: mild-so-not-me
    belief: Mine is mild, so this is not about me.
items:
"""
    + _ONE.format(id="liver-one", use="pair-1", case=_ROSA, key="She leaves it out.")
    + _ALL.format(id="liver-lines", use="pair-1")
    + _ONE.format(id="liver-other", use="pair-2", case=_FRIEND, key="She gives it back.")
    + _ALL.format(id="liver-more", use="pair-2")
    + _ONE.format(id="liver-third", use="pair-3", case=_STORE, key="She puts it away.")
    + _ALL.format(id="liver-rest", use="pair-3")
    + _ONE.format(id="before-a", use="before", case=_ROSA, key="She leaves it out.")
    + _ONE.format(id="before-b", use="before", case=_ROSA, key="She leaves it out.")
    + _ONE.format(id="before-c", use="before", case=_ROSA, key="She leaves it out."),
}
"""One warning with two parts and three pairs, one lesson of two pages, two readings, four claims, one disagreement."""


def write_course(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the course below a folder, with some files replaced or (None) left out; return the folder."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
