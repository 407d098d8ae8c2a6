-- "content" names the bytes of one write: a blob that is deleted and written again has others, so that readers of the former read on.
create table $.blob (
    part smallint not null,
    project_id bigint not null,
    id uuid not null,
    content uuid not null,
    length bigint not null,
    content_type bytea not null,
    sha256 bytea not null,
    created_at bigint not null,
    expires_at bigint,
    primary key (part, project_id, id)
);
create index blob_expiry on $.blob (expires_at) where expires_at is not null;

create table $.blob_chunk (
    part smallint not null,
    content uuid not null,
    number int not null,
    bytes bytea not null,
    primary key (part, content, number)
);
alter table $.blob_chunk alter column bytes set storage external;

-- Contents that no blob has: of writes under way, and of blobs that were deleted while somebody may still read them. "touched_at" is when they were last of use.
create table $.blob_remain (
    part smallint not null,
    content uuid not null,
    touched_at bigint not null,
    primary key (part, content)
);
create index blob_remain_touched on $.blob_remain (touched_at);
