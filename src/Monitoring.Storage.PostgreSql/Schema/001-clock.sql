-- Instants are UTC ticks of 100 ns since the year 1, as .NET counts them: timestamptz is ten times coarser.

-- The store's clock: the given instant, or that of the database when none is given.
create function $.now_ticks(given bigint) returns bigint
language sql volatile parallel safe
as $$ select coalesce(given, 621355968000000000 + (extract(epoch from clock_timestamp()) * 10000000)::bigint) $$;
