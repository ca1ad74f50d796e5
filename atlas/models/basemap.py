"""A ready-made base map that a pack brings along."""

from django.db import models


class BaseMap(models.Model):
    """A vector tile file (MBTiles, OpenMapTiles schema) on this machine."""

    pack = models.SlugField(max_length=60)
    source = models.SlugField(max_length=60, allow_unicode=True)
    path = models.CharField(max_length=1000)
    attribution = models.CharField(max_length=500, blank=True)
    min_zoom = models.SmallIntegerField(default=0)
    max_zoom = models.SmallIntegerField(default=14)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "source"], name="a_base_map_is_loaded_once")
        ]

    def __str__(self) -> str:
        return self.path
