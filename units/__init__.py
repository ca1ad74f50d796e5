"""The units of every agency: what they can do, who is on them, and whether they are ready."""
