import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CreateEngine } from '#detection/engine';
import { alertDecider } from '#domain/alert/alert.decider';
import { streams } from '#domain/streams';
import type { RecordedFact } from '#event-store/codec';
import { StoreUnavailable } from '#event-store/event-store';
import { handleCommand } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import { metadataBy } from '#test/support/log';
import { failingAt } from '../testing/failing-log.js';
import { scoredLog } from '../testing/scored-log.js';
import type { ScoredLog } from '../testing/scored-log.js';
import { tinyEngine } from '../testing/tiny-engine.js';
import { ScoringStore } from './scoring-store.js';
import { Scorer } from './scorer.js';

const isLong = process.env['TRIALS'] === 'long';
const timeoutMs = isLong ? 600_000 : 60_000;
const seed = 5;

const persons = ['ann', 'bob', 'cid'] as const;
/** What happens in the firm. */
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('view' as const),
      person: fc.constantFrom(...persons),
      rows: fc.constantFrom(1, 120, 150, 200),
    }),
  },
  fc.record({ kind: fc.constant('dispose' as const), person: fc.constantFrom(...persons) }),
);
const published = fc.record({
  kind: fc.constant('publish' as const),
  mode: fc.constantFrom('on', 'on', 'shadow', 'off'),
});
/** What becomes of the worker; `engine` is the one that the next worker has. */
const end = fc.record({
  kind: fc.constant('end' as const),
  how: fc.constantFrom('kept', 'before', 'after'),
  append: fc.integer({ min: 1, max: 4 }),
  engine: fc.constantFrom(0, 1, 2),
});
const glance = fc.constant({ kind: 'run' as const });

/** One firm whose people have names of their own in every trial. */
class Firm {
  #trial = '';
  #engine: CreateEngine;
  #worker: Scorer;
  readonly #workers: Scorer[] = [];

  constructor(
    readonly log: ScoredLog,
    private readonly engines: readonly CreateEngine[],
  ) {
    this.#engine = this.#engineAt(0);
    this.#worker = this.#workerOn(log.log);
  }

  begin(trial: number): void {
    this.#trial = `t${trial}-`;
  }
  id(person: string): string {
    return this.#trial + person;
  }
  run(): Promise<void> {
    return this.#worker.run();
  }
  keep(): Promise<void> {
    return this.#worker.stop();
  }
  async close(): Promise<void> {
    for (const worker of this.#workers) await worker.stop();
    await this.log.close();
  }

  async act(step: { readonly kind: 'view'; readonly person: string; readonly rows: number }): Promise<void> {
    await this.log.view(this.id(step.person), step.rows);
  }

  /** Of the alert that is open, if there is one: scored through, so that every firm has the same. */
  async dispose(person: string): Promise<void> {
    await this.run();
    const ends = new Map<number, string>();
    for (const { type, stream } of await this.log.written([this.id(person)]))
      if (stream.startsWith('alert-')) ends.set(Number(stream.split('-').at(-1)), type);
    for (const [episode, last] of ends)
      if (last !== 'AlertDisposed')
        await handleCommand(this.log.log, alertDecider, {
          stream: streams.alert(`${this.id(person)}-${episode}`),
          command: { type: 'DisposeAlert', by: 'officer', verdict: 'benign', reason: 'a hand-over' },
          metadata: metadataBy('officer'),
        });
  }

  /**
   * A worker ends at one of its appends, or keeps what it did, and the next begins from what was kept. One that seems
   * to have ended may still keep something later.
   */
  async end({ how, append, engine }: { how: string; append: number; engine: number }): Promise<void> {
    if (how === 'kept') await this.keep();
    else
      await this.#workerOn(failingAt(this.log.log, append, how === 'before' ? 'before' : 'after'))
        .run()
        .catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable));
    this.#engine = this.#engineAt(engine);
    this.#worker = this.#workerOn(this.log.log);
  }

  written(): Promise<readonly RecordedFact[]> {
    return this.log.written(persons.map((person) => this.id(person)));
  }

  #engineAt(place: number): CreateEngine {
    const engine = this.engines[place % this.engines.length];
    if (engine === undefined) throw new Error('a firm has an engine');
    return engine;
  }

  #workerOn(log: Pick<Log, 'append' | 'facts' | 'store'>): Scorer {
    const store = new ScoringStore(this.log.pool);
    const worker = new Scorer({ log, store, createEngine: this.#engine, onError: () => undefined });
    this.#workers.push(worker);
    return worker;
  }
}

