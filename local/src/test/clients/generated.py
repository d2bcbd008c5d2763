"""Posts an event and creates a field with the client that openapi-python-client generates."""

import os

from parley_client import AuthenticatedClient
from parley_client.api.events import post_events
from parley_client.api.fields import create_field
from parley_client.models import (
    CloudEvent,
    EventData,
    EventDataConversation,
    EventResult,
    EventType,
    Field,
    FieldSent,
    FieldSentType,
)

name = os.environ["NAME"]
client = AuthenticatedClient(
    base_url=os.environ["PARLEY_URL"], token=os.environ["PARLEY_KEY"], raise_on_unexpected_status=True
)
event = CloudEvent(
    specversion="1.0",
    id=name,
    source="/generated",
    type_=EventType.CONVERSATION_CREATED,
    data=EventData(conversation=EventDataConversation(id=name)),
)
posted = post_events.sync(client=client, body=event)
assert isinstance(posted, EventResult), posted

field = create_field.sync(
    client=client,
    body=FieldSent(name=name, key=name, type_=FieldSentType.CHOICE, choices=["small", "large"]),
    idempotency_key=name,
)
assert isinstance(field, Field), field
print(posted.result.value, field.id)
