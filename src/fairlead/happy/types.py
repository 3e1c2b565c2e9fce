"""Models, where happy-engineering-sdk keeps them; the same as in `fairlead.happy`."""

from fairlead.happy.models import Machine, Message, Session, SessionUpdate, UpdateKind

__all__ = ["Machine", "Message", "Session", "SessionUpdate", "UpdateKind"]
