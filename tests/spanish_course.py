"""The small course in a second language: what each English text becomes, and the files that come of it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from glutatui.content.loading import load
from glutatui.content.stamps import parts_of, stamp_of, stamped
from small_course import CLAIMS, CONFLICTS, FILES, GLOSSARY, SOURCES, write_course

STAMPS = "lessons/es/translated.yaml"

WORDS: Mapping[str, str] = {
    # The lesson
    "How much, and who": "Cuánto, y para quién",
    "Ask before you take any.": "Pregunte antes de tomarla.",
    "Tell your care team about your liver.": "Hable de su hígado con su equipo de salud.",
    "## Cirrhosis {#liver}": "## La cirrosis {#liver}",
    "If you have cirrhosis (a scarred liver), do not take glutamine.": "Si tiene cirrosis (cicatrices en el hígado), "
    "no tome glutamina.",
    "Ask first.": "Pregunte antes.",
    "## How much\n": "## Cuánto es {#how-much}\n",
    "One source gives 14 grams as the limit.": "Una fuente da 14 gramos como tope.",
    "That is no dose. So ask.": "No es una dosis. Por eso, pregunte.",
    "The limit\n": "El tope\n",
    "The arrow is a limit.": "La flecha es un tope.",
    "grams a day": "gramos al día",
    "one clinic": "una clínica",
    # The readings
    "What it is used for": "Para qué se usa",
    "Used for is not proof.": "Que se use no es una prueba.",
    "Ask before you take any": "Pregunte antes de tomarla",
    "## Whether it works": "## ¿Sirve? {#whether-it-works}",
    "What one source found": "Lo que halló una fuente",
    "A grade is not advice. Ask first.": "Una nota no es un consejo. Pregunte antes.",
    "use: strength": "use: la fuerza",
    "use: sleep": "use: dormir bien",
    "## How much is too much? {#limit}": "## ¿Cuánto es demasiado? {#limit}",
    "Hospital amounts": "Cantidades de hospital",
    "None is a dose to copy.": "Ninguna es una dosis para copiar.",
    "## In hospital": "## En el hospital {#in-hospital}",
    "A hospital has an amount.": "Un hospital tiene una cantidad.",
    # The questions
    "What is the limit of one source?": "¿Cuál es el tope de una fuente?",
    "That is fine. Ask your care team before any amount.": "Está bien. Pregunte a su equipo antes de tomar nada.",
    "text: 14 grams.": "text: 14 gramos.",
    "One source gives it as the limit. Ask first all the same.": "Una fuente lo da como tope. Pregunte de todos modos.",
    "text: No limit.": "text: No hay tope.",
    "There is one source that gives a limit. Ask first.": "Hay una fuente que da un tope. Pregunte antes.",
    "text: A cup.": "text: Una taza.",
    "The sources do not count in cups. Ask before any.": "Las fuentes no hablan de tazas. Pregunte antes.",
    "It is natural, so it is safe.": "Es natural y por eso no hace daño.",
    "Do not take glutamine if you have cirrhosis.": "No tome glutamina si tiene cirrosis.",
    "A scarred liver has trouble with glutamine.\n  Leave it, and ask.": "Un hígado con cicatrices no va bien con la "
    "glutamina.\n  Déjela, y pregunte.",
    "What would you tell a friend with cirrhosis about glutamine?": "¿Qué le diría de la glutamina a un amigo con "
    "cirrosis?",
    "when: you have cirrhosis": "when: usted tiene cirrosis",
    "when: you have liver disease and confusion": "when: usted está mal del hígado y con confusión",
    "I have cirrhosis": "Tengo cirrosis",
    "Mine is mild, so this is not about me.": "Lo mío es leve, así que no va conmigo.",
    "Rosa has cirrhosis. What does she do with the powder, ": "Rosa tiene cirrosis. ¿Qué hace con el polvo, ",
    "A friend with a scarred liver finds capsules in a drawer. What is best, ": "Un amigo con cicatrices en el hígado "
    "halla unas cápsulas. ¿Qué es mejor, ",
    "A store hands a woman with cirrhosis a free sample. Where does it go, ": "Una tienda da una muestra a una mujer "
    "con cirrosis. ¿Adónde va, ",
    "She leaves it alone, and asks her care team.": "Ella no lo toca y pregunta a su equipo de salud.",
    "The powder could make her scarred liver worse than it is.": "El polvo puede dañar más su hígado con cicatrices.",
    "She takes half.": "Toma la mitad.",
    "A little of it counts too. Leave it in the box.": "Un poco también cuenta. Es mejor no sacarlo de la caja.",
    "She takes it at night.": "Lo toma de noche.",
    "The time of day changes nothing. Leave it, and ask.": "La hora no cambia nada. Es mejor dejarlo y preguntar.",
    "She leaves it out.": "Ella no lo toma.",
    "She gives it back.": "Ella lo devuelve.",
    "She puts it away.": "Ella lo guarda.",
    "Which of these people should leave it, ": "¿Cuáles de estas personas deben dejarlo, ",
    "People who have cirrhosis leave it alone, and ask first.": "La gente con cirrosis no lo toca y pregunta antes.",
    "A man with cirrhosis.": "Un hombre con cirrosis.",
    "He has a scarred liver, so he leaves it.": "Su hígado tiene cicatrices y por eso lo deja.",
    "A woman with a scarred liver.": "Una mujer con cicatrices en el hígado.",
    "A scarred liver is cirrhosis, so she leaves it.": "Eso es la cirrosis, y por eso ella lo deja.",
    "A man with liver disease and confusion.": "Un hombre mal del hígado y con confusión.",
    "It might make him worse, so he asks his team.": "Puede ponerlo peor, y por eso pregunta a su equipo.",
    "A man who asked first.": "Un hombre que preguntó antes.",
    "He did what is right. Keep asking the care team.": "Hizo lo que debía. Siga y pregunte a su equipo de salud.",
    "A woman who eats eggs.": "Una mujer que come huevos.",
    "This warning is about powder. Keep eating as you do.": "Este aviso habla del polvo. Siga y coma como siempre.",
    # The ledger
    "A clinic's web page": "La página web de una clínica",
    "a clinic page": "una página de clínica",
    "It is one clinic's view.": "Es lo que piensa una clínica.",
    "People with cirrhosis are told to avoid glutamine.": "A la gente con cirrosis se le dice que evite la glutamina.",
    "One source gives 14 grams a day as the limit.": "Una fuente da 14 gramos al día como tope.",
    "A hospital amount.": "Una cantidad de hospital.",
    "It is the best powder.": "Es el mejor de los polvos.",
    "How much is too much?": "¿Cuánto es demasiado?",
    "position: 14 grams a day.": "position: 14 gramos al día.",
    "position: More.": "position: Más.",
    "Ask before you take any amount.": "Pregunte antes de tomar nada.",
    "Asking is safe.": "Preguntar no hace daño.",
    "The sources do not agree about the limit.": "Las fuentes no están de acuerdo sobre el tope.",
}
"""English texts, some with the key or mark beside them, and their Spanish."""

_GLOSSARY = """\
terms:
  - term: cirrosis
    plain: cicatrices en el hígado
