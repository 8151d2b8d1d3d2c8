-- Times are milliseconds since 1970-01-01 UTC. Nothing here is about one person: moods are the room's.
CREATE TABLE moods (
  id INTEGER PRIMARY KEY,
  began INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  mood TEXT NOT NULL,
  confidence REAL, -- the mean over the interval; NULL where the room showed no expression
  visitors INTEGER NOT NULL -- the most counted at once
) STRICT;
CREATE INDEX moods_ended ON moods (ended);

CREATE TABLE plays (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  playlist TEXT NOT NULL,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  mood TEXT NOT NULL
) STRICT;
CREATE INDEX plays_at ON plays (at);

CREATE TABLE actions (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  mood TEXT NOT NULL,
  playlist TEXT NOT NULL,
  song TEXT NOT NULL,
  played_millis INTEGER NOT NULL
) STRICT;
CREATE INDEX actions_at ON actions (at);

CREATE TABLE faults (
  id INTEGER PRIMARY KEY,
  began INTEGER NOT NULL,
  ended INTEGER, -- NULL while it lasts
  part TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX faults_began ON faults (began);
