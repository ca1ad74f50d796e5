"""The head row, and the trigger that lets the log only grow."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION core_logentry_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the city log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER core_logentry_rows_stay BEFORE UPDATE OR DELETE ON core_logentry
    FOR EACH ROW EXECUTE FUNCTION core_logentry_only_grows();
CREATE TRIGGER core_logentry_table_stays BEFORE TRUNCATE ON core_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION core_logentry_only_grows();
INSERT INTO core_loghead (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
"""
ALLOW = """
DROP TRIGGER core_logentry_rows_stay ON core_logentry;
DROP TRIGGER core_logentry_table_stays ON core_logentry;
DROP FUNCTION core_logentry_only_grows();
DELETE FROM core_loghead;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
