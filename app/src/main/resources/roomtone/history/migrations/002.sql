CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL, -- an operator's browser, never a guest
  what TEXT NOT NULL
) STRICT;
CREATE INDEX changes_at ON changes (at);
