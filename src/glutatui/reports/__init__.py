"""Records and reports: folds over the events of visits, for staff and for other systems. No file, clock or database.

* ``sittings``  rows of a journal to visits; ``standing`` what came of each warning
* ``record``    what is told of one visit; ``card`` the staff card
* ``tally``     many visits added up; ``figures`` the statistics; ``items`` those of each item
* ``survey``    the report; ``tables`` its words, ``charts``, ``text`` and ``page`` its forms
* ``exports``   CSV, JSON lines, FHIR R4, xAPI; ``gift`` and ``gift_reading`` the item bank
"""
