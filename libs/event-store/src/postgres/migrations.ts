import { advisoryLocks } from '#platform/advisory-locks';
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
grant select, insert on log.event to bookward_app;

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
 * Three numbers per member: its stream as an index into `streams`, the expected revision (-1 none, -2 any, -3 exists)
 * and how many of the events are its own. No id may occur twice in one call. Answers three numbers per member: an
 * outcome, a revision and a position. Outcome 0: done now or earlier, the place of the last event. 1: conflict, the
 * stream's last revision. 2: an id is taken by another event.
 */
const appendFunction = `
create function log.append(
  streams text[], members int[], ids uuid[], types text[], datas text[], personals text[], metadatas text[],
  clock timestamptz
) returns bigint[] language plpgsql as $$
declare
  head bigint; written bigint; recorded timestamptz; is_repeat boolean;
  last_revision int[]; known_revision int[]; known_position bigint[];
  -- Per event its member, and per member what to add to an event's number to place it; null where it is not written.
  member_of int[]; to_position bigint[]; to_revision int[];
  answers bigint[]; target int; expected int; size int; current int; first int := 1; last int; known int := 0; fits boolean;
begin
  perform pg_advisory_xact_lock(${advisoryLocks.appending});
  -- One statement for what every append needs to know.
  select e.position, e.recorded_at,
         array(select coalesce(
                 (select l.revision from log.event l where l.stream = s.name order by l.revision desc limit 1), -1)
               from unnest(streams) with ordinality s(name, n) order by s.n),
         exists (select from log.event k where k.id = any(ids))
    into head, recorded, last_revision, is_repeat
    from (values (1)) one left join lateral
         (select l.position, l.recorded_at from log.event l order by l.position desc limit 1) e on true;
  head := coalesce(head, 0);
  written := head;
  recorded := greatest(date_trunc('milliseconds', coalesce(clock, clock_timestamp())), recorded);
  if is_repeat then
    select array_agg(e.revision order by i.n), array_agg(e.position order by i.n) into known_revision, known_position
      from unnest(ids) with ordinality i(id, n) left join log.event e on e.id = i.id;
  end if;

  for member in 1 .. cardinality(members) / 3 loop
    target := members[member * 3 - 2];
    expected := members[member * 3 - 1];
    size := members[member * 3];
    current := last_revision[target];
    fits := expected in (-2, current) or expected = -3 and current >= 0;
    last := first + size - 1;
    if is_repeat then
      known := cardinality(array_remove(known_revision[first:last], null));
    end if;
    if known = 0 and fits then
      to_position[member] := written - first + 1;
      to_revision[member] := current - first + 1;
      written := written + size;
      last_revision[target] := current + size;
      answers := answers || array[0, last_revision[target], written];
    elsif known = size
      and (expected in (-2, known_revision[first] - 1) or expected = -3 and known_revision[first] > 0)
      and array(select e.id from log.event e where e.stream = streams[target]
                and e.revision between known_revision[first] and known_revision[last] order by e.revision) = ids[first:last]
    then
      answers := answers || array[0, known_revision[last], known_position[last]];
    else
      answers := answers || array[case when fits then 2 else 1 end, current, 0]::bigint[];
    end if;
    member_of := member_of || array_fill(member, array[size]);
    first := last + 1;
  end loop;

  if written = head then
    return answers;
  end if;
  insert into log.event (position, stream, revision, id, type, data, personal, metadata, recorded_at)
  select to_position[e.member] + e.n, streams[members[e.member * 3 - 2]], to_revision[e.member] + e.n,
         e.id, e.type, e.data::json, e.personal::json, e.metadata::json, recorded
    from unnest(member_of, ids, types, datas, personals, metadatas) with ordinality
      as e(member, id, type, data, personal, metadata, n)
   where to_position[e.member] is not null;
  perform pg_notify('${channel}', written::text);
  return answers;
end $$;
revoke all on function log.append from public;
grant execute on function log.append to bookward_app;
`;

/**
 * Appends one event alone, by far the most frequent call: one statement, unless something stands in its way. Then it
 * is answered as a group of one is.
 */
const appendOneFunction = `
create function log.append_one(
  stream_name text, expected int, event_id uuid, event_type text, data json, personal json, metadata json,
  clock timestamptz
) returns bigint[] language plpgsql as $$
declare
  written bigint; reached int;
begin
  perform pg_advisory_xact_lock(${advisoryLocks.appending});
  insert into log.event (position, stream, revision, id, type, data, personal, metadata, recorded_at)
  select coalesce(h.position, 0) + 1, stream_name, coalesce(s.revision, -1) + 1, event_id, event_type,
         append_one.data, append_one.personal, append_one.metadata,
         greatest(date_trunc('milliseconds', coalesce(clock, clock_timestamp())), h.recorded_at)
    from (values (1)) one
    left join lateral (select e.position, e.recorded_at from log.event e order by e.position desc limit 1) h on true
    left join lateral (select e.revision from log.event e where e.stream = stream_name order by e.revision desc limit 1) s on true
   where (expected in (-2, coalesce(s.revision, -1)) or expected = -3 and s.revision >= 0)
     -- At an exact revision a known id cannot fit, unless another stream has it, which the index refuses.
     and (expected >= -1 or not exists (select from log.event e where e.id = event_id))
  returning position, revision into written, reached;
  if found then
    perform pg_notify('${channel}', written::text);
    return array[0, reached, written];
  end if;
  return log.append(array[stream_name], array[1, expected, 1], array[event_id], array[event_type],
                    array[data::text], array[personal::text], array[metadata::text], clock);
end $$;
revoke all on function log.append_one from public;
grant execute on function log.append_one to bookward_app;
`;

/** The schema of the log, for `prepareDatabase`. */
export const logMigrations: readonly Migration[] = [
  { id: 'log/001-events', as: 'owner', sql: eventTable },
  { id: 'log/002-append', as: 'owner', sql: appendFunction },
  { id: 'log/003-append-one', as: 'owner', sql: appendOneFunction },
];
