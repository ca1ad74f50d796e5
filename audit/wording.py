"""An entry as a sentence without its subject's doer: who did it stands beside it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# {about} is the incident's number, the unit's call sign, a person's name.
SENTENCES: dict[str, str | Promise] = {
    "caller.read": _("looked at who called about {about}"),
    "search.made": _("searched for a person"),
    "export.made": _("took data out as a file"),
    "log.viewed": _("read the audit log"),
    "log.entry_viewed": _("opened an entry of the audit log"),
    "log.checked": _("had the log checked for changes"),
    "record.changed": _("changed {about} in the admin site"),
    "agreement.proposed": _("proposed a sharing agreement"),
    "agreement.signed": _("signed a sharing agreement"),
    "agreement.began": _("a sharing agreement came into force"),
    "agreement.ended": _("ended a sharing agreement"),
    "assignment.checked": _("confirmed that a crew at {about} is well"),
    "assignment.cleared": _("cleared a unit from {about}"),
    "assignment.made": _("sent a unit to {about}"),
    "assignment.moved": _("changed a unit's status at {about}"),
    "assignment.overdue": _("a crew at {about} did not answer its safety check"),
    "assignment.timed": _("recorded a unit's time at {about}"),
    "assignment.undone": _("took back a unit's step at {about}"),
    "assignments.shared": _("showed the units at {about} to a newcomer"),
    "command_word.changed": _("changed a command word"),
    "contact.changed": _("changed how {about} is reached"),
    "escalation.blocked": _("an escalation of {about} could not go on"),
    "escalation.ended": _("an escalation of {about} ended"),
    "escalation.planned": _("an escalation of {about} was planned"),
    "escalation.stepped": _("a step of an escalation of {about} was taken"),
    "incident.absorbed": _("took a duplicate into {about}"),
    "incident.alarm_raised": _("raised the alarm level of {about}"),
    "incident.closed": _("closed {about}"),
    "incident.filed": _("filed {about}"),
    "incident.held": _("put {about} on hold"),
    "incident.merged": _("merged {about} into another incident"),
    "incident.placed": _("moved {about} to another place"),
    "incident.reclassified": _("changed the severity of {about}"),
    "incident.released": _("took {about} off hold"),
    "incident.reopened": _("opened {about} again"),
    "incident.reprioritised": _("changed the priority of {about}"),
    "incident.retyped": _("changed the type of {about}"),
    "incident.shared": _("showed {about} to another agency"),
    "incident.unmerged": _("took a merge of {about} back"),
    "incident.yielded": _("let a duplicate go from {about}"),
    "link.added": _("linked {about} with another incident"),
    "link.ended": _("ended a link of {about}"),
    "mayday.acknowledged": _("acknowledged the mayday of {about}"),
    "mayday.ended": _("ended the mayday of {about}"),
    "mayday.raised": _("raised a mayday of {about}"),
    "message.answered": _("answered a message about {about}"),
    "message.moved": _("messages about {about} were sent or failed"),
    "message.queued": _("messages about {about} were written"),
    "note.added": _("wrote a note on {about}"),
    "notice.answered": _("answered a notice"),
    "notice.moved": _("notices to {about} were sent or failed"),
    "notice.queued": _("notices to {about} were written"),
    "plan.changed": _("changed a response plan"),
    "provider.changed": _("changed a message provider"),
    "records.imported": _("imported records"),
    "report.amended": _("amended a report of {about}"),
    "report.attached": _("attached a report to {about}"),
    "roster.changed": _("changed a roster"),
    "roster.holiday_changed": _("changed a holiday"),
    "rule.changed": _("changed an escalation rule"),
    "time.recorded": _("recorded a time of {about}"),
    "track.acknowledged": _("acknowledged {about} for the agency"),
    "track.added": _("brought an agency into {about}"),
    "track.declined": _("declined {about} for the agency"),
    "track.finished": _("finished the agency's part in {about}"),
    "track.overdue": _("nobody answered in time about {about}"),
    "track.reassigned": _("changed who leads {about}"),
    "track.started": _("began work on {about} for the agency"),
    "unit.changed": _("changed the unit {about}"),
    "data.purged": _("removed data whose time was over"),
    "hold.changed": _("changed the legal hold of {about}"),
}


def sentence(kind: str, about: str) -> str:
    """What happened; for a kind without a sentence its own words."""
    words = SENTENCES.get(kind)
    if words is None:
        return f"{kind.replace('.', ' ').replace('_', ' ')} {about}".strip()
    return str(words).format(about=about)
