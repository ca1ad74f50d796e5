"""Tables of the outbox: how people are reached, by whom, with what, and how far it got."""

from notify.models.callback import RawCallback
from notify.models.contact import ContactMethod, VerificationCode
from notify.models.delivery import Delivery
from notify.models.link import AnswerLink
from notify.models.message import Message
from notify.models.provider import Provider, ProviderBucket

__all__ = [
    "AnswerLink",
    "ContactMethod",
    "Delivery",
    "Message",
    "Provider",
    "ProviderBucket",
    "RawCallback",
    "VerificationCode",
]
