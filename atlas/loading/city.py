"""The city itself and its agencies."""

from __future__ import annotations

from shapely.geometry import Point

from agencies.models import Agency, City
from atlas.loading.records import upsert
from atlas.packs.faults import PackError
from atlas.packs.report import Report
from atlas.packs.spec import Pack


def load_city(pack: Pack, report: Report, *, replace: bool) -> None:
    """Write the city's row; another city's installation is only taken over when told to."""
    before = City.objects.filter(pk=1).first()
    if before and before.slug != pack.city.slug and not replace:
        raise PackError(
            f"this installation is {before.name_en} ({before.slug}), the pack is "
            f"{pack.city.name_en} ({pack.city.slug}); --replace puts the pack in its place"
        )
    city = pack.city
    values = {
        "slug": city.slug,
        "name_ko": city.name_ko,
        "name_en": city.name_en,
        "timezone": city.timezone,
        "centre": Point(*city.centre),
        "zoom": float(city.zoom),
        "bbox": list(city.bbox),
        "fictional": city.fictional,
        "attribution": city.attribution,
    }
    counts = report.layer("city", "city")
    counts.read = counts.usable = 1
    upsert(City.objects, {"pk": 1}, values, counts)


def load_agencies(pack: Pack, report: Report, *, replace: bool) -> dict[str, Agency]:
    """Write the pack's agencies; others stay, or are switched off when a city is replaced."""
    counts = report.layer("agencies", "agency")
    counts.read = counts.usable = len(pack.agencies)
    for spec in pack.agencies:
        values = {
            "kind": spec.kind,
            "name_ko": spec.name_ko,
            "name_en": spec.name_en,
            "short_ko": spec.short_ko,
            "short_en": spec.short_en,
            "colour": spec.colour,
            "informed_from": int(spec.informed_from[1:]) if spec.informed_from else None,
        }
        upsert(Agency.objects, {"slug": spec.slug}, values, counts)
    if replace:
        known = [spec.slug for spec in pack.agencies]
        others = Agency.objects.filter(is_hidden=False).exclude(slug__in=known)
        counts.removed = others.filter(is_active=True).update(is_active=False)
    return {agency.slug: agency for agency in Agency.objects.all()}
