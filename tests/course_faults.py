"""One seeded fault for each kind of problem of files, forms and references: its code and its exact place."""

from collections.abc import Iterator
from dataclasses import dataclass

from small_course import (
    CHECKS,
    CLAIMS,
    CONFLICTS,
    EXCLUSIONS,
    FILES,
    LESSON,
    LIVER,
    READING,
    STAFF,
    TRAPS,
)

CARD = "> [!STOP] liver\n> If you have cirrhosis (a scarred liver), do not take glutamine.[^avoid-cirrhosis]\n"


UNTAUGHT = ("claim-not-taught", "claim-unplaced", "taught-silent")
PAIRLESS = ("line-without-part",) * 3 + ("options-number", "pairs-few", "parts-uncovered")


@dataclass(frozen=True)
class Fault:
    """A change to the small course, and where its problem is found."""

    code: str
    path: str
    old: str
    new: str
    needle: str
    """The problem stands where this text first stands in the changed file; "" means the file as a whole."""
    where: str = ""
    """The file of the problem, if it is another one."""
    also: tuple[str, ...] = ()
    """Codes of problems that follow from it."""
    skip: int = 0
    """How far behind the needle's beginning the problem stands."""


def yaml_faults() -> Iterator[Fault]:
    yield Fault("yaml-syntax", LIVER, "level: stop\n", "level: stop: now\n", "stop: now", skip=4)
    yield Fault("yaml-syntax", LIVER, "taught: [01-start#liver]", "taught: [01-start#liver", "again: |", skip=5)
    yield Fault("yaml-special", LIVER, "level: stop", "level: &a stop", "&a")
    yield Fault("yaml-special", LIVER, "level: stop", "level: *a", "*a")
    yield Fault("yaml-special", LIVER, "level: stop", "level: !!python/name:os.system stop", "!!python")
    yield Fault("yaml-special", LIVER, "level: stop", "<<: {level: stop}", "<<")
    yield Fault("yaml-documents", TRAPS, "safe.\n", "safe.\n---\n- id: b\n", "---")
    yield Fault("yaml-deep", TRAPS, "It is natural, so it is safe.", "[" * 30, "[" * 30, skip=18)
    yield Fault("yaml-large", TRAPS, "It is natural, so it is safe.", f"[{'a,' * 10_001}]", "[", skip=19_989)
    yield Fault("yaml-key", TRAPS, "belief: It", "[a]: It", "[a]")
    yield Fault("key-twice", LIVER, "level: stop\n", "level: stop\nlevel: ask\n", "level: ask")
    yield Fault("key-unknown", LIVER, "level: stop\n", "level: stop\nlevle: ask\n", "levle")
    yield Fault("key-missing", LIVER, "says: Do not take glutamine if you have cirrhosis.\n", "", "warning: liver")
    yield Fault("not-a-mapping", TRAPS, "- id", "- [a]\n- id", "[a]")
    yield Fault("not-a-list", LIVER, "taught: [01-start#liver]", "taught: 01-start#liver", "01-start#liver")
    yield Fault("file-not-a-list", TRAPS, FILES[TRAPS], "id: b\n", "id: b")
    yield Fault("not-a-text", LIVER, "says: Do", "says: [a]\nsaid: Do", "[a]", also=("key-unknown",))
    yield Fault("text-empty", TRAPS, "It is natural, so it is safe.", "''", "''")
    yield Fault("not-an-id", LIVER, "- id: cirrhosis", "- id: ../cirrhosis", "../cirrhosis")
    yield Fault(
        "not-an-id", CLAIMS, "doc: S0\n      line: 3", "doc: 'null'\n      line: 3", "'null'", also=("source-unknown",)
    )
    yield Fault("not-a-text", LIVER, "taught: [01-start#liver]", "taught: [[a]]", "[a]]")
    yield Fault("text-empty", CLAIMS, "line: 3", "line: ''", "''")
    yield Fault("not-an-id", LIVER, "taught: [01-start#liver]", "taught: [liver]", "liver]", also=("page-unknown",))
    yield Fault("key-missing", LIVER, "    use: pair-1\n", "", "id: liver-one", also=("pair-form", "pairs-few"))
    yield Fault("not-a-number", CLAIMS, "line: 3", "line: 3rd", "3rd")
    yield Fault("value-unknown", LIVER, "level: stop", "level: Stop", "Stop")
    yield Fault("value-unknown", CONFLICTS, "severity: high", "severity: huge", "huge")
    keyless = ("feedback-action", "options-right", "trap-missing")
    yield Fault("value-unknown", LIVER, "right: true", "right: yes", "yes", also=keyless)
    unused = ("before-number", "items-alike", "pair-form")
    yield Fault("value-unknown", LIVER, "use: before", "use: after", "after", also=unused)


