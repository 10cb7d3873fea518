"""What stands beside the visit in Spanish: the library, the program itself."""

from collections.abc import Mapping

BESIDE: Mapping[str, str] = {
    # Evidence figures
    "evidence-row": "{use}: {grade}.",
    "grade-possibly-effective": "posiblemente eficaz",
    "grade-possibly-ineffective": "posiblemente ineficaz",
    "grade-not-enough-known": "no se sabe lo suficiente",
    # Uses by how much is known
    "library-grades": "Ver los usos por lo que se sabe",
    "hint-grades": "por nota",
    "grades-title": "¿Ayuda?",
    "grades-ask": "La nota es lo que dicen las fuentes. No es un consejo. Pregunte antes de tomarla.",
    "grades-all": "todos los usos",
    "grades-none": "Ningún uso tiene esta nota.",
    "grades-uses-one": "1 uso",
    "grades-uses-many": "{number} usos",
    # Disagreements
    "disagree": "Las fuentes no están de acuerdo.",
    "side-staff": "Da una cantidad que es solo para equipos de salud. Pregunte al suyo.",
    # The library
    "welcome-library": "Buscar un tema",
    "library-title": "Buscar un tema",
    "library-search": "Buscar palabras",
    "library-for-staff": "Para su equipo de salud",
    "library-staff-only": "Este texto es para su equipo de salud. Pregúnteles por él.",
    "library-empty": "Todavía no hay más textos.",
    "search-title": "Buscar",
    "search-ask": "Escriba una palabra, como hígado. Luego elija una página.",
    "search-typed": "Buscar: {text}_",
    "search-none": "Ninguna página tiene estas palabras. Pruebe con otra.",
    "search-more": "Hay más páginas con estas palabras. Escriba más letras.",
    "search-place": "{reading}: {page}",
    "hint-library": "más temas",
    "hint-search": "buscar",
    "help-library-key": "l",
    "help-library": "abre más textos. Ahí / busca palabras.",
    # The program itself
    "about-title": "Sobre este programa",
    "about-what": "Este programa le cuenta qué dicen unas páginas web sobre la glutamina. Después comprueba si "
    "explicamos bien los avisos.",
    "about-reviewers": "Revisado por:",
    "about-sources": "Lo que cuenta viene de estas páginas web:",
    "about-version": "Versión {version}, curso {course}. Software libre con la licencia MIT.",
    "welcome-about-program": "Sobre este programa",
    "help-about": "dice qué es este programa y quién lo ha revisado.",
}
"""Part of `es.WORDS`."""
