import type { Migration } from '#platform/postgres-migrations';
import { roles } from '#platform/postgres';

/**
 * Subject keys and aliases: what must be erasable stands here, outside the log. A destroyed key leaves a row
 * without one, so that it never comes back; the app can neither delete the row nor fill it again.
 */
export const keysMigrations: readonly Migration[] = [
  {
    id: 'keys/001-subjects-and-aliases',
    as: 'migrator',
    sql: `
      create table keys.master (
        only_one boolean primary key default true check (only_one),
        fingerprint text not null
      );
      create table keys.subject (
        subject_id text primary key,
        wrapped bytea,
        destroyed_at timestamptz,
        -- The event that reports the erasure, until the log has it.
        unlogged jsonb,
        check ((wrapped is null) = (destroyed_at is not null))
      );
      create index on keys.subject (destroyed_at) where destroyed_at is not null;
      create index on keys.subject (subject_id) where unlogged is not null;
      create table keys.alias (
        name_space text not null,
        hash text not null,
        id text not null,
        subject_id text not null,
        primary key (name_space, hash)
      );
      create index on keys.alias (subject_id);
      create function keys.refuse_revival() returns trigger language plpgsql as $$
      begin
        if new.wrapped is not null or new.destroyed_at is distinct from old.destroyed_at then
          raise exception 'the key of subject % is destroyed for good', old.subject_id;
        end if;
        return new;
      end $$;
      create trigger destroyed_for_good before update on keys.subject
        for each row when (old.destroyed_at is not null) execute function keys.refuse_revival();
      revoke delete on keys.subject, keys.master from ${roles.app};
      revoke update on keys.master from ${roles.app};
    `,
  },
];