def file_faults() -> Iterator[Fault]:
    yield Fault("byte-order-mark", LIVER, "warning: liver", "\ufeffwarning: liver", "\ufeff")
    yield Fault("line-ends", LIVER, "level: stop\n", "level: stop\r\n", "level: stop")
    yield Fault("character-tab", LIVER, "level: stop", "level:\tstop", "\tstop")
    yield Fault("character-control", LIVER, "A scarred", "A \x1b[Jscarred", "\x1b")
    yield Fault("character-control", TRAPS, "It is natural, so it is safe.", '"\\e]x"', '"\\e]x"')
    yield Fault("character-hidden", LIVER, "A scarred", "A \u202escarred", "\u202e")
    yield Fault("character-hidden", LESSON, "Ask first.", "Ask\u200b first.", "\u200b")
    yield Fault("character-private", LESSON, "Ask first.", "Ask \ue000first.", "\ue000")
    yield Fault("character-picture", LESSON, "Ask first.", "Ask \U0001f600first.", "\U0001f600")
    yield Fault(
        "character-picture", LESSON, "Ask first.", "Ask \u26d4\ufe0ffirst.", "\u26d4", also=("character-picture",)
    )
    marks = "\u0324\u0325\u032d\u0330"
    yield Fault("character-marks", LESSON, "Ask first.", f"q{marks} first.", "\u0330", also=())
    yield Fault("character-form", LESSON, "Ask first.", "Ask cafe\u0301.", "e\u0301.")
    yield Fault("file-empty", TRAPS, FILES[TRAPS], "\n", "")
    yield Fault("file-name", LIVER, "warning: liver", "warning: livre", "warning", also=("warning-unknown",))


def markdown_faults() -> Iterator[Fault]:
    yield Fault("front-matter-missing", LESSON, FILES[LESSON].split("## ", 1)[0], "", "## Cirrhosis")
    yield Fault("text-before-page", LESSON, "## Cirrhosis", "Hello.\n\n## Cirrhosis", "Hello.")
    yield Fault("heading-empty", LESSON, "## How much", "##", "##\n")
    yield Fault("not-an-id", LESSON, "## How much", "## How much {#How_Much}", "## How")
    for what in ("**bold**", "*a*", "`code`", "[a](b)", "![a](b)", "~~a~~", "a  \nb", "\\*a", "&amp;"):
        also = ("markdown-foreign",) if "](" in what else ()
        yield Fault("markdown-unknown", LESSON, "Ask first.", f"Ask {what}.", f"Ask {what}", also=also)
    for what in ("# One", "### Three", "***", "```\ncode\n```", "    code", "| a |\n|---|\n| b |", "> > a", "[x]: y"):
        code = "card-form" if what.startswith(">") else "markdown-unknown"
        yield Fault(code, LESSON, "Ask first.", f"Ask.\n\n{what}\n", what.lstrip() if what != "    code" else what)
    for what in ("<b>b</b>", "<!-- a -->", "see www.plain.org", "see http://a"):
        found = what.removeprefix("see ") if "//" not in what else "://"
        yield Fault("markdown-foreign", LESSON, "Ask first.", f"Ask {what} first.", found)
    yield Fault(
        "list-item", LESSON, "- That is no dose.", "- That is no dose.\n  - inner", "- That is", also=("amount-alone",)
    )
    yield Fault("card-form", LESSON, "[!STOP] liver", "[!DANGER] liver", "> [!DANGER]", also=UNTAUGHT)
    yield Fault("card-form", LESSON, CARD, "> [!STOP] liver\n", "> [!STOP]", also=UNTAUGHT)
    yield Fault("card-form", LESSON, "upper-limit\n", "upper-limit\n> More.\n", "> [!DIS", also=("conflict-hidden",))
    yield Fault(
        "mark-place", LESSON, "limit.[^limit-14-g]", "limit[^limit-14-g].", "One source", also=("number-unfounded",)
    )
    yield Fault("mark-place", LESSON, "## How much", "## How much[^limit-14-g] {#how-much}", "## How")
    yield Fault("mark-alone", LESSON, "Ask first.", "Ask first. [^limit-14-g]", "[^limit-14-g]")
    yield Fault("figure-rows", LESSON, "  - label: one clinic\n    at: 14\n    claims: [limit-14-g]\n", "  []\n", "[]")
    yield Fault("figure-row", LESSON, "at: 14", "at: 14\n    to: 15", "label: one")
    yield Fault("figure-range", LESSON, "max: 50", "max: 13", "label: one")
    yield Fault("figure-top", LESSON, "max: 50", "max: 0", "0\nrows")
    yield Fault("figure-top", LESSON, "max: 50", "max: 1001", "1001")
    yield Fault("label-long", LESSON, "label: one clinic", "label: one clinic among many", "one clinic among")
    yield Fault("yaml-syntax", LESSON, "title: The limit", "title: The: limit", "title: The:", skip=10)
    yield Fault("key-unknown", LESSON, "unit: grams", "colour: red\nunit: grams", "colour")
    yield Fault("key-unknown", LESSON, "action: Tell", "author: Me\naction: Tell", "author")


