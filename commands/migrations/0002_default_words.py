"""The words that a city begins with. There is no OS: it is Out of Service in one product and On
Scene in another. There is no CAM: this city has no cameras yet."""

import unicodedata

from django.db import migrations

# word, language ("" for both), verb, preset
WORDS = [
    ("N", "", "new", {}),
    ("접수", "ko", "new", {}),
    ("신고", "ko", "new", {}),
    ("D", "", "send", {"status": "alerted"}),
    ("출동", "ko", "send", {"status": "alerted"}),
    ("지령", "ko", "send", {"status": "alerted"}),
    ("DE", "", "send", {"status": "en_route"}),
    ("즉시출동", "ko", "send", {"status": "en_route"}),
    ("DO", "", "send", {"status": "on_scene"}),
    ("현장출동", "ko", "send", {"status": "on_scene"}),
    ("AK", "", "move", {"status": "acknowledged"}),
    ("지령확인", "ko", "move", {"status": "acknowledged"}),
    ("ER", "", "move", {"status": "en_route"}),
    ("출발", "ko", "move", {"status": "en_route"}),
    ("출동중", "ko", "move", {"status": "en_route"}),
    ("ST", "", "move", {"status": "staging"}),
    ("집결", "ko", "move", {"status": "staging"}),
    ("AR", "", "move", {"status": "on_scene"}),
    ("도착", "ko", "move", {"status": "on_scene"}),
    ("현장도착", "ko", "move", {"status": "on_scene"}),
    ("PT", "", "move", {"status": "patient"}),
    ("접촉", "ko", "move", {"status": "patient"}),
    ("환자접촉", "ko", "move", {"status": "patient"}),
    ("TR", "", "carry", {"status": "transport"}),
    ("이송", "ko", "carry", {"status": "transport"}),
    ("TA", "", "carry", {"status": "at_hospital"}),
    ("병원", "ko", "carry", {"status": "at_hospital"}),
    ("병원도착", "ko", "carry", {"status": "at_hospital"}),
    ("CL", "", "clear", {"then": "returning"}),
    ("종료", "ko", "clear", {"then": "returning"}),
    ("복귀", "ko", "clear", {"then": "returning"}),
    ("귀서", "ko", "clear", {"then": "returning"}),
    ("AV", "", "available", {"duty": "available_station"}),
    ("대기", "ko", "available", {"duty": "available_station"}),
    ("AM", "", "available", {"duty": "available_mobile"}),
    ("이동대기", "ko", "available", {"duty": "available_mobile"}),
    ("OOS", "", "out_of_service", {}),
    ("운용불가", "ko", "out_of_service", {}),
    ("불가", "ko", "out_of_service", {}),
    ("ACK", "", "acknowledge", {}),
    ("확인", "ko", "acknowledge", {}),
    ("H", "", "hold", {"reason": "on hold"}),
    ("보류", "ko", "hold", {"reason": "보류"}),
    ("NT", "", "note", {"audience": "all"}),
    ("메모", "ko", "note", {"audience": "all"}),
    ("기록", "ko", "note", {"audience": "all"}),
    ("PR", "", "priority", {}),
    ("우선", "ko", "priority", {}),
    ("코드", "ko", "priority", {}),
    ("BK", "", "backup", {"number": 1}),
    ("지원", "ko", "backup", {"number": 1}),
    ("증원", "ko", "backup", {"number": 1}),
    ("XF", "", "transfer", {"role": "support"}),
    ("공조", "ko", "transfer", {"role": "support"}),
    ("공유", "ko", "transfer", {"role": "informed"}),
    ("이첩", "ko", "transfer", {"role": "lead"}),
    ("MAP", "", "map", {}),
    ("지도", "ko", "map", {}),
    ("?", "", "find", {}),
    ("찾기", "ko", "find", {}),
    ("검색", "ko", "find", {}),
]


def seed(apps, schema_editor):
    table = apps.get_model("commands", "CommandWord")
    table.objects.bulk_create(
        table(
            word=word,
            folded=unicodedata.normalize("NFC", word).lower(),
            language=language,
            verb=verb,
            preset=preset,
        )
        for word, language, verb, preset in WORDS
    )


class Migration(migrations.Migration):
    dependencies = [("commands", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