names:
  - name: glutamina
  - name: confusión
"""


def translated(text: str) -> str:
    """Return an English file in Spanish: the longest texts are looked for first."""
    for english in sorted(WORDS, key=len, reverse=True):
        text = text.replace(english, WORDS[english])
    return text


@cache
def spanish() -> Mapping[str, str]:
    """Return the Spanish files beside the English ones, stamped and offered."""
    files = {name.replace("/en/", "/es/"): translated(text) for name, text in FILES.items() if "/en/" in name}
    files |= {name.replace("lessons/", "lessons/es/"): translated(FILES[name]) for name in (CLAIMS, CONFLICTS, SOURCES)}
    return {**files, GLOSSARY.replace("/en/", "/es/"): _GLOSSARY, STAMPS: _stamps()}


def _stamps() -> str:
    with TemporaryDirectory() as folder:
        course = load(write_course(Path(folder))).drafts[0].course
        parts = {part.key: stamp_of(part, "en") for part in parts_of(course, "es")}
        file = Path(folder, "stamps.yaml")
        stamped(file, parts, parts)
        return file.read_text(encoding="utf-8").replace("offered: false", "offered: true")


def write_bilingual(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the course in both languages below a folder, with some files replaced or (None) left out."""
    return write_course(root, {**spanish(), **(changes or {})})