def rule_faults() -> Iterator[Fault]:
    yield Fault("claim-unknown", LESSON, "limit.[^limit-14-g]", "limit.[^limit-14-g][^no-such]", "[^no-such]")
    yield Fault("claim-unknown", LIVER, "claims: [avoid-cirrhosis]\n    ask", "claims: [no-such]\n    ask", "no-such")
    yield Fault("claims-none", CHECKS, "claims: [limit-14-g]", "claims: []", "id: start", also=("number-unfounded",))
    yield Fault("related-unknown", CLAIMS, "related: [avoid-cirrhosis]", "related: [no-such]", "no-such")
    yield Fault("source-unknown", CLAIMS, "- doc: S0\n      line: 3", "- doc: S9\n      line: 3", "doc: S9")
    yield Fault("source-unknown", CONFLICTS, "docs: [S0]", "docs: [S9]", "S9")
    yield Fault("warning-unknown", LESSON, "[!STOP] liver", "[!STOP] river", "> [!STOP]")
    yield Fault("conflict-unknown", LESSON, "upper-limit", "lower-limit", "> [!DIS", also=("conflict-hidden",))
    yield Fault("trap-unknown", LIVER, "trap: natural-so-safe", "trap: no-such", "text: She takes half")
    yield Fault("page-unknown", LIVER, "01-start#liver", "01-start#river", "01-start#river")
    yield Fault("part-unknown", LIVER, "part: scarred", "part: no-such", "text: A man with cirrhosis")
    yield Fault(
        "id-twice", LIVER, "id: liver-other", "id: liver-one", "id: liver-one\n    kind: choose-one\n    use: pair-2"
    )
    yield Fault("id-twice", LESSON, "## How much", "## How much {#liver}", "## How", also=("taught-silent",))
    yield Fault("pairs-few", LIVER, "use: pair-2", "use: pair-1", "warning: liver", also=("pair-form",))
    yield Fault("pair-form", LIVER, "kind: choose-one", "kind: choose-all", "id: liver-lines", also=PAIRLESS)
    yield Fault(
        "options-number",
        CHECKS,
        "    - text: No limit.\n      because: There is one source that gives a limit. Ask first.\n",
        "",
        "id: start",
    )
    yield Fault("options-right", CHECKS, "      right: true\n", "", "id: start")
    yield Fault("trap-missing", LIVER, "        trap: natural-so-safe\n", "", "text: She takes half")
    yield Fault(
        "trap-on-right", LIVER, "right: true\n", "right: true\n        trap: mild-so-not-me\n", "text: She leaves"
    )
    yield Fault("line-without-part", LIVER, "        part: scarred\n", "", "text: A man with cirrhosis")
    uncovered = ("parts-uncovered",) * 2
    yield Fault("parts-uncovered", LIVER, "part: confused", "part: scarred", "id: liver-lines", also=uncovered)
    yield Fault("quick-kind", CHECKS, "choose-one", "choose-all", "id: start", also=("options-number",))
    yield Fault("says-long", LIVER, "says: Do", f"says: {'so ' * 8}Do", "so so")
    yield Fault("again-long", LIVER, "  A scarred", f"  {'so ' * 60}A scarred", "again: |", skip=7)
    yield Fault("ask-back-open", LIVER, "ask_back: What would you tell", "ask_back: Would you tell", "Would you tell")
    yield Fault("card-level", LESSON, "[!STOP]", "[!WATCH]", "> [!WATCH]")
    yield Fault("page-rows", LESSON, "Ask first.", "Ask.\n\n" * 8, "## Cirrhosis")
    yield Fault("page-words", LESSON, "Ask first.", "so " * 60, "## Cirrhosis", also=("sentence-long",))
    yield Fault("page-empty", LESSON, "## How much", "## Empty\n\n## How much", "## Empty")
    yield Fault(
        "path-words",
        LESSON,
        "## How much",
        "## Long\n\n" + "so " * 1600 + "\n\n## How much",
        "",
        also=("lesson-grade", "page-rows", "page-words", "sentence-long", "sentences-mean"),
        where="lessons/en",
    )
    yield Fault("short-long", CONFLICTS, "short: The", f"short: {'so ' * 12}The", "so so")
    yield Fault("short-missing", CONFLICTS, FILES[CONFLICTS].split("\n")[-2] + "\n", "", "id: upper")
    yield Fault("number-unfounded", LESSON, "Ask first.", "Ask 3 times.", "Ask 3")
    yield Fault("number-unfounded", CHECKS, "text: No limit.", "text: 1,600 grams.", "1,600")
    yield Fault("figure-unfounded", LESSON, "at: 14", "at: 15", "label: one")
    yield Fault(
        "claim-not-asked",
        LIVER,
        "claims: [avoid-cirrhosis]\n    ask",
        "claims: [limit-14-g]\n    ask",
        "id: avoid",
        where=CLAIMS,
    )
    yield Fault(
        "claim-not-taught", LESSON, "[^avoid-cirrhosis]", "", "id: avoid", where=CLAIMS, also=("claim-unplaced",)
    )
    yield Fault("taught-silent", LIVER, "01-start#liver", "01-start#how-much", "01-start#how-much")
    yield Fault(
        "clinician-only", LESSON, "Ask first.", "Ask first.[^for-clinicians]", "[^for-clin", also=("conflict-hidden",)
    )
    yield Fault("conflict-hidden", LESSON, "> [!DISAGREE] upper-limit\n", "", "## How much")


