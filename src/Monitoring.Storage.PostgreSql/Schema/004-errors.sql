-- Issues and events. `part` leads every key: a small number computed of the project, by which the tables can be spread over nodes.
-- Texts that hold NUL, which text cannot, are escaped (Connections/PgText). Instants are UTC ticks, days and hours are ticks divided.

-- The last number given to an issue of a project, and from which receipt on its events are kept.
create table $.project (
  part smallint not null,
  project_id bigint not null,
  last_number bigint not null default 0,
  events_from bigint not null default 0,
  primary key (part, project_id)
);

create sequence $.id;

-- What of an issue does not change with every event. An issue that was merged away keeps its row, and leads to another one.
-- `grams` are the numbers of three characters in a row of its texts, by which a text is looked for; a 0 among them says that they are not known.
create table $.issue (
  part smallint not null,
  issue_id bigint not null,
  project_id bigint not null,
  number bigint not null,
  merged_into bigint,
  merge_order bigint,
  merged_hashes bytea,
  version bigint not null,
  status smallint not null,
  state bytea not null,
  assignee text,
  level smallint not null,
  title text not null,
  culprit text not null,
  type text not null,
  platform text not null,
  search_text text not null,
  environments text[] not null,
  services text[] not null,
  releases text[] not null,
  first_seen bigint not null,
  trend bigint not null default 0,
  grams int[] not null default '{0}',
  primary key (part, issue_id)
);
create unique index issue_number on $.issue (part, project_id, number);
create index issue_merged on $.issue (part, merged_into) where merged_into is not null;
create index issue_first_seen on $.issue (part, project_id, first_seen desc, issue_id desc) where merged_into is null;
create index issue_assignee on $.issue (part, project_id, assignee) where assignee is not null;
create index issue_grams on $.issue using gin (grams);
create index issue_trend on $.issue (part, project_id, trend desc, issue_id desc) where merged_into is null;

-- What of an issue changes with every event; its row's lock is the issue's. Issues that were merged away have none.
create table $.issue_count (
  part smallint not null,
  issue_id bigint not null,
  project_id bigint not null,
  hashes int not null,
  events bigint not null,
  users bigint not null,
  last_seen bigint not null,
  latest_received bigint not null,
  latest_event uuid not null,
  texts bigint not null,
  primary key (part, issue_id)
) with (fillfactor = 80);
create index issue_last_seen on $.issue_count (part, project_id, last_seen desc, issue_id desc);
create index issue_events on $.issue_count (part, project_id, events desc, issue_id desc);
create index issue_users on $.issue_count (part, project_id, users desc, issue_id desc);

-- What the events with one primary hash have counted. `token` changes with the row, so that a host knows what it still has of it.
create table $.hash (
  part smallint not null,
  project_id bigint not null,
  hash uuid not null,
  hash_id bigint not null,
  issue_id bigint,
  token bigint not null default 0,
  events bigint not null default 0,
  first_seen bigint not null default 0,
  last_seen bigint not null default 0,
  latest_received bigint not null default 0,
  latest_event uuid not null default '00000000-0000-0000-0000-000000000000',
  texts bigint not null default 0,
  facets bytea not null default '',
  users bytea not null default '',
  primary key (part, project_id, hash)
) with (fillfactor = 70);
alter table $.hash alter column facets set storage external, alter column users set storage external;
create unique index hash_by_id on $.hash (part, hash_id);
create index hash_of_issue on $.hash (part, issue_id);

-- The texts of the event of a hash that was received last; written only when they differ from those of before.
create table $.hash_latest (
  part smallint not null,
  hash_id bigint not null,
  level smallint not null,
  title text not null,
  culprit text not null,
  type text not null,
  platform text not null,
  search_text text not null,
  primary key (part, hash_id)
);

create table $.hash_hour (
  part smallint not null,
  hash_id bigint not null,
  hour int not null,
  events bigint not null,
  primary key (part, hash_id, hour)
) with (fillfactor = 80);

-- Which hashes were seen with a tag, an environment, a service or a release: a hash of kind, key and value leads to them.
create table $.hash_term (
  part smallint not null,
  project_id bigint not null,
  term bigint not null,
  hash_id bigint not null,
  primary key (part, project_id, term, hash_id)
);
create index hash_term_of_hash on $.hash_term (part, hash_id);

-- Event ids by the day on which the store took them: what makes a repeated event a duplicate, and what finds an event by its id.
create table $.seen (
  part smallint not null,
  project_id bigint not null,
  event_id uuid not null,
  day int not null,
  hash uuid not null,
  received bigint not null,
  primary key (part, project_id, event_id, day)
) partition by range (day);

-- Where the facts and the payload of an event are, by the day of its receipt.
create table $.event (
  part smallint not null,
  hash_id bigint not null,
  received bigint not null,
  event_id uuid not null,
  project_id bigint not null,
  environment int not null,
  segment_id bigint not null,
  slot smallint not null,
  payload_bytes int not null,
  primary key (part, hash_id, received, event_id)
) partition by range (received);
create index event_of_project on $.event (part, project_id, received, event_id);

-- Facts and payloads of events that came together, compressed together.
create table $.segment (
  part smallint not null,
  day int not null,
  segment_id bigint not null,
  project_id bigint not null,
  payload_bytes bigint not null,
  facts bytea not null,
  payloads bytea not null,
  primary key (part, day, segment_id)
) partition by range (day);
alter table $.segment alter column facts set storage external, alter column payloads set storage external;

-- Events of days that have no partition: far in the future or the past of the store's clock.
create table $.seen_other partition of $.seen default;
create table $.event_other partition of $.event default;
create table $.segment_other partition of $.segment default;

-- Events that somebody pinned, with all of them: they outlast the partitions of their day.
create table $.pin (
  part smallint not null,
  project_id bigint not null,
  event_id uuid not null,
  hash_id bigint not null,
  received bigint not null,
  payload_bytes int not null,
  facts bytea not null,
  payload bytea not null,
  primary key (part, project_id, event_id)
);
create index pin_of_hash on $.pin (part, hash_id, received);
alter table $.pin alter column payload set storage external;

-- What others must hear of. Positions come from one row whose lock is held to the commit, so that their order is that of the commits.
create table $.transition (
  position bigint primary key,
  body bytea not null
);

-- When `issue.trend` was reckoned.
create table $.ranking (
  one boolean primary key default true check (one),
  at bigint not null
);
