"""Capabilities and kinds of unit, as rows that an admin may change."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# code | Korean | English
CAPABILITIES = """
engine | 펌프차 | engine
ladder | 사다리차 | ladder
rescue | 구조대 | rescue
ambulance | 구급대 | ambulance
command | 현장지휘 | command
hazmat | 화학대응 | hazmat
tanker | 물탱크 | water tanker
decon | 제독 | decontamination
drone | 드론 | drone
forestry | 산불진화 | forestry
fireboat | 소방정 | fireboat
rescue_boat | 구조보트 | rescue boat
patrol | 순찰 | patrol
traffic | 교통통제 | traffic control
detective | 형사 | detective
riot | 경비기동 | public order
patrol_boat | 경비정 | patrol boat
medical_post | 현장응급의료소 | medical post
health_team | 보건대응 | health team
gas_crew | 가스차단 | gas cut-off
power_crew | 전기차단 | power cut-off
water_crew | 상수도복구 | water supply
telecom_crew | 통신복구 | telecom repair
road_crew | 도로정비 | road crew
closure | 도로·지하차도 통제 | road and underpass closure
pump | 배수펌프 | pump
relief | 이재민구호 | relief
"""

# code | Korean | English | service | capabilities | crew | least crew | turnout s | by water
KINDS = """
engine | 펌프차 | engine | fire | engine | 4 | 3 | 80 |
ladder | 사다리차 | ladder truck | fire | ladder | 3 | 2 | 80 |
rescue | 구조공작차 | rescue truck | fire | rescue | 5 | 4 | 80 |
ambulance | 구급차 | ambulance | fire | ambulance | 3 | 2 | 60 |
command | 지휘차 | command car | fire | command | 3 | 1 | 80 |
hazmat | 화학차 | hazmat unit | fire | hazmat,decon | 4 | 3 | 80 |
tanker | 물탱크차 | water tanker | fire | tanker | 2 | 1 | 80 |
fire_support | 지원차 | support unit | fire | drone | 2 | 1 | 80 |
forestry | 산불진화차 | wildland unit | fire | forestry | 4 | 3 | 80 |
fireboat | 소방정 | fireboat | fire | fireboat,rescue_boat | 5 | 4 | 180 | water
patrol | 순찰차 | patrol car | police | patrol | 2 | 2 | 30 |
traffic | 교통순찰차 | traffic patrol | police | traffic,patrol | 2 | 1 | 30 |
detective | 형사기동차 | detectives | police | detective | 3 | 2 | 60 |
riot | 기동대 | public order unit | police | riot | 20 | 10 | 300 |
patrol_boat | 경비정 | patrol boat | coast_guard | patrol_boat,rescue_boat | 6 | 4 | 180 | water
coast_patrol | 해안순찰차 | shore patrol | coast_guard | patrol | 2 | 2 | 60 |
road_crew | 도로정비반 | road crew | city | road_crew,closure | 3 | 2 | 300 |
pump_crew | 배수반 | pump crew | city | pump | 3 | 2 | 300 |
relief_team | 구호반 | relief team | city | relief | 4 | 2 | 600 |
medical_team | 재난의료지원팀 | disaster medical team | health | medical_post | 5 | 3 | 600 |
health_team | 보건대응팀 | health team | health | health_team | 3 | 2 | 600 |
gas_crew | 가스안전팀 | gas crew | utility | gas_crew | 2 | 2 | 180 |
power_crew | 전기복구팀 | power crew | utility | power_crew | 2 | 2 | 180 |
water_crew | 상수도복구팀 | water crew | utility | water_crew | 2 | 2 | 300 |
telecom_crew | 통신복구팀 | telecom crew | utility | telecom_crew | 2 | 2 | 300 |
"""


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Capability = apps.get_model("units", "Capability")
    UnitKind = apps.get_model("units", "UnitKind")
    Capability.objects.bulk_create(
        Capability(code=code, name_ko=ko, name_en=en) for code, ko, en in rows(CAPABILITIES)
    )
    UnitKind.objects.bulk_create(
        UnitKind(
            code=code,
            name_ko=ko,
            name_en=en,
            service=service,
            capabilities=dict.fromkeys(brings.split(","), 1),
            crew_size=int(crew),
            crew_minimum=int(least),
            turnout_seconds=int(turnout),
            travels_by_water=bool(water),
        )
        for code, ko, en, service, brings, crew, least, turnout, water in rows(KINDS)
    )


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
