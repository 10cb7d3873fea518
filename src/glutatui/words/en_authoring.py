"""Words for authors: scaffolds, the preview, and what editors know of the files."""

from collections.abc import Mapping

AUTHORING: Mapping[str, str] = {
    # The command line
    "usage-new": "begin a new file of a course, to be filled in",
    "usage-lesson": "a lesson with its quick checks",
    "usage-warning": "a warning with its pairs of questions",
    "usage-name-sign": "NAME",
    "usage-name": "its name: small letters, digits and hyphens",
    "new-made": "Fill in every fill-in of these files. Then run glutatui check.",
    "error-new-name": "{name} cannot be a name here. Use small letters, digits and hyphens, {most} signs at most.",
    "error-new-taken": "{path} is there already. Choose another name than {name}, or edit that file.",
    "error-new-no-course": "There is no course in {path}. Name the folder that holds lessons and quizzes.",
    "error-new-installed": "The course of an installed program is not edited. Name a folder with a course of your own.",
    "error-new-unwritten": "{path} cannot be written. Allow writing to its folder, or free some room.",
    "usage-preview": "show a lesson, a reading or questions as patients see them, anew whenever a file is saved",
    "usage-preview-file": "the Markdown or YAML file",
    "usage-preview-plain": "print it once, as lines of text",
    "error-preview-missing": "There is no file {path}. Name a lesson, a reading, quick checks or a warning.",
    "error-preview-unknown": "{path} is no lesson, reading, quick checks or warning within a course. Name one that is.",
    # The preview
    "preview-keys": "{number} of {of}. Left and right turn, up and down scroll, s shows sources, d changes colours, "
    "q ends the preview.",
    "preview-nothing": "This file cannot be shown yet. Mend what is named here.",
    "preview-problems-one": "1 problem",
    "preview-problems-many": "{number} problems",
    "preview-more": "More: see glutatui check.",
    "preview-sorry": "Sorry, the preview stopped. Your files are as you saved them.",
    # What check says
    "problem-unfilled": "Fill this in, and leave no fill-in: {what}.",
    "problem-modeline": "The first line of this file should be {line} so that an editor knows it. Add it.",
}
"""Part of `en.WORDS`."""
