-- Everything that the three stores hold. Instants are UTC ticks. 'key' columns of type blob hold text as OrdinalKey encodes it,
-- because SQLite orders text by its UTF-8 bytes and the ports order it by UTF-16 code units.

create table counters (
  name text primary key,
  value integer not null
) strict, without rowid;

insert into counters (name, value) values ('document-version', 0), ('timer-epoch', 0);

-- Documents -----------------------------------------------------------------------------------------------------------

create table documents (
  id integer primary key,
  partition integer not null,
  type text not null,
  key blob not null,
  version integer not null,
  schema_version integer not null,
  body blob not null,
  unique (partition, type, key)
) strict;

-- The declared indexes as they are filled.
create table indexes (
  id integer primary key,
  type text not null,
  name text not null,
  revision integer not null,
  unique (type, name)
) strict;

create table index_entries (
  index_id integer not null references indexes on delete cascade,
  partition integer not null,
  key blob not null,
  document_key blob not null,
  document integer not null references documents on delete cascade,
  primary key (index_id, partition, key, document_key)
) strict, without rowid;

create index index_entries_of_document on index_entries (document, index_id);

create table timers (
  id integer primary key,
  partition integer not null,
  kind text not null,
  key blob not null,
  due_at integer not null,
  attempt integer not null,
  epoch integer not null default 0,
  owner text,
  lease_until integer not null default 0,
  payload blob not null,
  unique (partition, kind, key)
) strict;

create index timers_by_due_at on timers (kind, due_at, partition, key);

-- A lease that was given back stays, run out, so that its epoch never falls.
create table leases (
  name text primary key,
  owner text not null,
  epoch integer not null,
  until integer not null
) strict, without rowid;

-- 'autoincrement' hands out no position twice, also after the last signals were trimmed.
create table signals (
  position integer primary key autoincrement,
  partition integer not null,
  id blob not null,
  type text not null,
  aggregate_id text not null,
  occurred_at integer not null,
  body blob not null
) strict;

-- Errors --------------------------------------------------------------------------------------------------------------

create table issue_numbers (
  project integer primary key,
  last integer not null
) strict;

-- An issue that was merged away keeps its row and owns no hash.
create table issues (
  id integer primary key autoincrement,
  project integer not null,
  number integer not null,
  state text not null,
  assignee text,
  version integer not null default 1,
  unique (project, number)
) strict;

-- Where an issue went that was merged away. The position is the order of the merges.
create table merges (
  position integer primary key autoincrement,
  issue integer not null unique references issues on delete cascade,
  into_issue integer not null references issues on delete cascade
) strict;

create index merges_by_target on merges (into_issue);

-- What the issue owned when it was merged away.
create table merged_hashes (
  merge integer not null references merges on delete cascade,
  hash blob not null,
  primary key (merge, hash)
) strict, without rowid;

-- What the events with a primary hash have counted. The columns from latest_received on are of the event that was received last; they
-- and the seen ones are null while the hash is the primary one of no event. The sketch comes last: it may be long, and most reads want the rest.
create table hashes (
  id integer primary key,
  project integer not null,
  hash blob not null,
  issue integer not null references issues on delete cascade,
  count integer not null default 0,
  first_seen integer,
  last_seen integer,
  latest_received integer,
  latest_event blob,
  title text,
  culprit text,
  type text,
  level integer,
  platform text,
  search_text text,
  users blob,
  unique (project, hash)
) strict;

create index hashes_by_issue on hashes (issue);

create table hours (
  hash integer not null references hashes on delete cascade,
  hour integer not null,
  count integer not null,
  primary key (hash, hour)
) strict, without rowid;

create table facets (
  hash integer not null references hashes on delete cascade,
  kind text not null,
  value text not null,
  primary key (hash, kind, value)
) strict, without rowid;

create table tag_keys (
  hash integer not null references hashes on delete cascade,
  key text not null,
  others integer not null default 0,
  primary key (hash, key)
) strict, without rowid;

create table tag_values (
  hash integer not null,
  key text not null,
  value text not null,
  count integer not null,
  primary key (hash, key, value),
  foreign key (hash, key) references tag_keys on delete cascade
) strict, without rowid;

-- By which repetitions are known, also of events that are gone.
create table known_events (
  project integer not null,
  event blob not null,
  appended_at integer not null,
  primary key (project, event)
) strict, without rowid;

-- The facts are the event as JSON without its payload; what is searched by stands beside them.
create table events (
  id integer primary key,
  project integer not null,
  event blob not null,
  hash integer not null references hashes on delete cascade,
  received_at integer not null,
  environment text,
  payload_length integer not null,
  facts text not null,
  unique (project, event)
) strict;

create index events_by_hash on events (hash, received_at, event);
create index events_by_project on events (project, received_at, event);

create table payloads (
  event integer primary key references events on delete cascade,
  bytes blob not null
) strict;

-- An event that is outlived is kept by its pin alone: the events of its day are gone.
create table pins (
  event integer primary key references events on delete cascade,
  project integer not null,
  outlived integer not null default 0
) strict;

create index pins_by_project on pins (project);

create table transitions (
  position integer primary key autoincrement,
  body text not null
) strict;

-- Blobs ---------------------------------------------------------------------------------------------------------------

create table blobs (
  id integer primary key,
  project integer not null,
  blob blob not null,
  content_type text not null,
  sha256 text not null,
  length integer not null,
  created_at integer not null,
  expires_at integer,
  unique (project, blob)
) strict;

create index blobs_by_expiry on blobs (expires_at) where expires_at is not null;

create table blob_chunks (
  blob integer not null references blobs on delete cascade,
  number integer not null,
  bytes blob not null,
  primary key (blob, number)
) strict;
