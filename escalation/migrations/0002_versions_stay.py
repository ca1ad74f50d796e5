"""A published version is never changed or deleted; and the one row of settings."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION escalation_ruleversion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published rule never changes' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER escalation_ruleversion_stays BEFORE UPDATE OR DELETE ON escalation_ruleversion
    FOR EACH ROW EXECUTE FUNCTION escalation_ruleversion_stays();
INSERT INTO escalation_enginesettings (id, last_resort, dead_man_url, canary_minutes, version)
VALUES (1, '[]', '', 5, 1);
"""
ALLOW = """
DROP TRIGGER escalation_ruleversion_stays ON escalation_ruleversion;
DROP FUNCTION escalation_ruleversion_stays();
DELETE FROM escalation_enginesettings;
"""


class Migration(migrations.Migration):
    dependencies = [("escalation", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
