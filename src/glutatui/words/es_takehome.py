"""What a patient takes home, and the check after some days, in Spanish."""

from collections.abc import Mapping

TAKE_HOME: Mapping[str, str] = {
    # The page
    "take-home-title": "Glutamina: para guardar",
    "take-home-talk": "Para hablar con su equipo de salud",
    "take-home-code": "Su código: {code}",
    "take-home-back": "Vuelva con este código a los 3, 14 y 30 días. Unas preguntas cortas muestran qué recuerda.",
    "hint-take-home": "para llevar",
    "hint-print": "imprimir",
    "hint-phone": "al teléfono",
    "take-home-printed": "Ya va a la impresora. Llévese la hoja.",
    "error-print-failed": "No se pudo imprimir la hoja. Pida ayuda al personal, o cópiela de esta pantalla.",
    "error-print-soon": "La hoja ya va en camino. Espere medio minuto y podrá imprimirla otra vez.",
    "error-print-slow": "La impresora no responde. Pida ayuda al personal, o copie la hoja de esta pantalla.",
    # The note for a phone
    "phone-title": "Para su teléfono",
    "phone-how": "Apunte la cámara de su teléfono al cuadro. El texto va solo a su teléfono. "
    "No se envía a ningún otro lugar.",
    "phone-says": "Dice:",
    "phone-small": "Esta pantalla es muy pequeña para el cuadro. Pulse Esc para volver, y copie la hoja.",
    "phone-talk": "Glutamina. Hable de estos avisos con su equipo de salud antes de tomarla.",
    "phone-talk-one": "Glutamina: pregunte a su equipo de salud por 1 aviso.",
    "phone-talk-many": "Glutamina: pregunte a su equipo de salud por {number} avisos.",
    "phone-talk-none": "Glutamina: pregunte a su equipo de salud.",
    "phone-not": "No es un permiso. Sin revisión médica. {code}",
    # The check after some days
    "return-welcome-title": "Qué bueno que volvió",
    "return-about": "Hay unas preguntas cortas para usted. Muestran qué avisos recuerda. Toma pocos minutos.",
    "return-begin": "Empezar las preguntas",
    "return-look": "Ver mi hoja",
    "return-title": "Preguntas cortas",
    "return-intro": "Son unas pocas preguntas sobre lo más difícil.",
    "return-intro-how": 'Tómese su tiempo. "No lo sé" es una buena respuesta.',
    "return-number": "pregunta {number} de {of}",
    "return-known": "Lo recuerda:",
    "return-not-known": "Hable otra vez de esto con su equipo de salud:",
    # The line face
    "plain-place-return": "Preguntas cortas. Pregunta {number} de {of}.",
    "plain-prompt-return": "Escriba 1 para unas preguntas cortas sobre lo que recuerda. Pulse Enter para terminar.",
    "plain-prompt-end": "Pulse Enter para terminar. Escriba p para una hoja para llevar.",
    "plain-print": "Escriba p otra vez para imprimir esta hoja.",
    "plain-help-page": "La letra p, al final, para una hoja que puede llevar.",
}
"""Part of `es.WORDS`."""
