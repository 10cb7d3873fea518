"""Words of a kiosk: warnings, and what staff read."""

from collections.abc import Mapping

KIOSK: Mapping[str, str] = {
    # Warnings that lie over a patient's screen
    "kiosk-idle-title": "Are you still there?",
    "kiosk-idle-one": "This screen clears in one second.",
    "kiosk-idle-many": "This screen clears in {number} seconds.",
    "kiosk-end-title": "Nearly over",
    "kiosk-hard-one": "The time for this visit is nearly over. This screen clears in one second.",
    "kiosk-hard-many": "The time for this visit is nearly over. This screen clears in {number} seconds.",
    "kiosk-drain-one": "This service closes in one second.",
    "kiosk-drain-many": "This service closes in {number} seconds.",
    "kiosk-code": "Your answers are kept. Your code is {code}. Write it down to go on later.",
    "kiosk-any-key": "Press any key to go on.",
    "kiosk-any-key-key": "Any key",
    # The question for the staff
    "staff-title": "For the staff",
    "staff-ask": "Type the staff PIN, then press Enter. Esc goes back.",
    "staff-wrong": "That is not the PIN.",
    "key-escape": "Esc",
    # The command line
    "usage-idle": "on a kiosk: seconds without a key until the screen is cleared; 0 for never ({default})",
    "usage-hard": "on a kiosk: seconds that a visit may take at most; 0 for any time ({default})",
    "usage-staff-pin": "make the hash of a PIN with which staff leave a kiosk",
    "pin-ask": "PIN for the staff, {least} to {most} digits: ",
    "pin-again": "The same PIN again: ",
    "pin-no-hash": "what it is: glutatui staff-pin makes it",
    "pin-made": 'Write it into {path} as staff_pin_hash = "...", or set GLUTATUI_STAFF_PIN_HASH. '
    "On a kiosk, Ctrl+X then asks for the PIN.",
    "error-pin-differs": "The two PINs differ. Start again.",
    "error-pin-needs-terminal": "A PIN is typed at a terminal. Start this command on one.",
    "error-pin-wrong": "A PIN has {least} to {most} digits, and nothing else. Start again.",
}
"""Part of `en.WORDS`."""
