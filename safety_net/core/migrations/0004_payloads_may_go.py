"""One change of an entry is possible: its payload goes, as a manifest says, and all else stays."""

from django.db import migrations

ONLY_GROWS_OR_FORGETS = """
CREATE OR REPLACE FUNCTION core_logentry_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'payload' = to_jsonb(OLD) - 'payload' AND EXISTS (
            SELECT FROM core_purgedentry AS gone
            WHERE gone.seq = OLD.seq AND gone.hash = OLD.hash
                AND NEW.payload = jsonb_build_object('purged', gone.manifest_id)
        ) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the city log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
ONLY_GROWS = """
CREATE OR REPLACE FUNCTION core_logentry_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the city log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_log_for_auditors")]
    operations = [migrations.RunSQL(ONLY_GROWS_OR_FORGETS, ONLY_GROWS)]