describe('scoring that is cut anywhere', () => {
  let whole: Firm;
  let cut: Firm;
  beforeAll(async () => {
    const engine = tinyEngine('tiny-1');
    [whole, cut] = [new Firm(await scoredLog(), [engine]), new Firm(await scoredLog(), [engine])];
  });
  afterAll(async () => {
    await Promise.all([whole.close(), cut.close()]);
  });

  it(
    'writes what one worker writes that never ends',
    async () => {
      let trial = 0;
      const steps = fc.array(
        fc.oneof({ weight: 5, arbitrary: act }, { weight: 2, arbitrary: end }, published, glance),
        {
          minLength: 5,
          maxLength: 25,
        },
      );
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          trial += 1;
          for (const firm of [whole, cut]) {
            firm.begin(trial);
            await firm.log.publish('on');
            for (const step of taken) {
              if (step.kind === 'view') await firm.act(step);
              else if (step.kind === 'dispose') await firm.dispose(step.person);
              else if (step.kind === 'publish') await firm.log.publish(step.mode);
              else if (firm === whole) continue;
              else if (step.kind === 'end') await firm.end(step);
              else await firm.run();
            }
            await firm.run();
          }
          expect(await told(cut)).toEqual(await told(whole));
        }),
        { numRuns: isLong ? 200 : 8, seed },
      );
    },
    timeoutMs,
  );
});

describe('scoring whose engine is replaced anywhere', () => {
  let firm: Firm;
  beforeAll(async () => {
    const engines = [tinyEngine('tiny-1', 100), tinyEngine('tiny-2', 130), tinyEngine('tiny-3', 160)];
    firm = new Firm(await scoredLog(), engines);
    await firm.log.publish('on');
  });
  afterAll(() => firm.close());

  it(
    'goes on, raises each alert once, and misses nothing that every engine finds',
    async () => {
      let trial = 0;
      const steps = fc.array(fc.oneof({ weight: 3, arbitrary: act }, end), { minLength: 5, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          trial += 1;
          firm.begin(trial);
          const found: string[] = [];
          for (const step of taken) {
            if (step.kind === 'view') await firm.act(step);
            else if (step.kind === 'dispose') await firm.dispose(step.person);
            else await firm.end(step);
          }
          await firm.run();
          for (const person of persons)
            for await (const event of firm.log.log.facts.readStream(streams.access(firm.id(person), '2026-03-02')))
              if (event.type === 'CustomerRecordViewed' && event.data.rows >= 160) found.push(event.id);
          const written = await firm.written();
          const spokenOf = new Set(
            written.flatMap((event) =>
              event.type === 'AlertRaised' || event.type === 'AlertExtended'
                ? event.data.parts.flatMap(({ events }) => events)
                : [],
            ),
          );
          expect(found.filter((id) => !spokenOf.has(id))).toEqual([]);
          const raised = written.filter(({ type }) => type === 'AlertRaised');
          expect(raised.every(({ revision }) => revision === 0)).toBe(true);
          const opened = written.flatMap((event) => (event.type === 'AlertEpisodeOpened' ? [event.data.alertId] : []));
          expect(new Set(opened).size).toBe(opened.length);
        }),
        { numRuns: isLong ? 200 : 8, seed },
      );
    },
    timeoutMs,
  );
});

/** Everything that was written, with the place of the access that each word speaks of instead of its id. */
async function told(firm: Firm) {
  const places = new Map<string, string>();
  for (const person of persons)
    for await (const { id, revision } of firm.log.log.facts.readStream(streams.access(firm.id(person), '2026-03-02')))
      places.set(id, `${person} ${revision}`);
  return (await firm.written()).map(({ stream, revision, type, data, causationId }) => ({
    where: `${stream}@${revision}`,
    type,
    because: places.get(causationId ?? ''),
    data: JSON.stringify(data, (key, value: unknown) =>
      key === 'events' && Array.isArray(value) ? value.map((id) => places.get(String(id))) : value,
    ),
  }));
}
