"""What the program says about itself."""

from collections.abc import Mapping

ABOUT: Mapping[str, str] = {
    "about-title": "About this program",
    "about-what": "This program tells you what some web pages say about glutamine. Then it checks that we explained "
    "the warnings well.",
    "about-reviewers": "Checked by:",
    "about-sources": "What it tells you comes from these web pages:",
    "about-version": "Version {version}, course {course}. Free software under the MIT license.",
    "welcome-about-program": "About this program",
    "help-about": "tells what this program is and who has checked it.",
    "plain-help-about": "The letter a to hear what this program is and who has checked it.",
}
"""Part of `en.WORDS`."""
