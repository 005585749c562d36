import type { Migration } from '#platform/postgres-migrations';

/** Told with the new head, as a number, after each append. */
export const channel = 'bookward_log';

const eventTable = `
create table log.event (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  id uuid not null unique,
  type text collate "C" not null,
  -- json and not jsonb: kept as written, byte for byte, and read back without being rebuilt.
  data json not null,
  personal json,
  metadata json not null,
  recorded_at timestamptz not null,
  unique (stream, revision)
);
grant select on log.event to bookward_app;

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on log.event
  for each statement execute function log.refuse_change();
`;

/**
 * Appends a group: members in their order, each all or nothing. Under one lock, held until the commit is visible,
 * so that positions are assigned in the order in which readers come to see them.
 *
 * Per member: its stream as an index into `streams`, the expected revision (-1 none, -2 any, -3 exists) and how many
 * of the events are its own. No id may occur twice in one call. Answers three numbers per member: an outcome, a
 * revision and a position. Outcome 0: done now or earlier, the place of the last event. 1: conflict, the stream's
 * last revision. 2: an id is taken by another event.
 */
const appendFunction = `
create function log.append(
  streams text[], stream_of int[], expected int[], event_count int[],
  ids uuid[], types text[], datas text[], personals text[], metadatas text[], clock timestamptz
) returns bigint[] language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head bigint; written bigint; recorded timestamptz;
  last_revision int[]; known_revision int[]; known_position bigint[];
  position_of bigint[]; revision_of int[]; name_of int[];
  answers bigint[]; stream int; current int; first int; last int := 0; known int;
begin
  perform pg_advisory_xact_lock(7266212);
  select e.position, e.recorded_at into head, recorded from log.event e order by e.position desc limit 1;
  head := coalesce(head, 0);
  written := head;
  recorded := greatest(date_trunc('milliseconds', coalesce(clock, clock_timestamp())), recorded);
  last_revision := array(
    select coalesce((select e.revision from log.event e where e.stream = s.name order by e.revision desc limit 1), -1)
    from unnest(streams) with ordinality s(name, n) order by s.n);
  if exists (select from log.event e where e.id = any(ids)) then
    -- Null where the id is new, -1 where it stands in another stream than its member's.
    select array_agg(case when e.stream = streams[m.stream] then e.revision when e.id is not null then -1 end order by i.n),
           array_agg(e.position order by i.n)
      into known_revision, known_position
      from unnest(ids) with ordinality i(id, n)
      join (select a.stream, sum(a.events) over (order by a.n) - a.events + 1 as first, sum(a.events) over (order by a.n) as last
            from unnest(stream_of, event_count) with ordinality a(stream, events, n)) m on i.n between m.first and m.last
      left join log.event e on e.id = i.id;
  end if;

  for member in 1 .. cardinality(expected) loop
    stream := stream_of[member];
    current := last_revision[stream];
    first := last + 1;
    last := last + event_count[member];
    known := case when known_revision is null then 0 else cardinality(array_remove(known_revision[first:last], null)) end;
    if known = last - first + 1
      and known_revision[first] >= 0
      and known_revision[first:last] = array(select generate_series(known_revision[first], known_revision[first] + known - 1))
      and (expected[member] in (-2, known_revision[first] - 1) or expected[member] = -3 and known_revision[first] > 0)
    then
      answers := answers || 0::bigint || known_revision[last]::bigint || known_position[last];
      for i in first .. last loop
        position_of := position_of || null::bigint; revision_of := revision_of || 0; name_of := name_of || 0;
      end loop;
    elsif known = 0 and (expected[member] in (-2, current) or expected[member] = -3 and current >= 0) then
      for i in 1 .. event_count[member] loop
        written := written + 1;
        position_of := position_of || written; revision_of := revision_of || (current + i); name_of := name_of || stream;
      end loop;
      last_revision[stream] := current + event_count[member];
      answers := answers || 0::bigint || last_revision[stream]::bigint || written;
    else
      answers := answers
        || (case when expected[member] in (-2, current) or expected[member] = -3 and current >= 0 then 2 else 1 end)::bigint
        || current::bigint || 0::bigint;
      for i in first .. last loop
        position_of := position_of || null::bigint; revision_of := revision_of || 0; name_of := name_of || 0;
      end loop;
    end if;
  end loop;

  if written > head then
    insert into log.event (position, stream, revision, id, type, data, personal, metadata, recorded_at)
    select e.position, streams[e.name], e.revision, e.id, e.type, e.data::json, e.personal::json, e.metadata::json, recorded
    from unnest(position_of, name_of, revision_of, ids, types, datas, personals, metadatas)
      as e(position, name, revision, id, type, data, personal, metadata)
    where e.position is not null;
    perform pg_notify('${channel}', written::text);
  end if;
  return answers;
end $$;
revoke all on function log.append from public;
grant execute on function log.append to bookward_app;
`;

/** The schema of the log, for `prepareDatabase`. */
export const logMigrations: readonly Migration[] = [
  { id: 'log/001-events', as: 'owner', sql: eventTable },
  { id: 'log/002-append', as: 'owner', sql: appendFunction },
];
