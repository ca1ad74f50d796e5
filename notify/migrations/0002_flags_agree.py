"""A delivery's flags are those of its message and its provider: the database holds them to it."""

from django.db import migrations

HOLD = """
ALTER TABLE notify_delivery ADD CONSTRAINT delivery_and_message_agree_on_exercise
    FOREIGN KEY (message_id, exercise) REFERENCES notify_message (id, exercise)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE notify_delivery ADD CONSTRAINT delivery_and_provider_agree_on_drill
    FOREIGN KEY (provider_id, is_drill) REFERENCES notify_provider (id, is_drill)
    DEFERRABLE INITIALLY DEFERRED;
"""
LET_GO = """
ALTER TABLE notify_delivery DROP CONSTRAINT delivery_and_message_agree_on_exercise;
ALTER TABLE notify_delivery DROP CONSTRAINT delivery_and_provider_agree_on_drill;
"""


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]
    operations = [migrations.RunSQL(HOLD, LET_GO)]
