"""What patients read in Spanish at a kiosk, over SSH, and where something fails."""

from collections.abc import Mapping

SERVICE: Mapping[str, str] = {
    # Warnings that lie over a patient's screen
    "kiosk-idle-title": "¿Sigue ahí?",
    "kiosk-idle-one": "Esta pantalla se borra en un segundo.",
    "kiosk-idle-many": "Esta pantalla se borra en {number} segundos.",
    "kiosk-end-title": "Ya casi termina",
    "kiosk-hard-one": "El tiempo de esta visita casi termina. Esta pantalla se borra en un segundo.",
    "kiosk-hard-many": "El tiempo de esta visita casi termina. Esta pantalla se borra en {number} segundos.",
    "kiosk-drain-one": "Este servicio cierra en un segundo.",
    "kiosk-drain-many": "Este servicio cierra en {number} segundos.",
    "kiosk-code": "Sus respuestas están guardadas. Su código es {code}. Anótelo para seguir después.",
    "kiosk-any-key": "Pulse cualquier tecla para seguir.",
    "kiosk-any-key-key": "Una tecla",
    # The question for the staff
    "staff-title": "Para el personal",
    "staff-ask": "Escriba el PIN del personal y pulse Enter. Esc vuelve atrás.",
    "staff-wrong": "Ese no es el PIN.",
    # The attach client
    "attach-usage": "Uso: glutatui attach [--socket FILE] [learn|quiz|plain|staff]",
    "attach-no-terminal": "Esto necesita una terminal. Con ssh, no indique ningún comando.",
    "attach-no-command": "Aquí no se puede usar otro programa. Con ssh, no indique ningún comando.",
    "attach-no-host": "Las lecciones no se pueden mostrar ahora. Avise al personal.",
    "attach-slow": "La línea es muy lenta. Inténtelo otra vez.",
    "attach-stranger": "Este usuario no puede abrir las lecciones. Avise al personal.",
    "attach-host-gone": "Las lecciones se detuvieron. Sus respuestas están guardadas. Avise al personal.",
    # The session host
    "serve-full": "Todos los lugares están ocupados. Inténtelo en unos minutos, o pida ayuda al personal.",
    "serve-source-full": "Hay demasiadas pantallas abiertas desde aquí. Cierre una, o pida ayuda al personal.",
    "serve-too-fast": "Muchas personas están empezando ahora. Inténtelo en un momento.",
    "serve-draining": "Este servicio se detiene un rato. Sus respuestas están guardadas. "
    "Empiece otra vez más tarde con su código.",
    "serve-sorry": "Lo sentimos, esta pantalla se detuvo. Sus respuestas están guardadas. "
    "Empiece otra vez más tarde con su código, o pida ayuda al personal.",
    "serve-again": "Lo sentimos, la pantalla tuvo que empezar otra vez. Sus respuestas están guardadas. "
    "Siga con su código, o pida ayuda al personal.",
    "serve-no-terminal": "Esto necesita una terminal. Conéctese sin comando después del nombre, o con: ssh -t",
    # Records that fail, each with what to do
    "error-journal-unreadable": "{path} no sirve para guardar las respuestas. "
    "Vea si es un archivo de este programa en un disco local, o indique otro con --records.",
    "error-journal-locked": "Otro programa usa las respuestas en {path}. Espere a que termine e inténtelo otra vez.",
    "error-journal-full": "El disco no tiene lugar para las respuestas en {path}. Haga lugar e inténtelo otra vez.",
    "error-journal-read-only": "No se puede escribir en {path}. Permita escribir en el archivo y en su carpeta.",
    "error-journal-newer": "Las respuestas en {path} son de una versión más nueva de este programa. "
    "Instale esa versión.",
    "error-journal-corrupt": "Las respuestas en {path} están dañadas. Deje el archivo como está y recupere la última "
    "copia.",
    "error-journal-no-folder": "Falta la carpeta de {path}. Créela, o indique otro lugar con --records.",
    "error-journal-missing": "No hay respuestas en {path}. Indique el archivo con --records.",
    "error-visit-unknown": "Aquí no se conoce ese código. Mírelo otra vez, o empiece de nuevo.",
    "error-database-no-answer": "Ahora no podemos buscar visitas de otros lugares. "
    "Siga donde empezó, intente más tarde, o empiece de nuevo.",
    "error-visit-elsewhere": "Esta visita está abierta en otra pantalla. Siga allí, o empiece aquí con el código.",
    "error-visit-out-of-step": "Esta visita no puede seguir desde aquí. Empiece con el código, o pida ayuda al "
    "personal.",
    "error-visit-gap": "A la visita {visit} le falta el paso {seq}. Recupere la última copia de las respuestas.",
    "error-event-unreadable": "El paso {seq} de la visita {visit} no se puede leer. "
    "Recupere la última copia de las respuestas.",
    "error-course-unreadable": "El curso de la visita {visit} no se puede leer. Instale la versión que lo escribió.",
    "error-code-taken": "No se encontró un código libre. Inténtelo otra vez.",
    "error-code-tried-too-often": "Hubo demasiados códigos equivocados. Espere {minutes} minutos, o pida ayuda al "
    "personal.",
}
"""Part of `es.WORDS`."""
