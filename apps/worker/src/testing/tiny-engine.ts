import type { CreateEngine, EngineInput, EngineOutput, ScorePart } from '#detection/engine';

type Person = { readonly records: number; readonly episode: number; readonly open: boolean };
const nobody: Person = { records: 0, episode: 0, open: false };

/**
 * An engine that a spec can follow in the head: assesses every second record of a person, finds something in every
 * record of `findingRows` or more, something critical in ten times as many, and closes an episode when it is disposed.
 */
export const tinyEngine =
  (version: string, findingRows = 100): CreateEngine =>
  (state) => {
    const people = new Map([...state].map(([name, json]) => [name, JSON.parse(json) as Person]));
    const changed = new Set<string>();
    const keep = (employee: string, person: Person) => {
      people.set(employee, person);
      changed.add(employee);
    };
    return {
      version,
      step: (input) => step(input, people.get(employeeOf(input)) ?? nobody, findingRows, keep),
      takeChanged: () => {
        const taken = new Map([...changed].map((name) => [name, JSON.stringify(people.get(name))]));
        changed.clear();
        return taken;
      },
    };
  };

const employeeOf = (input: EngineInput): string =>
  input.kind === 'activity' ? input.record.employee : 'employee' in input ? input.employee : '';

function step(
  input: EngineInput,
  person: Person,
  findingRows: number,
  keep: (employee: string, person: Person) => void,
): readonly EngineOutput[] {
  if (input.kind === 'disposition') {
    if (!person.open || (input.episode !== null && input.episode !== person.episode)) return [];
    keep(input.employee, { ...person, open: false });
    return [{ kind: 'episode_closed', employee: input.employee, episode: person.episode, because: 'disposed' }];
  }
  if (input.kind !== 'activity') return [];
  const { employee, id, at, rows } = input.record;
  const isFinding = rows >= findingRows;
  const episode = isFinding && !person.open ? person.episode + 1 : person.episode;
  const records = person.records + 1;
  keep(employee, { records, episode, open: person.open || isFinding });
  const said = { employee, date: at.slice(0, 10), at, parts: [partOf(id, rows)], inputHash: `${records}` };
  const outputs: EngineOutput[] = [];
  if (records % 2 === 0)
    outputs.push({
      kind: 'assessment',
      ...said,
      because: 'band_change',
      band: 'normal',
      score: rows,
      surprise: rows,
      missing: [],
    });
  if (isFinding)
    outputs.push({
      kind: 'alert',
      ...said,
      episode,
      opens: !person.open,
      escalates: false,
      severity: rows >= 10 * findingRows ? 'critical' : 'high',
      delivery: 'now',
      lookBack: false,
      resignationId: null,
      score: rows,
      sentence: { key: 'rows', values: { observed: rows } },
      window: { from: at, to: at },
      departure: null,
    });
  return outputs;
}

const partOf = (id: string, rows: number): ScorePart => ({
  indicator: 'rows',
  contribution: rows,
  observed: rows,
  expectedSelf: 1,
  expectedPeers: null,
  eventCount: 1,
  events: [id],
});
