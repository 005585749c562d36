/** Seeded randomness: the same seed gives the same firm on any machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  readonly uniform: () => number;
  readonly chance: (probability: number) => boolean;
  /** Whole number, both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly normal: () => number;
  readonly logNormal: (median: number, deviation: number) => number;
  readonly poisson: (mean: number) => number;
  /** Counts with variance mean + mean² / size. */
  readonly overdispersed: (mean: number, size: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Favours the front of a list, as people favour some customers. */
  readonly pickFront: <T>(list: readonly T[]) => T;
  /** An independent stream, so that one part of a firm does not shift another. */
  readonly fork: (name: string) => Random;
};

export function seeded(seed: number): Random {
  let a = seed >>> 0;
  let b = (seed ^ 0x9e37_79b9) >>> 0;
  let c = 0x85eb_ca6b;
  let d = 1;
  // sfc32: small, fast and good enough for people.
  const uniform = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let k = 0; k < 12; k += 1) uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const third = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * third)) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < (x * x) / 2 + third - third * v + third * Math.log(v)) return third * v;
    }
  };
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const least = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > least; product *= uniform()) count += 1;
    return count;
  };
  const at = <T>(list: readonly T[], place: number): T => {
    const found = list[Math.min(place, list.length - 1)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    uniform,
    chance: (probability) => uniform() < probability,
    between: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    normal,
    logNormal: (median, deviation) => median * Math.exp(deviation * normal()),
    poisson,
    overdispersed: (mean, size) => (mean <= 0 ? 0 : poisson((gamma(size) * mean) / size)),
    pick: (list) => at(list, Math.floor(uniform() * list.length)),
    pickFront: (list) => at(list, Math.floor(uniform() ** 2 * list.length)),
    fork: (name) => seeded(hash(`${seed}/${name}`)),
  };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let k = 0; k < text.length; k += 1) value = Math.imul(value ^ text.charCodeAt(k), 16_777_619);
  return value >>> 0;
}
