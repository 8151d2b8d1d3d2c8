-- What people in the room said of a mood. It is not kept who said it.
CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  mood TEXT NOT NULL, -- what the room was read as
  agreed INTEGER NOT NULL, -- 1 or 0
  instead TEXT NOT NULL -- what it looked like to them; empty if they did not say
) STRICT;
CREATE INDEX verdicts_at ON verdicts (at);
