-- Over how many parts, from its own on, the events of a project are spread; the ids of events, issues and their counts stay at its own. It only grows.
alter table $.project add column spread smallint not null default 1;

-- The part of a project, as Connections/Parts makes it: FNV-1a of the eight bytes of its number, the least first.
create function $.home(project bigint) returns smallint
language sql immutable parallel safe
as $$ select (((((((((((((((((((((((((2166136261 # (project & 255)) * 16777619) & 4294967295) # ((project >> 8) & 255)) * 16777619) & 4294967295) # ((project >> 16) & 255)) * 16777619) & 4294967295) # ((project >> 24) & 255)) * 16777619) & 4294967295) # ((project >> 32) & 255)) * 16777619) & 4294967295) # ((project >> 40) & 255)) * 16777619) & 4294967295) # ((project >> 48) & 255)) * 16777619) & 4294967295) # ((project >> 56) & 255)) * 16777619) & 4294967295) % 1024)::smallint $$;

-- The parts over which the events of a project may lie.
create function $.parts(project bigint) returns smallint[]
language sql stable parallel safe
as $$
  select coalesce(
    (select array_agg(((p.part + n) % 1024)::smallint order by n) from $.project p, generate_series(0, p.spread - 1) as n where p.part = $.home(project) and p.project_id = project),
    array[$.home(project)])
$$;
