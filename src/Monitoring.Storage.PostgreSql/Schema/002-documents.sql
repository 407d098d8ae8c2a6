-- Texts that are keys are bytea: each UTF-16 code unit as UTF-8 writes a character of its number, so that bytes sort as .NET does ordinally and may be NUL.
-- encode(key, 'escape') shows them. "project_id" is 0 for what belongs to the host; "part" is made of the project and leads every key, to spread data by.

-- The last positions of the outboxes. Who commits takes his positions here last: the row stays locked until the commit, which makes the order of positions that of commits.
create table $.outbox (
    name text primary key,
    last bigint not null
) with (fillfactor = 10);
insert into $.outbox (name, last) values ('signals', 0), ('transitions', 0);

-- What stands for types, indexes and declarations in keys; none is used twice.
create sequence $.document_number as int;

create table $.document_type (
    number int primary key default nextval('$.document_number'),
    name bytea not null unique
);

create table $.document_index (
    number int primary key default nextval('$.document_number'),
    type int not null,
    name bytea not null,
    revision int not null,
    unique (type, name, revision)
);

-- All indexes that a host declares for a type, as the digest of their names and revisions.
create table $.document_declaration (
    number int primary key default nextval('$.document_number'),
    type int not null,
    digest bytea not null,
    unique (type, digest)
);

-- One for all documents, so that the versions of a key only grow, also when it was deleted meanwhile.
create sequence $.document_version as bigint;

-- "declared" is the declaration by which the document was put, and so by which it is indexed. A row of version 0 is a place that a commit holds until it ends.
create table $.document (
    part smallint not null,
    project_id bigint not null,
    type int not null,
    key bytea not null,
    version bigint not null,
    schema int not null,
    declared int not null,
    body bytea not null,
    primary key (part, project_id, type, key)
) with (fillfactor = 80);
create index document_declared on $.document (part, project_id, type, declared);

-- Beside the keys of indexes an empty one under the number of a declaration: the document is indexed by that one too.
create table $.document_entry (
    part smallint not null,
    project_id bigint not null,
    index int not null,
    key bytea not null,
    document bytea not null,
    type int not null,
    primary key (part, project_id, index, key, document)
);
create index document_entry_document on $.document_entry (part, project_id, type, document);

-- One for all timers, so that a timer that is set anew never meets an old epoch.
create sequence $.timer_epoch as bigint;

create table $.timer (
    part smallint not null,
    project_id bigint not null,
    kind bytea not null,
    key bytea not null,
    due_at bigint not null,
    attempt int not null,
    payload bytea not null,
    epoch bigint not null default 0,
    owner bytea,
    lease_until bigint not null default 0,
    primary key (part, project_id, kind, key)
) with (fillfactor = 80);
create index timer_due on $.timer (kind, due_at);

-- A lease that was given back stays, run out, so that its epoch never falls.
create table $.lease (
    name bytea primary key,
    owner bytea not null,
    epoch bigint not null,
    until bigint not null
) with (fillfactor = 50);

create table $.signal (
    position bigint primary key,
    project_id bigint not null,
    id uuid not null,
    type bytea not null,
    aggregate bytea not null,
    occurred_at bigint not null,
    body bytea not null
);
