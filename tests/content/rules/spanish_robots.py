"""The blind robots as somebody who reads Spanish would be: the same rules of thumb, with Spanish words in them."""

import pytest

from glutatui.content import robots
from glutatui.content.robots import Lines, Scores, counting
from glutatui.content.spanish import NEGATIONS
from glutatui.content.stems import plain_words, words_in

STOP = words_in(
    "a al algo ante antes aquí así aun aunque cada como con cual cuál cuáles cuando cuánto de del desde después donde"
    " durante e el él ella ellas ellos en entonces entre era es esa ese eso esta está están estas este esto estos fue"
    " ha hace hacer hasta hay la las le les lo los luego más me mi mí mientras mismo mucho muy ni no nos o otra otro"
    " otros para pero poco por porque pues que qué quien quién se sea según ser si sí sin sobre solo son su sus también"
    " tan tanto te tiene tienen todavía todo todos un una uno unos usted va y ya yo"
)
"""Words that carry no meaning of their own."""

NARROW_CAUTIOUS = words_in(
    "pare parar deje deja dejar dejarla evite evita evitar espere espera esperar salta saltar saltarse"
)
"""To stop, to leave, to avoid, to wait, to skip; ``para`` is mostly another word."""
CAUTIOUS = NARROW_CAUTIOUS | words_in(
    "no sin aparta aparte apartar fuera guarda guarde guardar cerrado cerrada cerrados cerradas lado lejos nada"
    " rechaza rechazar"
)
ASKS = words_in(
    "pregunte pregunta preguntar preguntarle consulte consultar llame llama llamar llamarle diga dice decir decirle"
    " decírselo avise avisa avisar hable habla hablar cuente cuenta contar pida pedir"
)
CLINICIANS = words_in(
    "médico médica médicos doctor doctora farmacéutico farmacéutica enfermera enfermero clínica equipo hospital"
    " personal"
)
ABSOLUTES = words_in("siempre nunca jamás todo todos toda todas nada nadie ningún ninguno ninguna solo cada")
HEDGES = words_in("puede pueden podría podrían quizá quizás suele suelen veces algunos algunas probable")
TAKING = words_in(
    "tome toma tomar tomarla tomarlas tomarlo pruebe probar empiece empieza empezar dé da dar darle darla beba beber"
    " use usar usarla usarlo comprar comprarla comprarlas añadir poner sigue seguir"
)


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry the meaning, without the endings of number and gender."""
    return frozenset(word.removesuffix("s").rstrip("aeo") for word in plain_words(text) if word not in STOP)


def _holding(kinds: frozenset[str]) -> Scores:
    return lambda bank, item: [any(word in kinds for word in words) for words in bank.words(item)]


def read_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the robots read Spanish."""
    by_word = {
        "no absolutes": counting(ABSOLUTES, -1),
        "most hedged": counting(HEDGES),
        "most cautious": counting(NARROW_CAUTIOUS),
        "most cautious, wide": counting(CAUTIOUS),
        "always ask": counting(ASKS),
        "names a clinician": counting(CLINICIANS),
        "most negations": counting(NEGATIONS),
    }
    choosers = {name: by_word.get(name, scores) for name, scores in robots.CHOOSERS.items()}
    assert by_word.keys() <= choosers.keys()
    lines: dict[str, Lines] = {name: robots.LINES[name] for name in ("all yes", "all no")}
    for name, scores in choosers.items():
        lines[f"two yes: {name}"] = robots._two(scores)  # noqa: SLF001  (the rules that English ones go by)
    for name in robots._BY_WORD:  # noqa: SLF001
        lines[f"yes where: {name}"] = robots._with(choosers[name])  # noqa: SLF001
        lines[f"no where: {name}"] = robots._without(choosers[name])  # noqa: SLF001
    assert lines.keys() == robots.LINES.keys()
    sensible = {
        "a clinician is named at all": _holding(CLINICIANS),
        "a cautious word stands at all": _holding(CAUTIOUS),
        "fewest words of taking it": counting(TAKING, -1),
    }
    for name, value in {
        "CHOOSERS": choosers,
        "LINES": lines,
        "SENSIBLE": sensible,
        "content_words": content_words,
    }.items():
        monkeypatch.setattr(robots, name, value)
