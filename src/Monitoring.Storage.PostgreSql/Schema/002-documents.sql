-- Texts that are keys are bytea: each UTF-16 code unit as UTF-8 writes a character of its number, so that bytes sort as .NET does ordinally and may be NUL.
-- encode(key, 'escape') shows them. "project" is 0 for what belongs to the host; "part" is made of the project and leads every key, to spread data by.

-- The last positions of the outboxes. Who commits takes his positions here last: the row stays locked until the commit, which makes the order of positions that of commits.
create table $.outbox (
    name text primary key,
    last bigint not null
) with (fillfactor = 10);
insert into $.outbox (name, last) values ('signals', 0), ('transitions', 0);

-- What stands for types, indexes and declarations in keys; none is used twice.
create sequence $.document_numbers as int;

create table $.document_types (
    number int primary key default nextval('$.document_numbers'),
    name bytea not null unique
);

create table $.document_indexes (
    number int primary key default nextval('$.document_numbers'),
    type int not null,
    name bytea not null,
    revision int not null,
    unique (type, name, revision)
);

-- All indexes that a host declares for a type, as the digest of their names and revisions.
create table $.document_declarations (
    number int primary key default nextval('$.document_numbers'),
    type int not null,
    digest bytea not null,
    unique (type, digest)
);

-- One for all documents, so that the versions of a key only grow, also when it was deleted meanwhile.
create sequence $.document_versions as bigint;

-- "declared" is the declaration by which the document was put, and so by which it is indexed. A row of version 0 is a place that a commit holds until it ends.
create table $.documents (
    part smallint not null,
    project bigint not null,
    type int not null,
    key bytea not null,
    version bigint not null,
    schema int not null,
    declared int not null,
    body bytea not null,
    primary key (part, project, type, key)
) with (fillfactor = 80);
create index documents_declared on $.documents (part, project, type, declared);

-- Beside the keys of indexes an empty one under the number of a declaration: the document is indexed by that one too.
create table $.document_entries (
    part smallint not null,
    project bigint not null,
    index int not null,
    key bytea not null,
    document bytea not null,
    type int not null,
    primary key (part, project, index, key, document)
);
create index document_entries_document on $.document_entries (part, project, type, document);

-- One for all timers, so that a timer that is set anew never meets an old epoch.
create sequence $.timer_epochs as bigint;

create table $.timers (
    part smallint not null,
    project bigint not null,
    kind bytea not null,
    key bytea not null,
    due_at bigint not null,
    attempt int not null,
    payload bytea not null,
    epoch bigint not null default 0,
    owner bytea,
    lease_until bigint not null default 0,
    primary key (part, project, kind, key)
) with (fillfactor = 80);
create index timers_due on $.timers (kind, due_at);

-- A lease that was given back stays, run out, so that its epoch never falls.
create table $.leases (
    name bytea primary key,
    owner bytea not null,
    epoch bigint not null,
    until bigint not null
) with (fillfactor = 50);

create table $.signals (
    position bigint primary key,
    project bigint not null,
    id uuid not null,
    type bytea not null,
    aggregate bytea not null,
    occurred_at bigint not null,
    body bytea not null
);
