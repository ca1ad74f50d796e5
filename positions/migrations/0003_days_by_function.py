"""Days of the history are laid out by the owner's own hand, also when the application asks."""

from django.db import migrations

# The application may not lay out tables; it may ask for a day, and for one to be dropped.
# Attaching lets others read and write meanwhile, which CREATE … PARTITION OF does not.
FUNCTIONS = """
CREATE FUNCTION positions_open_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    name text := 'positions_fix_' || to_char(day, 'YYYYMMDD');
BEGIN
    EXECUTE format('CREATE TABLE public.%I (LIKE public.positions_fix INCLUDING ALL)', name);
    EXECUTE format(
        'ALTER TABLE public.positions_fix ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        name, to_char(day, 'YYYY-MM-DD"T00:00:00Z"'), to_char(day + 1, 'YYYY-MM-DD"T00:00:00Z"')
    );
END $$;
CREATE FUNCTION positions_drop_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    name text := 'positions_fix_' || to_char(day, 'YYYYMMDD');
BEGIN
    EXECUTE format('ALTER TABLE public.positions_fix DETACH PARTITION public.%I', name);
    EXECUTE format('DROP TABLE public.%I', name);
END $$;
REVOKE ALL ON FUNCTION positions_open_day(date), positions_drop_day(date) FROM PUBLIC;
"""
AS_BEFORE = "DROP FUNCTION positions_open_day(date), positions_drop_day(date)"


class Migration(migrations.Migration):
    dependencies = [("positions", "0002_history")]
    operations = [migrations.RunSQL(FUNCTIONS, AS_BEFORE)]
