import { firmSubject } from '#domain/event';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { subjectKeyDestroyed } from '#domain/subject/subject.events';
import { derivedId, namespaces } from '#platform/ids';
import type { Aliases } from './aliases.js';
import { WrongExpectedRevision } from './event-store.js';
import type { EventToAppend } from './event-store.js';
import type { Log } from './log.js';
import { retryUnavailable } from './retry.js';
import type { SubjectKeys } from './subject-keys.js';

export type ErasureDeps = { readonly log: Log; readonly keys: SubjectKeys; readonly aliases: Aliases };
export type Erasure = { readonly id: string; readonly erasedAt: string };

/**
 * Erases a person, customer or account: the key first, so that whoever reads of it in the log can no longer read
 * anything else; then the outside names; then the event that makes read models forget. Safe to repeat; what a crash
 * left half done is finished by the next call or by `completeErasures`. An employee's accounts are sealed and named
 * under the employee and go along.
 * @throws Refusal `not_found`
 */
export async function eraseSubject(
  deps: ErasureDeps,
  subjectId: string,
  reason: string,
  metadata: Metadata,
): Promise<Erasure> {
  const known = (await deps.keys.findAll([subjectId])).get(subjectId) ?? 'missing';
  if (known === 'missing' || subjectId === firmSubject) {
    throw new Refusal(
      'not_found',
      'Nobody with this id is kept here; give the id of an employee, customer or account.',
    );
  }
  const id = derivedId(namespaces.url, `subject-key-destroyed#${subjectId}`);
  const event = { ...subjectKeyDestroyed.of({ subjectId }, { reason }), id };
  await deps.keys.destroy(subjectId, await deps.log.seal(streams.subject(subjectId), event, metadata));
  await completeErasures(deps, subjectId);
  const logged = await findErasure(deps.log, subjectId);
  if (logged.erasedAt === undefined) throw new Error(`the erasure of ${subjectId} is not in the log`);
  return { id: subjectId, erasedAt: logged.erasedAt };
}

/** Finishes erasures whose key is destroyed but of which the log does not tell yet; of one subject, or all. */
export async function completeErasures(deps: ErasureDeps, onlySubjectId?: string): Promise<void> {
  for (const { subjectId, event } of await deps.keys.unloggedErasures(onlySubjectId)) {
    await deps.aliases.eraseSubject(subjectId);
    await report(deps.log, subjectId, event);
    await deps.keys.erasureLogged(subjectId);
  }
}

async function report(log: Log, subjectId: string, event: EventToAppend): Promise<void> {
  const { revision, erasedAt } = await findErasure(log, subjectId);
  if (erasedAt !== undefined) return;
  try {
    const expected = revision < 0 ? 'none' : revision;
    await retryUnavailable(() => log.store.append(streams.subject(subjectId), expected, [event]));
  } catch (error) {
    // Two at once: the other one's report is there now, or that of the key's making.
    if (error instanceof WrongExpectedRevision) await report(log, subjectId, event);
    else throw error;
  }
}

async function findErasure(log: Log, subjectId: string): Promise<{ revision: number; erasedAt?: string }> {
  let revision = -1;
  for await (const event of log.facts.readStream(streams.subject(subjectId))) {
    if (event.type === subjectKeyDestroyed.type) return { revision: event.revision, erasedAt: event.recordedAt };
    revision = event.revision;
  }
  return { revision };
}
