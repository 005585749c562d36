import { featureCount } from './features.js';
import { flat } from './flat.js';

/**
 * What proves the features of a day: ids of its records, each with the features it raised (bits of two words). It does
 * not grow with the day, for of each feature only the heaviest records are asked for.
 */
export type Evidence = {
  readonly ids: string[];
  readonly low: number[];
  readonly high: number[];
  readonly weight: number[];
  /** By feature: how many of the named records raised it, and how many more that are not named. */
  readonly named: number[];
  readonly unnamed: number[];
  /** By feature: the least weight of the first that were named; once these are enough, only more weight is asked for. */
  readonly least: number[];
  /** Once so many are named, only the heaviest stay. */
  readonly room: number;
};

type RecordRaised = {
  readonly id: string;
  /** At most a thousand million. */
  readonly weight: number;
  /** Features that it raised, in the bits of two words. */
  readonly low: number;
  readonly high: number;
};

/** So many of a day's records are named for one feature. */
const mostNamed = 8;
/** Of a day with so few named records all stay. */
const leastRoom = 48;
const beyondWeights = 2 ** 30 - 1;
const ofEachFeature = (value: number): number[] => Array.from({ length: featureCount }, () => value);

export const noEvidence = (): Evidence => ({
  ids: [],
  low: [],
  high: [],
  weight: [],
  named: ofEachFeature(0),
  unnamed: ofEachFeature(0),
  least: ofEachFeature(beyondWeights),
  room: leastRoom,
});

/** Takes in one more record. @returns the evidence to go on with */
export function withRecord(evidence: Evidence, record: RecordRaised): Evidence {
  add(evidence, record);
  return evidence.ids.length < evidence.room ? evidence : heaviest(evidence);
}

/** Names the record where it may be one of the heaviest, and counts it in any case. */
function add(evidence: Evidence, { id, weight, low, high }: RecordRaised): void {
  if (!isWanted(evidence, weight, low, 0) && !isWanted(evidence, weight, high, 30)) {
    countUnnamed(evidence, low, 0);
    countUnnamed(evidence, high, 30);
    return;
  }
  evidence.ids.push(flat(id));
  evidence.weight.push(weight);
  evidence.low.push(low);
  evidence.high.push(high);
  countNamed(evidence, weight, low, 0);
  countNamed(evidence, weight, high, 30);
}

function isWanted({ named, least }: Evidence, weight: number, raised: number, firstFeature: number): boolean {
  for (let bits = raised; bits !== 0; bits &= bits - 1) {
    const at = firstFeature + lowestOf(bits);
    if ((named[at] ?? 0) < mostNamed || weight > (least[at] ?? 0)) return true;
  }
  return false;
}

function countUnnamed({ unnamed }: Evidence, raised: number, firstFeature: number): void {
  for (let bits = raised; bits !== 0; bits &= bits - 1) {
    const at = firstFeature + lowestOf(bits);
    unnamed[at] = (unnamed[at] ?? 0) + 1;
  }
}

function countNamed({ named, least }: Evidence, weight: number, raised: number, firstFeature: number): void {
  for (let bits = raised; bits !== 0; bits &= bits - 1) {
    const at = firstFeature + lowestOf(bits);
    const before = named[at] ?? 0;
    named[at] = before + 1;
    if (before < mostNamed && weight < (least[at] ?? 0)) least[at] = weight;
  }
}

/** The heaviest records of every feature: they answer as all do. */
function heaviest({ ids, low, high, weight, unnamed }: Evidence): Evidence {
  const kept: Evidence = { ...noEvidence(), unnamed: [...unnamed] };
  const byWeight = ids.map((_, k) => k).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || a - b);
  for (const k of byWeight)
    add(kept, { id: ids[k] ?? '', weight: weight[k] ?? 0, low: low[k] ?? 0, high: high[k] ?? 0 });
  return { ...kept, room: leastRoom + 2 * kept.ids.length };
}

/** Ids of the records that raised a feature, the heaviest first and of equals the earliest, and how many they are. */
export function evidenceOf(evidence: Evidence, at: number): { ids: readonly string[]; count: number } {
  const { ids, weight, unnamed } = evidence;
  const words = at < 30 ? evidence.low : evidence.high;
  const bit = 1 << (at < 30 ? at : at - 30);
  const hits: number[] = [];
  for (let k = 0; k < words.length; k += 1) if (((words[k] ?? 0) & bit) !== 0) hits.push(k);
  hits.sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || a - b);
  return { ids: hits.slice(0, mostNamed).map((k) => ids[k] ?? ''), count: hits.length + (unnamed[at] ?? 0) };
}

const lowestOf = (bits: number): number => 31 - Math.clz32(bits & -bits);
