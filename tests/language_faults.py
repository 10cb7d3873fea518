"""Faults of a translation: a file of the Spanish course, what is changed to what, the problem, and where it stands."""

from small_course import CHECKS, LESSON, LIVER

ES_LESSON, ES_LIVER, ES_CHECKS = (name.replace("/en/", "/es/") for name in (LESSON, LIVER, CHECKS))
ES_CLAIMS, ES_CONFLICTS = "lessons/es/claims.yaml", "lessons/es/conflicts.yaml"
ES_READING = "lessons/es/library/what-for.md"

CONFUSED = "text: Un hombre mal del hígado y con confusión.\n        right: true"
FAULTS = (
    # Structure
    (ES_LESSON, " {#how-much}", "", "parity-value", "## Cuánto es"),
    (ES_LESSON, "\nPregunte antes.\n", "\n", "parity-count", "## La cirrosis"),
    (ES_LESSON, "Por eso, pregunte.", "Por eso. Pregunte.", "parity-count", "- Una fuente"),
    (ES_LESSON, "[^limit-14-g]", "", "parity-marks", "Una fuente"),
    (ES_LESSON, "[!STOP] liver", "[!ASK] liver", "parity-value", "> [!ASK]"),
    (ES_LESSON, "at: 14", "at: 15", "parity-value", "15"),
    (ES_READING, "grade: possibly-ineffective", "grade: possibly-effective", "parity-value", "possibly-effective"),
    (ES_LIVER, CONFUSED, CONFUSED.replace("right: true", "right: false"), "parity-value", "false"),
    (ES_LIVER, CONFUSED, CONFUSED.replace("\n        right: true", ""), "translation-kept", "text: Un hombre mal"),
    (ES_LIVER, "trap: natural-so-safe", "trap: mild-so-not-me", "parity-value",
     "mild-so-not-me\n        because: Un poco"),
    (ES_LIVER, "level: ask", "level: stop", "parity-value", "stop\n    when: usted está"),
    (ES_LIVER, "id: liver-one", "id: liver-none", "translation-unknown", "id: liver-none"),
    (ES_LIVER, "id: liver-one", "id: liver-none", "translation-missing", "- id: liver-none"),
    (ES_LIVER, "says: No tome glutamina si tiene cirrosis.\n", "", "key-missing", "warning: liver"),
    (ES_LIVER, "  - id: cirrhosis\n", "  - id: cirrhosis\n    when: ahora\n", "translation-key", "when: ahora"),
    (ES_CHECKS, "  unsure: Está bien. Pregunte a su equipo antes de tomar nada.\n", "", "key-missing",
     "id: start-check"),
    (ES_CLAIMS, "- id: for-clinicians", "- id: for-nobody", "translation-unknown", "id: for-nobody"),
    (ES_CLAIMS, "doc: S0", "doc: S1", "parity-value", "- doc: S1"),
    (ES_CONFLICTS, "    - claims: [limit-14-g]\n      docs: [S0]", "    - docs: [S0]", "translation-kept",
     "docs: [S0]"),
    (ES_CONFLICTS, "  short:", "  brief:", "key-missing", "id: upper-limit"),
    # Meaning
    (ES_LESSON, "14 gramos", "40 gramos", "number-differs", "Una fuente"),
    (ES_LESSON, "14 gramos", "14 miligramos", "number-differs", "Una fuente"),
    (ES_LESSON, "14 gramos", "14.0 gramos", "number-differs", "Una fuente"),
    (ES_LIVER, "says: No tome", "says: Tome", "negation-lost", "Tome glut"),
    (ES_LESSON, "action: Hable de su hígado con su equipo de salud.",
     "action: Tell your care team about your liver.", "still-english", "Tell your"),
    # A patient's own language
    (ES_LESSON, "Pregunte antes.", "Pregunta a tu equipo.", "address-familiar", "Pregunta a tu"),
    (ES_CHECKS, "¿Cuál", "Cuál", "question-unopened", "Cuál"),
    (ES_LESSON, "Pregunte antes.", "Recomiéndese profesionalmente hospitalizaciones multidisciplinarias. " * 4,
     "lesson-ease", "---"),
    (ES_LIVER, "La hora no cambia nada. Es mejor dejarlo y preguntar.",
     "Recomiéndense hospitalizaciones multidisciplinarias inmediatamente. " * 7, "item-ease", "id: liver-one"),
    # Rules that know both languages
    (ES_LESSON, " Por eso, pregunte.", " Por eso no.", "amount-alone", "## Cuánto es"),
    (ES_CHECKS, "Una fuente lo da como tope. Pregunte de todos modos.",
     "Una fuente da 14 gramos como tope para toda la gente.", "feedback-amount", "Una fuente"),
    (ES_LIVER, "La hora no cambia nada.", "Debería haber mirado la hora.", "feedback-tone", "Debería"),
    (ES_LESSON, "Pregunte antes.", "Uno de cada diez pregunta.", "number-ratio", "Uno de cada"),
    (ES_LESSON, "Pregunte antes.", "Pregunte por kilo.", "sum-asked", "Pregunte por"),
    (ES_LIVER, "Ella no lo toma.", "Ella no lo toma nunca más, ni mañana ni otro día.", "key-length",
     "Ella no lo toma nunca"),
)  # fmt: skip
