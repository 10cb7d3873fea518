"""The Textual face of the tutor: what a patient sees and touches.

``running.run`` is its only door: it draws a ``face.Face`` on a terminal until the visit is over.
Importing this package does not import Textual, so that the environment can be scrubbed first.
"""
