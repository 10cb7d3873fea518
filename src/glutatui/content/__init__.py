"""Files to a course: strict readers, the rules that a course is held to, and the compiled course.

What a running tutor needs is light to import; the parsers are imported only where files are read.
"""

from glutatui.content.checking import (
    CourseWrongError,
    Report,
    as_github,
    as_json,
    as_list,
    as_text,
    check,
    check_language,
    course_and_report,
    course_for,
    only,
    requiring_review,
)
from glutatui.content.export import canonical, course_from_json, course_hash, course_json, export_course, hash_of
from glutatui.content.problems import Problem
from glutatui.content.where import root_for

__all__ = [
    "CourseWrongError",
    "Problem",
    "Report",
    "as_github",
    "as_json",
    "as_list",
    "as_text",
    "canonical",
    "check",
    "check_language",
    "course_and_report",
    "course_for",
    "course_from_json",
    "course_hash",
    "course_json",
    "export_course",
    "hash_of",
    "only",
    "requiring_review",
    "root_for",
]
