"""A plan for every incident type, from the first response that docs/domain.md names."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Who has what; a capability that is not here may come from any agency.
KIND_OF = {
    "fire": "engine ladder rescue ambulance command hazmat tanker decon drone forestry fireboat",
    "police": "patrol traffic detective riot",
    "coast_guard": "patrol_boat",
    "health": "medical_post health_team",
    "utility": "gas_crew power_crew water_crew telecom_crew",
    "city": "road_crew closure pump relief",
}

# type | what goes at once | what a second alarm adds | what a third adds
PLANS = """
FIRE.STRUCT | 3 engine, ladder, rescue, ambulance, command | 3 engine, ladder, rescue, 2 ambulance, tanker, patrol, traffic, gas_crew, power_crew | 4 engine, ladder, rescue, 3 ambulance, tanker, command, 2 patrol, medical_post, relief
FIRE.HIGHRISE | 5 engine, 2 ladder, 2 rescue, 2 ambulance, command | 4 engine, ladder, 2 rescue, 3 ambulance, tanker, 2 patrol, traffic, gas_crew, power_crew | 5 engine, 2 ladder, 2 rescue, 5 ambulance, command, 2 patrol, medical_post, relief
FIRE.MARKET | 3 engine, ladder, rescue, ambulance, command, patrol, gas_crew, power_crew | 4 engine, ladder, rescue, 2 ambulance, 2 tanker, patrol, traffic | 5 engine, ladder, rescue, 3 ambulance, 2 tanker, command, 2 patrol, medical_post, relief
FIRE.FACTORY | 3 engine, ladder, rescue, ambulance, command, hazmat | 4 engine, ladder, rescue, hazmat, 2 ambulance, 2 tanker, decon, patrol, traffic, gas_crew, power_crew | 5 engine, ladder, hazmat, 3 ambulance, 2 tanker, command, 2 patrol, medical_post, relief
FIRE.VEHICLE | 2 engine, traffic | engine, rescue, ambulance, hazmat |
FIRE.WILD | 2 engine, forestry, drone | 4 engine, 2 forestry, 2 tanker, command, ambulance, 2 patrol | 6 engine, 3 forestry, 3 tanker, 2 ambulance, 2 patrol, 2 relief
FIRE.SHIP | fireboat, patrol_boat | fireboat, patrol_boat, 2 engine, rescue, 2 ambulance, command | 2 patrol_boat, 2 engine, hazmat, 3 ambulance, medical_post
FIRE.ALARM | engine | 2 engine, ladder, rescue, ambulance, command |
RESCUE.ENTRAP | rescue, ambulance | 2 rescue, ambulance, engine, command, patrol | 2 rescue, 3 ambulance, medical_post, 2 patrol, road_crew
RESCUE.WATER | rescue_boat, ambulance | 2 rescue_boat, rescue, ambulance, patrol_boat, drone |
RESCUE.ELEV | rescue | |
RESCUE.TRAFFIC | rescue, ambulance, patrol | rescue, 2 ambulance, engine, command, traffic |
EMS.ARREST | 2 ambulance, engine | |
EMS.STROKE | ambulance | |
EMS.TRAUMA | ambulance | |
EMS.GENERAL | ambulance | |
EMS.MCI | 5 ambulance, medical_post | 5 ambulance, medical_post, 2 rescue, 2 engine, command, 2 patrol, traffic | 10 ambulance, medical_post, 2 rescue, command, 4 patrol, 2 relief
HAZ.GAS | engine, hazmat, gas_crew | 2 engine, rescue, ambulance, command, gas_crew, patrol, traffic | 3 engine, hazmat, 3 ambulance, power_crew, 2 patrol, relief
HAZ.CHEM | hazmat, decon | hazmat, decon, 2 engine, rescue, 2 ambulance, command, patrol, traffic | 2 hazmat, decon, 2 engine, 3 ambulance, medical_post, 2 patrol, relief
HAZ.RAD | hazmat | hazmat, decon, 2 ambulance, command, 2 patrol, health_team |
CRIME.VIOLENT | 2 patrol, detective | 3 patrol, detective, ambulance |
CRIME.WEAPON | 2 patrol | 3 patrol, detective, ambulance |
CRIME.ABDUCT | 2 patrol | 4 patrol, 2 detective |
CRIME.DOMESTIC | patrol | patrol, ambulance |
CRIME.THEFT | patrol | |
CRIME.TAG | patrol | patrol, detective |
PERSON.MISSING | patrol | 3 patrol, detective, rescue, drone |
PERSON.SUICIDE | patrol, ambulance, rescue | 2 patrol, rescue, rescue_boat |
PERSON.SOS | patrol | 2 patrol |
TRAFFIC.ACC | patrol | traffic, ambulance, rescue |
TRAFFIC.HAZ | road_crew | road_crew, patrol |
CROWD.RISK | 3 patrol, 2 ambulance | 5 patrol, riot, 4 ambulance, rescue, command, closure | 5 patrol, 2 riot, 8 ambulance, medical_post, 2 rescue
NAT.FLOOD | closure, 2 pump | closure, 3 pump, rescue, rescue_boat, ambulance, 2 patrol | 2 closure, 5 pump, 2 rescue, 2 rescue_boat, 2 ambulance, 2 patrol, 2 relief
NAT.RAIN | | 2 closure, 2 pump |
NAT.TYPHOON | relief | 2 closure, 2 pump, 2 rescue, 2 patrol, 2 relief |
NAT.SNOW | 2 road_crew | 3 road_crew, traffic |
NAT.HEAT | | health_team |
NAT.COLD | | health_team, relief |
NAT.QUAKE | road_crew, patrol, drone | 3 rescue, 3 ambulance, 2 engine, command, 2 patrol, gas_crew, power_crew | 5 rescue, 5 ambulance, 2 medical_post, 4 patrol, 2 road_crew, 3 relief
NAT.TSUNAMI | 2 patrol, closure, patrol_boat | 4 patrol, 2 closure, 2 rescue, 2 rescue_boat, 2 ambulance, 2 relief |
NAT.SLIDE | 2 patrol, rescue, relief | 2 rescue, 2 ambulance, command, 2 patrol, road_crew | 3 rescue, 4 ambulance, medical_post, 2 relief
NAT.AIR | | |
INFRA.POWER | power_crew | power_crew, traffic |
INFRA.WATER | water_crew | water_crew, tanker, relief |
INFRA.TELECOM | telecom_crew | 2 telecom_crew, 2 patrol |
TRANS.RAIL | 5 ambulance, medical_post, 2 rescue, 2 engine, command, 2 patrol | 5 ambulance, medical_post, 3 rescue, 2 engine, 4 patrol, traffic | 10 ambulance, medical_post, 3 rescue, command, 4 patrol, 2 relief
TRANS.AIR | 5 ambulance, medical_post, 2 rescue, 4 engine, hazmat, command, 2 patrol | 5 ambulance, medical_post, 3 rescue, 4 engine, tanker, 4 patrol, traffic | 10 ambulance, medical_post, 3 rescue, command, 4 patrol, 2 relief
HEALTH.EPI | health_team | 2 health_team, ambulance |
CIVIL.RAID | | 4 patrol, 2 engine, 2 ambulance, relief |
LIFE.SAFETY | engine | |
ADMIN.REFER | | |
TEST.DRILL | | |
"""

# type | what no unit does, in Korean | in English
ADVICE = """
NAT.FLOOD | 지하차도 통제, 배수펌프 가동 | close underpasses, run pumps
NAT.RAIN | 비상근무 1단계 발령 | declare duty stage 1
NAT.TYPHOON | 재난안전대책본부 가동, 대피소 개방 | open the headquarters and the shelters
NAT.SNOW | 제설 노선 작업 개시 | start the plough routes
NAT.HEAT | 취약계층 안부 확인 | call on vulnerable people
NAT.COLD | 취약계층 안부 확인 | call on vulnerable people
NAT.QUAKE | 피해 조사 | survey the damage
NAT.TSUNAMI | 해안 주민 대피 | evacuate the coast
NAT.SLIDE | 위험지역 주민 대피 | evacuate the slopes
NAT.AIR | 시민 안내 | tell the public
INFRA.TELECOM | 대체 연락번호 안내 | announce fallback numbers
CIVIL.RAID | 민방공 경보 발령 | sound the sirens
ADMIN.REFER | 담당 기관 이첩 | hand over to the office in charge
TEST.DRILL | 훈련 표시; 실제 출동 없음 | marked as an exercise; nobody is sent
"""


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def wanted(cell: str) -> list[tuple[str, int]]:
    """"3 engine, ladder" → [("engine", 3), ("ladder", 1)]."""
    found = []
    for part in filter(None, (one.strip() for one in cell.split(","))):
        number, _, code = part.rpartition(" ")
        found.append((code, int(number or 1)))
    return found


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    plans = apps.get_model("dispatch", "ResponsePlan")
    requirements = apps.get_model("dispatch", "PlanRequirement")
    types = {one.code: one for one in apps.get_model("incidents", "IncidentType").objects.all()}
    capabilities = {one.code: one for one in apps.get_model("units", "Capability").objects.all()}
    kinds = {code: kind for kind, codes in KIND_OF.items() for code in codes.split()}
    advice = {code: (ko, en) for code, ko, en in rows(ADVICE)}
    for code, *levels in rows(PLANS):
        if code not in types:
            continue  # a city that was there before may have dropped a type
        ko, en = advice.get(code, ("", ""))
        plan = plans.objects.create(
            name_ko=types[code].name_ko,
            name_en=types[code].name_en,
            incident_type=types[code],
            advice_ko=ko,
            advice_en=en,
        )
        requirements.objects.bulk_create(
            requirements(
                plan=plan,
                alarm_level=level,
                capability=capabilities[capability],
                number=number,
                agency_kind=kinds.get(capability, ""),
            )
            for level, cell in enumerate(levels, start=1)
            for capability, number in wanted(cell)
            if capability in capabilities
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0005_response_plans"),
        ("incidents", "0002_catalogue"),
        ("units", "0002_catalogue"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
