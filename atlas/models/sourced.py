"""Where a row of the atlas came from, so that loading a pack again finds it."""

from django.db import models


class Sourced(models.Model):
    """A row named by its pack, its layer in that pack and its key in that layer's file."""

    pack = models.SlugField(max_length=60)
    source = models.SlugField(max_length=60, allow_unicode=True, help_text="Layer name in the pack")
    external_id = models.CharField(max_length=200, help_text="The file's own id, or a content key")

    class Meta:
        abstract = True
