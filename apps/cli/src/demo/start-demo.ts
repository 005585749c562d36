import { setTimeout as delay } from 'node:timers/promises';
import { issueKey } from '#api/accounts/issue-key';
import { openAccount } from '#api/accounts/open-account';
import { serviceKeyDecider } from '#domain/account/service-key.decider';
import type { SimulatedFirm } from '#detection/simulate/simulate-firm';
import { streams } from '#domain/streams';
import type { Role } from '#domain/values';
import { handleCommand } from '#event-store/handle-command';
import { administratorLink, linkUnlessDisabled } from '../administrator.js';
import type { SignInLinks } from '../administrator.js';
import { Failed } from '../command.js';
import type { Deployment } from '../deployment.js';
import { byCommandLine } from '../metadata.js';
import { grab, historyOf, ordinaryActs, source } from './activity.js';
import { Client } from './client.js';
import { customersCsv, demoFirm, emailOf, employeesCsv, ownersOf, sellerName, staff } from './firm.js';
import { demoChains, demoDetection, demoTiers } from './policies.js';

export type RunningDemo = { readonly signInLinks: SignInLinks; stop(): Promise<void> };

const actEveryMs = 5_000;
const leaver = 'e-4';

/**
 * Fills an empty store with a simulated firm, gives a link for every role, and lets the firm act on: its past arrives
 * while one can look already, somebody takes the book along and gives notice, the others go on with their work.
 */
export async function startDemo(deployment: Deployment, url: string): Promise<RunningDemo> {
  const { aliases, clock, logger } = deployment;
  const startedAt = clock();
  const firm = demoFirm(startedAt);
  const officer = emailOf(staff[0].externalId);
  const isNew = (await aliases.find('account-email', [officer])).get(officer) === undefined;
  const owners = isNew ? ownersOf(firm) : new Map<string, string>();
  if (isNew) await openFirm(deployment, url, firm, owners);
  const signInLinks = await linksOf(deployment, url, firm);

  const stopping = new AbortController();
  const acting = keepActing(deployment, url, firm, isNew ? owners : undefined, startedAt, stopping.signal).catch(
    (err: unknown) => {
      if (!stopping.signal.aborted) logger.warn({ err }, 'the demo firm stopped acting');
    },
  );
  return {
    signInLinks,
    stop: async () => {
      stopping.abort();
      await acting;
    },
  };
}

/** People, customers and policies: what there must be before anybody looks. */
async function openFirm(
  deployment: Deployment,
  url: string,
  firm: SimulatedFirm,
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const link = await administratorLink(deployment, url);
  if (link === undefined) throw new Failed('the administrator of the demo is disabled');
  const admin = await Client.signIn(url, link);
  await importHr(deployment, url, employeesCsv(firm));
  await admin.call('PUT', '/policies/tiers', demoTiers);
  await admin.call('PUT', '/policies/approval-chains', demoChains);
  await admin.call('PUT', '/policies/detection', demoDetection);
  await admin.call('POST', '/customers/import', customersCsv(owners), 'text/csv');
}

/** Accounts are found by their address; whoever has none yet gets one. */
async function linksOf(deployment: Deployment, url: string, firm: SimulatedFirm): Promise<SignInLinks> {
  const { log, aliases, newId, clock } = deployment;
  const seller = firm.people[0]?.employee ?? '';
  const people: readonly {
    readonly key: string;
    readonly role: Role;
    readonly externalId: string | null;
    readonly name: string;
  }[] = [
    ...staff,
    { key: 'salesperson', role: 'salesperson', externalId: seller, name: sellerName(0) },
    { key: 'privacyOfficer', role: 'privacy_officer', externalId: null, name: 'Privacy officer' },
  ];
  const links: Record<string, string | undefined> = { admin: await administratorLink(deployment, url) };
  for (const { key, role, externalId, name } of people) {
    const email = emailOf(externalId ?? key.toLowerCase());
    let accountId = (await aliases.find('account-email', [email])).get(email);
    if (accountId === undefined) {
      accountId = newId();
      const employeeId =
        externalId === null ? null : ((await aliases.find('employee:default', [externalId])).get(externalId) ?? null);
      await openAccount(
        { log, aliases },
        { accountId, email, name, roles: [role], employeeId },
        byCommandLine(clock, newId),
      );
    }
    links[key] = await linkUnlessDisabled(deployment, accountId, url);
  }
  return links;
}

async function keepActing(
  deployment: Deployment,
  url: string,
  firm: SimulatedFirm,
  owners: ReadonlyMap<string, string> | undefined,
  startedAt: Date,
  signal: AbortSignal,
): Promise<void> {
  // The simulated past ends with yesterday.
  const historyUntil = `${startedAt.toISOString().slice(0, 10)}T00:00:00.000Z`;
  await withKey(deployment, url, { scope: `ingest:${source}`, historyUntil }, async (crm) => {
    const post = (batch: readonly unknown[]) =>
      crm.call('POST', '/activity', batch, 'application/cloudevents-batch+json');
    if (owners !== undefined) {
      for (const batch of historyOf(firm)) {
        if (signal.aborted) return;
        await post(batch);
      }
      await takeTheBook(deployment, url, owners, post);
    }
    for (const act of ordinaryActs(firm, startedAt)) {
      await delay(actEveryMs, undefined, { signal });
      await post([act(deployment.clock())]);
    }
  });
}

async function takeTheBook(
  deployment: Deployment,
  url: string,
  owners: ReadonlyMap<string, string>,
  post: (batch: readonly unknown[]) => Promise<unknown>,
): Promise<void> {
  const others = [...owners].filter(([, owner]) => owner !== leaver).map(([customer]) => customer);
  await post(grab(leaver, others.slice(0, 180), deployment.clock()));
  const today = deployment.clock().toISOString().slice(0, 10);
  const lastDay = new Date(deployment.clock().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const notice = `EmailAddress,ResignationDate,LastWorkingDate\n${emailOf(leaver)},${today},${lastDay}`;
  await importHr(deployment, url, notice);
}

const importHr = (deployment: Deployment, url: string, csv: string): Promise<unknown> =>
  withKey(deployment, url, { scope: 'hr:default' }, (hr) => hr.call('POST', '/hr/import', csv, 'text/csv'));

/** A key of its own for each task: no start may leave one behind that still works. */
async function withKey<T>(
  { log, newId, clock }: Deployment,
  url: string,
  { scope, historyUntil = null }: { readonly scope: string; readonly historyUntil?: string | null },
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const keyId = newId();
  const { key } = await issueKey(
    { log },
    { keyId, name: `Demo ${scope}`, scopes: [scope], historyUntil },
    byCommandLine(clock, newId),
  );
  try {
    return await use(new Client(url, key));
  } finally {
    await handleCommand(log, serviceKeyDecider, {
      stream: streams.account(keyId),
      metadata: byCommandLine(clock, newId),
      command: { type: 'RevokeServiceKey' },
    });
  }
}
