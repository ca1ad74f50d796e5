"""The statements of queueing: each takes any number of rows."""

from __future__ import annotations

QUEUE = """
WITH asked AS (
    SELECT * FROM jsonb_to_recordset(%(messages)s::jsonb) AS r(dedupe_key text, user_id int,
        webhook_id bigint, agency_id bigint, incident_id bigint, cause text, generation int,
        urgent boolean, exercise boolean, asks boolean, kind text, facts jsonb, code text)
), made AS (
    INSERT INTO notify_message (dedupe_key, user_id, webhook_id, agency_id, incident_id, cause,
        generation, urgent, exercise, asks, kind, facts, code, state, queued_at, answered_by,
        answered_how)
    SELECT dedupe_key, user_id, webhook_id, agency_id, incident_id, cause, generation, urgent,
        exercise, asks, kind, facts, code, 'queued', %(at)s, '', ''
    FROM asked ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING *
), ways AS (
    SELECT * FROM jsonb_to_recordset(%(ways)s::jsonb) AS r(dedupe_key text, method_id bigint,
        channel text, "order" int, state text, lane int, deadline timestamptz, provider_id bigint,
        is_drill boolean, fault text)
), sent AS (
    INSERT INTO notify_delivery (message_id, method_id, channel, "order", key, state, lane,
        attempts, next_at, deadline, provider_id, provider_reference, fault, exercise, is_drill)
    SELECT made.id, method_id, channel, "order", gen_random_uuid(), ways.state, lane, 0, %(at)s,
        deadline, provider_id, '', ways.fault, made.exercise, is_drill
    FROM ways JOIN made USING (dedupe_key)
)
SELECT made.*, ARRAY(
    SELECT agency_id FROM incidents_agencytrack t WHERE t.incident_id = made.incident_id
) AS involved
FROM made ORDER BY id
"""

# A session that first saw these tables small keeps a plan that checks foreign keys by reading all
# of them, which is hopeless once thousands of rows come at a time: it is to plan anew.
FORGET_PLANS = "DISCARD PLANS"
MANY = 100

# Statistics may call a table empty while thousands of rows come in. So nothing that takes thousands
# is a join with the table: rows are found by constant arrays, and what was locked is named anew.
# They are locked in the order of their ids, as by senders, so that nobody waits in a ring.
LOCK_MESSAGES = """
SELECT m.id FROM notify_message m
WHERE m.state = 'queued' AND m.cause = ANY (%(causes)s)
    AND m.generation <= (%(generations)s::jsonb ->> m.cause)::int
ORDER BY m.id FOR NO KEY UPDATE
"""
CANCEL_MESSAGES = "UPDATE notify_message SET state = 'cancelled' WHERE id = ANY (%(messages)s)"
LOCK_DELIVERIES = """
SELECT d.id FROM notify_delivery d
WHERE d.message_id = ANY (%(messages)s) AND (d.state = 'pending' OR d.deadline IS NOT NULL)
ORDER BY d.id FOR NO KEY UPDATE
"""
SETTLE_DELIVERIES = """
WITH taken AS (
    UPDATE notify_delivery SET deadline = NULL,
        state = CASE WHEN state = 'pending' THEN 'cancelled' ELSE state END,
        settled_at = CASE WHEN state = 'pending' THEN %(at)s ELSE settled_at END
    WHERE id = ANY (%(deliveries)s)
    RETURNING state
)
SELECT count(*) FROM taken WHERE state = 'cancelled'
"""
