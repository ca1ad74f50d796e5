import django.contrib.gis.db.models.fields
import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="PackLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.SlugField(max_length=60)),
                ("at", models.DateTimeField()),
                ("seconds", models.FloatField()),
                (
                    "summary",
                    models.JSONField(default=dict, help_text="Per layer: read, added, changed, …"),
                ),
                (
                    "report",
                    models.CharField(
                        blank=True, help_text="File with every fault", max_length=1000
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "get_latest_by": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="BaseMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.SlugField(max_length=60)),
                ("source", models.SlugField(allow_unicode=True, max_length=60)),
                ("path", models.CharField(max_length=1000)),
                ("attribution", models.CharField(blank=True, max_length=500)),
                ("min_zoom", models.SmallIntegerField(default=0)),
                ("max_zoom", models.SmallIntegerField(default=14)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pack", "source"), name="a_base_map_is_loaded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MapFeature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.SlugField(max_length=60)),
                (
                    "source",
                    models.SlugField(
                        allow_unicode=True, help_text="Layer name in the pack", max_length=60
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        help_text="The file's own id, or a content key", max_length=200
                    ),
                ),
                ("layer", models.SlugField(max_length=40)),
                ("cls", models.CharField(blank=True, max_length=60)),
                ("subclass", models.CharField(blank=True, max_length=60)),
                ("name_ko", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("ref", models.CharField(blank=True, max_length=60)),
                ("oneway", models.SmallIntegerField(default=0)),
                (
                    "brunnel",
                    models.CharField(blank=True, help_text="bridge, tunnel or ford", max_length=20),
                ),
                ("rank", models.SmallIntegerField(default=0)),
                ("min_zoom", models.SmallIntegerField(default=0)),
                ("attributes", models.JSONField(blank=True, default=dict)),
                ("geometry", django.contrib.gis.db.models.fields.GeometryField(srid=4326)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["layer", "min_zoom"], name="feature_layer"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name_ko"), "gin_trgm_ops"
                        ),
                        name="feature_name_ko",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name_en"), "gin_trgm_ops"
                        ),
                        name="feature_name_en",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pack", "source", "external_id"), name="a_feature_is_loaded_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("oneway__in", (-1, 0, 1))),
                        name="a_oneway_is_along_against_or_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.SlugField(max_length=60)),
                (
                    "source",
                    models.SlugField(
                        allow_unicode=True, help_text="Layer name in the pack", max_length=60
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        help_text="The file's own id, or a content key", max_length=200
                    ),
                ),
                ("kind", models.SlugField(max_length=40)),
                ("name_ko", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                (
                    "point",
                    django.contrib.gis.db.models.fields.PointField(geography=True, srid=4326),
                ),
                ("attributes", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind"], name="place_kind"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name_ko"), "gin_trgm_ops"
                        ),
                        name="place_name_ko",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("name_en"), "gin_trgm_ops"
                        ),
                        name="place_name_en",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("address"), "gin_trgm_ops"
                        ),
                        name="place_address",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pack", "source", "external_id"), name="a_place_is_loaded_once"
                    )
                ],
            },
        ),
        # Tiles and viewports ask by point::geometry; Django cannot write a bare cast in an index.
        migrations.RunSQL(
            "CREATE INDEX place_point_flat ON atlas_place USING gist ((point::geometry))",
            "DROP INDEX place_point_flat",
        ),
    ]