def library_faults() -> Iterator[Fault]:
    rows = FILES[READING].split("rows:\n")[1].split("```")[0]
    use = rows.split("  - ")[1]
    yield Fault("value-unknown", READING, "possibly-ineffective", "possibly", "possibly\n")
    yield Fault(
        "value-unknown", READING, "grade: possibly-ineffective", "grade: possibly-effectve", "possibly-effectve"
    )
    yield Fault("label-long", READING, "use: strength", f"use: {'strong ' * 6}", "strong")
    yield Fault("figure-rows", READING, rows, f"  - {use}" * 11, "- use")
    yield Fault("key-unknown", READING, "how: A", "unit: grams\nhow: A", "unit")
    yield Fault("key-missing", READING, "    grade: possibly-ineffective\n", "", "use: strength")
    yield Fault("claims-none", READING, "claims: [limit-14-g]", "claims: []", "use: strength")
    yield Fault("claim-unknown", READING, "claims: [limit-14-g]", "claims: [no-such]", "no-such")
    yield Fault("number-unfounded", READING, "use: strength", "use: strength in 3 weeks", "strength in")
    yield Fault("conflict-unknown", READING, "upper-limit", "lower-limit", "> [!DIS")
    yield Fault("clinician-only", STAFF, "clinician_only: true", "clinician_only: false", "[^for-clin")
    yield Fault("claim-unplaced", STAFF, "[^for-clinicians]", "", "id: for-clinicians", where=CLAIMS)
    yield Fault(
        "claim-unplaced",
        EXCLUSIONS,
        "selling-line",
        "no-such",
        "id: selling",
        where=CLAIMS,
        also=("exclusion-unknown",),
    )
    yield Fault(
        "exclusion-unknown",
        EXCLUSIONS,
        "- claim: sell",
        "- claim: no-such\n  reason: None.\n- claim: sell",
        "claim: no",
    )
    yield Fault(
        "exclusion-cited",
        EXCLUSIONS,
        "- claim: sell",
        "- claim: limit-14-g\n  reason: None.\n- claim: sell",
        "claim: limit",
    )
    yield Fault(
        "id-twice",
        EXCLUSIONS,
        "- claim: sell",
        "- claim: selling-line\n  reason: None.\n- claim: sell",
        "claim: selling-line\n  reason: It",
    )
    yield Fault("key-missing", EXCLUSIONS, "  reason: It only sells.\n", "", "claim: sell")
    yield Fault("text-empty", EXCLUSIONS, "It only sells.", "''", "''")


FAULTS = (*yaml_faults(), *file_faults(), *markdown_faults(), *rule_faults(), *library_faults())
EVERYWHERE = {"pairs-few", "claim-not-asked", "parts-uncovered"}
"""Codes whose fault changes every place of the old text."""


def place_of(fault: Fault, text: str) -> tuple[int, int]:
    """Return line and column of the fault's needle, found without the reader."""
    if not fault.needle:
        return 0, 0
    index = text.index(fault.needle) + fault.skip
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
