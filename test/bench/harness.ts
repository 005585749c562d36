export type Bar = {
  readonly name: string;
  readonly value: number;
  readonly bar: number;
  /** The value must not exceed the bar; without it, the value must reach it. */
  readonly atMost?: boolean;
};
export type Result = { readonly figures: Readonly<Record<string, number>>; readonly bars: readonly Bar[] };

/** One benchmark of `main.ts`. Peers are measured in the same run, taking turns with what they are compared to. */
export type Benchmark = { readonly name: string; run(options: { readonly rounds: number }): Promise<Result> };

/** Medians of fewer rounds say too little. */
export const defaultRounds = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Nearest rank; `percent` from 0 to 100. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Events, requests or whatever `work` says it did, per second. */
export async function rateOf(work: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const done = await work();
  return (done / (performance.now() - startedAt)) * 1_000;
}

/** Runs contestants in turn, round after round, so that a slow minute of the machine strikes them all. */
export async function inTurns<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contestants) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) measured[name].push(await contestants[name]());
  }
  return measured;
}

/** Median over the rounds of `ours` against `theirs` of the same round. */
export const medianRatio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));

/** Prints what a benchmark measured; with `json` the last line is for programs. @returns true when no bar is missed */
export function report(name: string, { figures, bars }: Result, json: boolean): boolean {
  const judged = bars.map(({ atMost, ...bar }) => ({
    ...bar,
    ok: atMost === true ? bar.value <= bar.bar : bar.value >= bar.bar,
  }));
  const print = json ? console.error : console.log;
  for (const [figure, value] of Object.entries(figures)) print(`${figure.padEnd(44)} ${rounded(value)}`);
  for (const bar of judged) print(`${bar.ok ? 'ok  ' : 'MISS'} ${bar.name}: ${rounded(bar.value)} (bar ${bar.bar})`);
  if (json) console.log(JSON.stringify({ name, figures, bars: judged }));
  return judged.every((bar) => bar.ok);
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
