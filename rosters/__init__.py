"""Who is on duty: rosters of shifts and rotations, with leave, holidays and hand-overs."""
