"""What each loading of a city pack did."""

from django.db import models


class PackLoad(models.Model):
    """One finished `load_city`: when, what changed, what was refused and where to read it."""

    pack = models.SlugField(max_length=60)
    at = models.DateTimeField()
    seconds = models.FloatField()
    summary = models.JSONField(default=dict, help_text="Per layer: read, added, changed, …")
    report = models.CharField(max_length=1000, blank=True, help_text="File with every fault")

    class Meta:
        get_latest_by = ["at", "id"]
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.pack} at {self.at:%Y-%m-%d %H:%M}"
