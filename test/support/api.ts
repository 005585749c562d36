import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { issueKey } from '#api/accounts/issue-key';
import { issueLink } from '#api/accounts/issue-link';
import { openAccount } from '#api/accounts/open-account';
import { bodyHasher } from '#api/http/body-hash';
import type { BodyHash } from '#api/http/body-hash';
import { apiMigrations } from '#api/migrations';
import { startApi } from '#api/start-api';
import type { RunningApi } from '#api/start-api';
import type { EventNamed } from '#domain/events';
import { streams } from '#domain/streams';
import type { Role } from '#domain/values';
import { rolesOfEmployees } from '#domain/values';
import { keysMigrations } from '#event-store/keys-schema';
import { openLog } from '#event-store/open-log';
import type { OpenLog } from '#event-store/open-log';
import { logMigrations } from '#event-store/postgres/migrations';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { masterKeyOf } from '#platform/master-key';
import { createMetrics } from '#platform/metrics';
import { createPool } from '#platform/postgres';
import { startProjector } from '#projector/start-projector';
import { hired } from './hired.js';
import { metadataBy } from './log.js';
import { eventually, Person } from './person.js';
import { testDatabase } from './postgres.js';

export type TestApi = OpenLog & {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly bodyHash: BodyHash;
  /** What was logged, one JSON line each. */
  readonly logged: readonly string[];
  /** The deployment's clock; it runs, and may be set forward. */
  readonly now: () => Date;
  /** Sets the clock forward and waits until the views have noticed. */
  advance(ms: number): Promise<void>;
  hire(data?: Partial<EventNamed<'EmployeeHired'>['data']>, name?: string): Promise<string>;
  /** Opens an account, for the employee given or, where the roles need one, for somebody newly hired; signs in. */
  signIn(roles: Role | readonly Role[], employeeId?: string): Promise<Person>;
  /** A client with a new service key. */
  service(scopes: readonly string[], historyUntil?: string): Promise<Person>;
  /** An account and a link that nobody has used yet. */
  account(
    roles: readonly Role[],
    employeeId: string | null,
  ): Promise<{ readonly id: string; readonly email: string; readonly link: string }>;
  /** Stops the api and starts another on the same log. */
  restart(): Promise<void>;
  /** Reads fall behind while the work goes on. */
  withoutProjector(work: () => Promise<void>): Promise<void>;
};

type Options = { readonly rateLimitFactor?: number };

/** The real api and projector on an embedded PostgreSQL, spoken to over HTTP. */
export async function startTestApi({ rateLimitFactor = 1_000 }: Options = {}): Promise<TestApi> {
  const database = await testDatabase([...logMigrations, ...keysMigrations, ...apiMigrations]);
  const masterKey = masterKeyOf(randomBytes(32));
  let aheadMs = 0;
  const clock = () => new Date(Date.now() + aheadMs);
  const logged: string[] = [];
  const logger = createLogger('info', { write: (line) => void logged.push(line) });
  const metrics = createMetrics();
  const opened = await openLog({ databaseUrl: database.url, masterKey, clock });
  const { log, keys, aliases } = opened;
  const pool = createPool({ url: database.url, role: 'app', max: 12, searchPath: ['read', 'ops'] });
  const queue = {
    backend: 'postgres' as const,
    wake: () => undefined,
    counts: () => Promise.resolve({ backend: 'postgres' as const, waiting: 0, failed: 0 }),
  };
  const project = () => startProjector({ log, pool, queue, logger });
  let projector = await project();
  const config = { host: '127.0.0.1', port: 0, rateLimitFactor, metrics: 'loopback' as const };
  const start = (): Promise<RunningApi> =>
    startApi({ config, log, keys, aliases, masterKey, pool, queue, logger, metrics, clock, newId });
  let api = await start();

  const metadata = () => metadataBy('system:test', clock().toISOString());
  const ready = async (): Promise<void> => {
    await eventually(
      () => fetch(`${api.url}/readyz`),
      ({ ok }) => ok,
    );
  };
  const hire: TestApi['hire'] = async (data = {}, name = 'Ann Lee') => {
    const employeeId = newId();
    const email = `${employeeId}@firm.example`;
    await aliases.claim('employee-email', [{ name: email, id: employeeId, subjectId: employeeId }]);
    await log.append(
      streams.employee(employeeId),
      'none',
      [hired(employeeId, { rank: 5, ...data }, { name, email })],
      metadata(),
    );
    return employeeId;
  };
  const account: TestApi['account'] = async (roles, employeeId) => {
    const id = newId();
    const email = `account-${id}@firm.example`;
    await openAccount({ log, aliases }, { accountId: id, email, name: 'Ann Lee', roles, employeeId }, metadata());
    const issue = { accountId: id, by: 'command_line', baseUrl: api.url, now: clock() } as const;
    const { url: link } = await issueLink({ log, newId }, issue, metadata());
    return { id, email, link };
  };

  return {
    ...opened,
    get url() {
      return api.url;
    },
    pool,
    bodyHash: bodyHasher(masterKey.derive('bodies')),
    logged,
    now: clock,
    advance: async (ms) => {
      aheadMs += ms;
      await ready();
    },
    hire,
    account,
    signIn: async (roles, employeeId) => {
      const all = [roles].flat();
      const needsEmployee = rolesOfEmployees.some((role) => all.includes(role));
      const { link } = await account(all, employeeId ?? (needsEmployee ? await hire() : null));
      return Person.byLink(api.url, link);
    },
    service: async (scopes, historyUntil) => {
      const key = { keyId: newId(), name: 'crm', scopes, historyUntil: historyUntil ?? null };
      const issued = await issueKey({ log }, key, metadata());
      await ready();
      return Person.withKey(api.url, issued.key);
    },
    restart: async () => {
      await api.stop();
      api = await start();
    },
    withoutProjector: async (work) => {
      await projector.stop();
      try {
        await work();
      } finally {
        projector = await project();
      }
    },
    close: async () => {
      await api.stop();
      await projector.stop();
      await opened.close();
      await pool.end();
      await database.close();
    },
  };
}
