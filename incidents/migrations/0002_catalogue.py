"""Incident types and dispositions, as rows that an admin may change."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = {
    "F": "fire",
    "P": "police",
    "C": "city",
    "G": "coast_guard",
    "H": "health",
    "U": "utility",
    "": "",
}

# code | Korean | English | lead | support | priority | APCO
TYPES = """
FIRE.STRUCT | 건물화재 | structure fire | F | P,U | 0 | FSTRU
FIRE.HIGHRISE | 고층화재 | high-rise fire | F | P,H,U | 0 | FAPT
FIRE.MARKET | 전통시장화재 | market fire | F | C,U | 0 | FSTRU
FIRE.FACTORY | 공장·창고화재 | factory fire | F | C,U | 0 | FFUEL
FIRE.VEHICLE | 차량화재 | vehicle fire | F | P | 1 | FVEH
FIRE.WILD | 산불·들불 | wildland fire | F | C | 1 | FBRUSH
FIRE.SHIP | 선박화재 | vessel fire | G | F | 0 | FMARINE
FIRE.ALARM | 화재감지 | fire alarm | F | | 2 | ALRF
RESCUE.ENTRAP | 매몰·끼임 | entrapment | F | P,H | 0 | BLDCLPSE
RESCUE.WATER | 수난 | water rescue | F | G | 0 | DROWN
RESCUE.ELEV | 승강기갇힘 | lift entrapment | F | | 2 | NCRELEV
RESCUE.TRAFFIC | 교통사고 구조 | extrication | F | P,H | 1 | XTRICATE
EMS.ARREST | 심정지 | cardiac arrest | F | H | 0 | CARDIAC
EMS.STROKE | 뇌졸중·흉통 | stroke, chest pain | F | H | 1 | STROKE
EMS.TRAUMA | 외상 | trauma | F | | 1 | TRAUMA
EMS.GENERAL | 일반환자 | sick person | F | | 2 | SICK
EMS.MCI | 다수사상 | mass casualty | F | H,P,C | 0 | MCI
HAZ.GAS | 가스누출 | gas leak | F | U | 0 | GASLEAK
HAZ.CHEM | 화학사고 | chemical accident | F | C,H | 0 | HAZMAT
HAZ.RAD | 방사능 | radiological accident | C | F | 0 | RADIAT
CRIME.VIOLENT | 살인·강도·폭행 | violent crime | P | F | 0 | ASSAULT
CRIME.WEAPON | 흉기소지 | weapon in public | P | | 0 | WEAPON
CRIME.ABDUCT | 납치·유괴 | abduction | P | | 0 | ABDUCTNF
CRIME.DOMESTIC | 가정폭력·스토킹 | domestic violence, stalking | P | | 1 | DVA
CRIME.THEFT | 절도 | theft | P | | 2 | LARCENY
CRIME.TAG | 전자장치 위반 | tag violation | P | | 1 | PERWANT
PERSON.MISSING | 실종 | missing person | P | C,F | 1 | PERMISS
PERSON.SUICIDE | 자살시도 | suicide attempt | P | F | 0 | SUICTHRT
PERSON.SOS | 안심귀가 SOS | safe-return SOS | C | P | 1 | ALRPANS
TRAFFIC.ACC | 교통사고 | traffic accident | P | F | 2 | MVA
TRAFFIC.HAZ | 도로장애 | road hazard | C | P | 3 | THAZ
CROWD.RISK | 인파밀집 | crowd crush risk | C | P,F | 0 | CRWD
NAT.FLOOD | 침수·범람 | flood | C | F,P | 0 | WATER
NAT.RAIN | 호우 | heavy rain | C | | 2 | HAZ
NAT.TYPHOON | 태풍 | typhoon | C | F,P,G | 1 | HAZ
NAT.SNOW | 대설·결빙 | snow, ice | C | | 2 | HAZ
NAT.HEAT | 폭염 | heat | C | H | 3 | EXPOSURE
NAT.COLD | 한파 | cold | C | H | 3 | EXPOSURE
NAT.QUAKE | 지진 | earthquake | C | F,P,H,U | 0 | MAJORINC
NAT.TSUNAMI | 지진해일 | tsunami | C | G,F,P | 0 | MAJORINC
NAT.SLIDE | 산사태 | landslide | C | F,P | 0 | MAJORINC
NAT.AIR | 미세먼지·황사 | air quality | C | | 3 | HAZ
INFRA.POWER | 정전 | power outage | U | C | 2 | PUBWKS
INFRA.WATER | 단수 | water outage | U | C | 2 | PUBWKS
INFRA.TELECOM | 통신장애 | telecom outage | U | C,F,P | 1 | PUBWKS
TRANS.RAIL | 철도사고 | rail accident | F | P,C | 0 | TRAINDRL
TRANS.AIR | 항공사고 | air accident | F | P,C | 0 | AIR
HEALTH.EPI | 감염병 | epidemic | H | C | 2 | PANDEMIC
CIVIL.RAID | 민방공 | air raid | C | F,P | 0 | MAJORINC
LIFE.SAFETY | 생활안전 | life-safety service | F | | 3 | CITASST
ADMIN.REFER | 민원·이첩 | complaint | C | | 4 | NONEMERG
TEST.DRILL | 훈련 | drill | | | 3 | NCRTESTF
"""

DISPOSITIONS = """
handled | 조치 완료 | handled
transported | 병원 이송 | transported to hospital
referred | 타 기관 이첩 | referred to another agency
unfounded | 허위·오인 신고 | unfounded
false_alarm | 오작동 | false alarm
cancelled | 신고 취소 | cancelled by the caller
no_contact | 신고자 확인 불가 | nobody found
exercise | 훈련 종료 | exercise ended
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    types = apps.get_model("incidents", "IncidentType")
    for code, ko, en, lead, support, priority, apco in _rows(TYPES):
        types.objects.create(
            code=code,
            name_ko=ko,
            name_en=en,
            lead_kind=KINDS[lead],
            support_kinds=[KINDS[letter] for letter in support.split(",") if letter],
            priority=int(priority),
            apco=apco,
            is_exercise=code == "TEST.DRILL",
        )
    dispositions = apps.get_model("incidents", "Disposition")
    for code, ko, en in _rows(DISPOSITIONS):
        dispositions.objects.create(code=code, name_ko=ko, name_en=en)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
