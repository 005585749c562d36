import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createEngine } from '#detection/create-engine';
import { modelVersion } from '#detection/parameters';
import { alertDecider } from '#domain/alert/alert.decider';
import { streams } from '#domain/streams';
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
import { Session } from './session.js';

describe('scoring', () => {
  let firm: ScoredLog;
  beforeAll(async () => {
    firm = await scoredLog();
    await firm.publish('on');
  });
  afterAll(() => firm.close());

  const scorer = (log: Pick<Log, 'append' | 'facts' | 'store'> = firm.log, createEngine = tinyEngine('tiny-1')) =>
    new Scorer({
      log,
      store: new ScoringStore(firm.pool),
      createEngine,
      onError: (error) => {
        throw error;
      },
    });
  const runOnce = async (subject = scorer()) => {
    await subject.run();
    await subject.stop();
  };
  const people = (count: number) => Array.from({ length: count }, () => randomUUID());
  const shortOf = async (employees: readonly string[]) =>
    (await firm.written(employees)).map((event) => [event.stream, event.revision, event.type]);
  const dispose = (alertId: string) =>
    handleCommand(firm.log, alertDecider, {
      stream: streams.alert(alertId),
      command: { type: 'DisposeAlert', by: 'officer', verdict: 'benign', reason: 'a hand-over' },
      metadata: metadataBy('officer'),
    });

  it('assesses, raises an alert, extends it, and opens another once an officer has disposed of it', async () => {
    const [ann = ''] = people(1);
    for (const rows of [1, 150, 200]) await firm.view(ann, rows);
    await runOnce();
    await dispose(`${ann}-1`);
    await firm.view(ann, 300);
    await runOnce();
    expect(await shortOf([ann])).toEqual([
      [`risk-${ann}`, 0, 'RiskAssessed'],
      [`risk-${ann}`, 1, 'AlertEpisodeOpened'],
      [`risk-${ann}`, 2, 'AlertEpisodeClosed'],
      [`risk-${ann}`, 3, 'RiskAssessed'],
      [`risk-${ann}`, 4, 'AlertEpisodeOpened'],
      [`alert-${ann}-1`, 0, 'AlertRaised'],
      [`alert-${ann}-1`, 1, 'AlertExtended'],
      [`alert-${ann}-1`, 2, 'AlertDisposed'],
      [`alert-${ann}-2`, 0, 'AlertRaised'],
    ]);
  });

  it('names the event that caused an alert, and the policy and model it was scored by', async () => {
    const [ann = ''] = people(1);
    for (const rows of [1, 150]) await firm.view(ann, rows);
    await runOnce();
    const written = await firm.written([ann]);
    const raised = written.find((event) => event.type === 'AlertRaised');
    expect(raised).toMatchObject({ actor: 'system:worker', channel: 'system', data: { kind: 'live', episode: 1 } });
    expect(raised?.type === 'AlertRaised' && raised.data.parts[0]?.events).toEqual([raised?.causationId]);
    expect(written[0]).toMatchObject({
      type: 'RiskAssessed',
      data: { model: { version: 'tiny-1' }, policyVersion: 1 },
    });
  });

  it('leaves the log to another worker that saved a moment ago, however often it looks', async () => {
    const [ann = ''] = people(1);
    let appends = 0;
    const append: Log['append'] = (...given) => {
      appends += 1;
      return firm.log.append(...given);
    };
    const beside = scorer({ ...firm.log, append });
    await beside.sweep();
    appends = 0;
    await firm.view(ann, 1);
    await runOnce();
    await firm.view(ann, 150);
    for (let sweep = 0; sweep < 3; sweep += 1) await beside.sweep();
    expect(appends).toBe(0);
    await beside.run();
    expect(appends).toBeGreaterThan(0);
    await beside.stop();
  });

  it('writes everything once, wherever it is interrupted', async () => {
    const [ann = '', bob = ''] = people(2);
    for (const rows of [1, 150, 200, 1, 400]) {
      await firm.view(ann, rows);
      await firm.view(bob, rows);
    }
    let interruptions = 0;
    for (let appends = 1; ; appends += 1) {
      try {
        // Every attempt starts as a new process would, from what was kept, and gets one append further.
        await scorer(failingAt(firm.log, appends, appends % 2 === 0 ? 'before' : 'after')).run();
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnavailable);
        interruptions += 1;
      }
    }
    expect(interruptions).toBeGreaterThan(5);
    for (const employee of [ann, bob]) {
      expect((await shortOf([employee])).map(([, , type]) => type)).toEqual([
        'RiskAssessed',
        'AlertEpisodeOpened',
        'RiskAssessed',
        'AlertRaised',
        'AlertExtended',
        'AlertExtended',
      ]);
    }
    await runOnce();
  });

  it('comes to the same with two workers at once as with one alone', async () => {
    const employees = people(6);
    const act = async (employee: string) => {
      for (const rows of [1, 150, 200, 1, 1, 400, 1]) await firm.view(employee, rows);
    };
    const [one, other] = [scorer(), scorer((await firm.anotherProcess()).log)];
    const acting = Promise.all(employees.map(act));
    let done = false;
    const working = [one, other].map(async (worker) => {
      while (!done) await worker.run();
    });
    await acting;
    done = true;
    await Promise.all(working);
    await Promise.all([one.run(), other.run()]);
    await Promise.all([one.stop(), other.stop()]);

    for (const employee of employees) {
      const types = (await shortOf([employee])).map(([, , type]) => type);
      expect(types).toEqual([
        'RiskAssessed',
        'AlertEpisodeOpened',
        'RiskAssessed',
        'RiskAssessed',
        'AlertRaised',
        'AlertExtended',
        'AlertExtended',
      ]);
    }
  });

  it('says nothing again when the engine is replaced, and goes on with the episodes that are open', async () => {
    const [ann = '', bob = ''] = people(2);
    // To the new engine 150 rows are nothing: it counts one episode less than the log.
    const replaced = tinyEngine('tiny-2', 160);
    for (const employee of [ann, bob]) for (const rows of [1, 150]) await firm.view(employee, rows);
    await runOnce();
    for (const employee of [ann, bob]) await dispose(`${employee}-1`);
    for (const employee of [ann, bob]) await firm.view(employee, 200);
    await runOnce();
    await dispose(`${bob}-2`);
    await runOnce();
    const before = await firm.written([ann, bob]);

    await runOnce(scorer(firm.log, replaced));
    expect(await firm.written([ann, bob])).toEqual(before);

    for (const employee of [ann, bob]) await firm.view(employee, 500);
    await runOnce(scorer(firm.log, replaced));
    const added = (await firm.written([ann, bob])).filter(({ id }) => !before.some((event) => event.id === id));
    expect(added.map((event) => [event.stream, event.type])).toEqual([
      [`risk-${ann}`, 'RiskAssessed'],
      [`alert-${ann}-2`, 'AlertExtended'],
      [`risk-${bob}`, 'RiskAssessed'],
      [`risk-${bob}`, 'AlertEpisodeOpened'],
      [`alert-${bob}-3`, 'AlertRaised'],
    ]);
    expect(added[0]).toMatchObject({ data: { model: { version: 'tiny-2' } } });
    await runOnce();
  });

  it('forgets what another engine kept with the first save after it took over, and nothing with a later one', async () => {
    const saved = await new ScoringStore(firm.pool).load();
    const session = await Session.openAgain(firm.log, tinyEngine('tiny-2'), saved);
    expect([session.toSave(), session.toSave()]).toMatchObject([{ replaceAll: true }, { replaceAll: false }]);
  });

  it('does not calm an alert by what a later engine finds, which knows nothing of what raised it', async () => {
    const [ann = ''] = people(1);
    for (const rows of [1, 1_000]) await firm.view(ann, rows);
    await runOnce();
    await firm.view(ann, 2_500);
    await runOnce(scorer(firm.log, tinyEngine('tiny-2', 2_000)));
    const alert = (await firm.written([ann])).filter(({ stream }) => stream === `alert-${ann}-1`);
    expect(alert).toMatchObject([
      { type: 'AlertRaised', data: { severity: 'critical' } },
      { type: 'AlertExtended', data: { severity: 'critical', score: 2_500 } },
    ]);
    await runOnce();
  });

  it('goes on under another engine after a crash, whatever the last one had said and not kept', async () => {
    const [ann = '', bob = '', cid = ''] = people(3);
    const replaced = tinyEngine('tiny-2', 160);
    for (const employee of [ann, bob, cid]) for (const rows of [1, 1]) await firm.view(employee, rows);
    await runOnce();
    // The last engine raises an alert about Ann, and ends while it raises those about Bob and Cid; to the next one
    // there is nothing to say about Ann and Bob.
    for (const employee of [ann, bob]) await firm.view(employee, 120);
    await expect(scorer(failingAt(firm.log, 3, 'after')).run()).rejects.toThrow(StoreUnavailable);
    for (const employee of [ann, bob]) await firm.view(employee, 1);
    await runOnce(scorer(firm.log, replaced));
    expect(await shortOf([ann])).toEqual([
      [`risk-${ann}`, 0, 'RiskAssessed'],
      [`risk-${ann}`, 1, 'AlertEpisodeOpened'],
      [`risk-${ann}`, 2, 'RiskAssessed'],
      [`alert-${ann}-1`, 0, 'AlertRaised'],
    ]);
    for (const employee of [ann, bob]) await firm.view(employee, 200);
    await runOnce(scorer(firm.log, replaced));
    expect((await shortOf([ann])).slice(3)).toEqual([
      [`alert-${ann}-1`, 0, 'AlertRaised'],
      [`alert-${ann}-1`, 1, 'AlertExtended'],
    ]);
    expect(await shortOf([bob])).toEqual([
      [`risk-${bob}`, 0, 'RiskAssessed'],
      [`risk-${bob}`, 1, 'AlertEpisodeOpened'],
      [`risk-${bob}`, 2, 'RiskAssessed'],
      [`alert-${bob}-1`, 0, 'AlertRaised'],
    ]);

    // What both engines find is raised, though the last one ended between the episode and its alert.
    await firm.view(cid, 170);
    await expect(scorer(failingAt(firm.log, 1, 'after'), replaced).run()).rejects.toThrow(StoreUnavailable);
    await runOnce(scorer(firm.log, tinyEngine('tiny-3', 165)));
    expect((await shortOf([cid])).map(([, , type]) => type)).toEqual([
      'RiskAssessed',
      'AlertEpisodeOpened',
      'AlertRaised',
    ]);
    await runOnce();
  });

  it('raises an alert with the engine itself when an export passes the cap of the policy, from the first minute', async () => {
    const [ann = ''] = people(1);
    await firm.export(ann, 5_000);
    const engine = () => scorer(firm.log, createEngine);
    await runOnce(engine());
    await runOnce(engine());
    const written = (await firm.written([ann])).filter(({ type }) => type === 'AlertRaised');
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({ data: { kind: 'live', severity: 'high', model: { version: modelVersion } } });
    await runOnce();
  });

  it('raises nothing in shadow mode and scores nothing when it is off', async () => {
    const [shadowed = '', unscored = ''] = people(2);
    await firm.publish('shadow');
    for (const rows of [1, 150]) await firm.view(shadowed, rows);
    await runOnce();
    await firm.publish('off');
    for (const rows of [1, 150]) await firm.view(unscored, rows);
    await runOnce();
    await firm.publish('on');
    expect((await shortOf([shadowed])).map(([, , type]) => type)).toEqual(['RiskAssessed']);
    expect(await shortOf([unscored])).toEqual([]);
  });
});

describe('a firm that has not switched detection on', () => {
  it('is scored, and nothing is raised', async () => {
    const firm = await scoredLog();
    const ann = randomUUID();
    for (const rows of [1, 150]) await firm.view(ann, rows);
    const needs = { log: firm.log, store: new ScoringStore(firm.pool), createEngine: tinyEngine('tiny-1') };
    const worker = new Scorer({ ...needs, onError: () => undefined });
    await worker.run();
    await worker.stop();
    expect((await firm.written([ann])).map(({ type }) => type)).toEqual(['RiskAssessed']);
    await firm.close();
  });
});
