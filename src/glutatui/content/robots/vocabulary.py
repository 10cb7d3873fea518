"""The words that blind robots go by, in each language: whoever reads Spanish goes by Spanish ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from glutatui.content import spanish, stems
from glutatui.content.stems import words_in
from glutatui.errors import ContentError


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What somebody knows of a language who knows nothing about glutamine."""

    content_words: Callable[[str], frozenset[str]]
    """Returns the words of a text that carry its meaning, without the common endings."""
    is_negation: Callable[[str], bool]
    """Tells whether a word in lower case turns its sentence round."""
    absolutes: frozenset[str]
    """Words that leave no exception."""
    hedges: frozenset[str]
    """Words that leave a door open."""
    cautious: frozenset[str]
    """To stop, to avoid, to wait, to skip: the words that the standard names (section 7)."""
    cautious_wide: frozenset[str]
    """Words of somebody who does less, to be safe: wider than the standard's own, because patients are."""
    asks: frozenset[str]
    """Words of somebody who asks, calls or tells somebody else."""
    clinicians: frozenset[str]
    """Those who can be asked."""
    taking: frozenset[str]
    """Words of somebody who takes, tries, gives or has some."""


_CAUTIOUS = words_in("stop stops avoid avoids wait waits skip skips")

ENGLISH = Vocabulary(
    content_words=stems.content_words,
    is_negation=stems.is_negation,
    absolutes=stems.ABSOLUTES,
    hedges=stems.HEDGES,
    cautious=_CAUTIOUS,
    cautious_wide=_CAUTIOUS | words_in("leave leaves aside alone away out off hold holds closed no"),
    asks=words_in("ask asks call calls tell tells"),
    clinicians=words_in(
        "clinician clinician's pharmacist doctor clinic team nurse hospital medical staff"
        " clinics clinicians pharmacists doctors"
    ),
    taking=words_in("add adds begin drink give gives has have start starts take takes tries try use"),
)

_CAUTIOUS_IN_SPANISH = words_in(
    "pare parar deje deja dejar dejarla evite evita evitar espere espera esperar salta saltar saltarse"
)
"""``para`` is mostly another word."""

SPANISH = Vocabulary(
    content_words=spanish.content_words,
    is_negation=spanish.NEGATIONS.__contains__,
    absolutes=words_in("siempre nunca jamás todo todos toda todas nada nadie ningún ninguno ninguna solo cada"),
    hedges=words_in("puede pueden podría podrían quizá quizás suele suelen veces algunos algunas probable"),
    cautious=_CAUTIOUS_IN_SPANISH,
    cautious_wide=_CAUTIOUS_IN_SPANISH
    | words_in(
        "no sin aparta aparte apartar fuera guarda guarde guardar cerrado cerrada cerrados cerradas lado lejos nada"
        " rechaza rechazar"
    ),
    asks=words_in(
        "pregunte pregunta preguntar preguntarle consulte consultar llame llama llamar llamarle diga dice decir decirle"
        " decírselo avise avisa avisar hable habla hablar cuente cuenta contar pida pedir"
    ),
    clinicians=words_in(
        "médico médica médicos doctor doctora farmacéutico farmacéutica enfermera enfermero clínica equipo hospital"
        " personal"
    ),
    taking=words_in(
        "tome toma tomar tomarla tomarlas tomarlo pruebe probar empiece empieza empezar dé da dar darle darla beba"
        " beber use usar usarla usarlo comprar comprarla comprarlas añadir poner sigue seguir"
    ),
)

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType({"en": ENGLISH, "es": SPANISH})
"""The words, by language code."""


def vocabulary_of(language: str) -> Vocabulary:
    """Return the words of a language.

    Raises:
        ContentError: There are none. Robots that are blind to the very words find nothing in any bank, and their
            figures would speak for questions that nobody has tried.
    """
    if language not in VOCABULARIES:
        raise ContentError("robots-wordless", language=language)
    return VOCABULARIES[language]
