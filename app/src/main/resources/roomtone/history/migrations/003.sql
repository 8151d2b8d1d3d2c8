-- The log summed up, so that years answer as quickly as days. Days and hours are those of the kiosk's own time, so the
-- program fills these tables: it knows the zone. Days count from 1970-01-01, hours from 0 to 23.
CREATE TABLE mood_days (
  day INTEGER NOT NULL,
  mood TEXT NOT NULL,
  millis INTEGER NOT NULL, -- how long the room kept the mood
  plays INTEGER NOT NULL,
  skips INTEGER NOT NULL,
  PRIMARY KEY (day, mood)
) STRICT, WITHOUT ROWID;

CREATE TABLE mood_hours (
  day INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  mood TEXT NOT NULL,
  millis INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  skips INTEGER NOT NULL,
  PRIMARY KEY (day, hour, mood)
) STRICT, WITHOUT ROWID;

CREATE TABLE people_hours (
  hour INTEGER NOT NULL, -- first, so that hours of the day are summed up without sorting
  day INTEGER NOT NULL,
  millis INTEGER NOT NULL, -- how long the room was looked at
  visitor_millis INTEGER NOT NULL, -- the same, times the people
  PRIMARY KEY (hour, day)
) STRICT, WITHOUT ROWID;

-- The zone of what is summed up; empty before the first time.
CREATE TABLE sums_zone (
  zone TEXT NOT NULL
) STRICT;
