"""The statements of claiming. What is due is found by an index alone; tests read the plans."""

from __future__ import annotations

# Every provider that has something to do gets a bucket, full at first.
FILL = """
INSERT INTO notify_providerbucket (provider_id, tokens, filled_at, failures)
SELECT p.id, greatest(p.per_second, 1), %(at)s, 0 FROM notify_provider p
WHERE NOT EXISTS (SELECT 1 FROM notify_providerbucket b WHERE b.provider_id = p.id)
    AND EXISTS (SELECT 1 FROM notify_delivery d WHERE d.provider_id = p.id
        AND d.state IN ('pending', 'sending'))
ON CONFLICT DO NOTHING
"""
LOCK_BUCKETS = """
SELECT b.provider_id, least(greatest(p.per_second, 1), b.tokens
    + p.per_second * greatest(0, extract(epoch FROM %(at)s - b.filled_at)))::float8, b.failures
FROM notify_providerbucket b JOIN notify_provider p ON p.id = b.provider_id
WHERE EXISTS (SELECT 1 FROM notify_delivery d WHERE d.provider_id = b.provider_id
    AND d.state IN ('pending', 'sending') AND d.next_at <= %(at)s)
ORDER BY b.provider_id FOR UPDATE OF b SKIP LOCKED
"""
DUE = """
SELECT due.id
FROM unnest(%(providers)s::bigint[], %(rooms)s::int[]) AS r(provider_id, room)
CROSS JOIN LATERAL (
    SELECT d.id, d.lane, d.next_at FROM notify_delivery d
    WHERE d.provider_id = r.provider_id AND d.state IN ('pending', 'sending')
        AND d.next_at <= %(at)s
    ORDER BY d.lane, d.next_at LIMIT r.room
) due
ORDER BY due.lane, due.next_at LIMIT %(limit)s
"""
# Told by their ids in both places: a join is quick only where statistics know how large a table is.
CLAIM = """
WITH taken AS MATERIALIZED (
    SELECT d.id FROM notify_delivery d
    WHERE d.id = ANY (%(due)s) AND d.state IN ('pending', 'sending') AND d.next_at <= %(at)s
    ORDER BY d.id FOR NO KEY UPDATE OF d SKIP LOCKED
)
UPDATE notify_delivery d SET state = 'sending', attempts = attempts + 1,
    lease_until = %(lease_until)s, next_at = %(lease_until)s
FROM taken WHERE d.id = taken.id AND d.id = ANY (%(due)s)
RETURNING d.id, d.attempts, d.provider_id
"""
SPEND = """
UPDATE notify_providerbucket b SET tokens = left_over.tokens, filled_at = %(at)s
FROM unnest(%(providers)s::bigint[], %(tokens)s::float8[]) AS left_over(provider_id, tokens)
WHERE b.provider_id = left_over.provider_id
"""
