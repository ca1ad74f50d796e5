"""What may be wrong with a record, and what an import does about it."""

from __future__ import annotations

KEEP = "keep"  # stored as it stands, and reported
BLANK = "blank"  # the value is left out, the row is stored, and it is reported
REFUSE = "refuse"  # the row is not stored, and it is reported

# Without these a row is no record: they are always refused.
ALWAYS_REFUSED = {
    "not_csv": "the row can't be read",
    "wrong_width": "it has more or fewer cells than the header",
    "bad_characters": "bytes that are not of the encoding, or that a database can't hold",
    "no_number": "the incident has no number, or one of more than 20 letters",
    "no_received": "nothing says when the call came",
    "no_place": "no coordinates",
    "bad_place": "coordinates that are no numbers, or zero",
    "outside_box": "outside the city's bbox",
    "repeated_row": "the same unit alerted to the same incident at the same second once more",
    "unknown_agency": "an agency that the profile does not have",
    "no_meaning": "a type of incident or kind of unit that is not known here",
}

# The choices that a profile has for each of the others; the first is what happens unless it says.
CHOICES = {
    "bad_time": (BLANK, REFUSE),
    "odd_local_time": (KEEP, BLANK, REFUSE),
    "negative_interval": (KEEP, BLANK, REFUSE),
    "arrival_at_call": (KEEP, BLANK, REFUSE),
    "no_arrival": (KEEP, REFUSE),
    "no_alert": (KEEP, REFUSE),
    "no_clear": (KEEP, REFUSE),
    "no_unit": (KEEP, REFUSE),
    "repeated_unit": (KEEP, REFUSE),
    "unknown_word": (KEEP, REFUSE),
    "disagrees": (KEEP, REFUSE),
    "too_long": (KEEP, REFUSE),
    "other_agency": (KEEP, REFUSE),
}
DEFAULTS = {code: choices[0] for code, choices in CHOICES.items()}
