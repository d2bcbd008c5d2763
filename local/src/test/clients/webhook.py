"""Verifies a delivery as its receiver does, and says what became of each variant of it."""

import json
import sys
from datetime import datetime, timedelta, timezone

from standardwebhooks import Webhook, WebhookVerificationError


def outcome(secret, body, headers):
    try:
        Webhook(secret).verify(body, headers)
        return "verified"
    except WebhookVerificationError as error:
        return f"refused: {error}"


given = json.load(open(sys.argv[1], encoding="utf-8"))
body, headers = given["body"], given["headers"]
secret = given["secrets"][0]

for one in given["secrets"]:
    print("as sent:", outcome(one, body, headers))
print("tampered:", outcome(secret, body.replace("{", "{ ", 1), headers))
print("other id:", outcome(secret, body, headers | {"webhook-id": "msg_other"}))
later = datetime.now(tz=timezone.utc) + timedelta(minutes=1)
moved = headers | {"webhook-timestamp": str(int(later.timestamp()))}
print("other time:", outcome(secret, body, moved))

# Correctly signed, but ten minutes ago.
past = datetime.now(tz=timezone.utc) - timedelta(minutes=10)
old = headers | {
    "webhook-timestamp": str(int(past.timestamp())),
    "webhook-signature": Webhook(secret).sign(headers["webhook-id"], past, body),
}
print("old:", outcome(secret, body, old))
