import { anEvent, newStream } from './event-store.contract-support.js';
import type { Load, LoadResult, OpenLog } from './event-store.contract-support.js';
import { WrongExpectedRevision } from './event-store.js';
import type { EventStore } from './event-store.js';

// The process of `loadElsewhere`: node … event-store.contract-writer.ts MODULE ADDRESS LOAD

const [module = '', address = '', load = ''] = process.argv.slice(2);
const { openLog } = (await import(module)) as { openLog: OpenLog };
const store = await openLog(address);
process.stdout.write(JSON.stringify(await run(store, JSON.parse(load) as Load)));
await store.close();

async function run(store: EventStore, { shared, rivals, loners, appendsEach }: Load): Promise<LoadResult> {
  const won: { id: string; revision: number }[] = [];
  const failures: string[] = [];
  let lost = 0;
  const rival = async () => {
    for (let turn = 0; turn < appendsEach; turn++) {
      const event = anEvent();
      try {
        const { revision } = await store.append(shared, await lastRevision(store, shared), [event]);
        won.push({ id: event.id, revision });
      } catch (error) {
        if (error instanceof WrongExpectedRevision) lost += 1;
        else failures.push(String(error));
      }
    }
  };
  const loner = async () => {
    const stream = newStream();
    const ids: string[] = [];
    for (let turn = 0; turn < appendsEach; turn++) {
      const event = anEvent();
      ids.push(event.id);
      await store
        .append(stream, turn === 0 ? 'none' : turn - 1, [event])
        .catch((error) => failures.push(String(error)));
    }
    return { stream, ids };
  };
  const [alone] = await Promise.all([
    Promise.all(Array.from({ length: loners }, loner)),
    Promise.all(Array.from({ length: rivals }, rival)),
  ]);
  return { won, lost, alone, failures };
}

async function lastRevision(store: EventStore, stream: string): Promise<number | 'none'> {
  for await (const event of store.readStream(stream, { direction: 'backwards', limit: 1 })) return event.revision;
  return 'none';
}
