import type { FirmFigures, Share } from './firm-figures.js';

export type Measures = {
  readonly personMonths: number;
  readonly rows: readonly Row[];
  readonly thresholds: Readonly<Record<string, number>>;
  readonly falseAlerts: number;
  readonly early: number;
  readonly handOvers: Share;
  readonly leavers: Share;
  readonly surges: Share;
  readonly worst: readonly string[];
  readonly falseAlertList: readonly string[];
};
/** What became of one pattern of taking data. */
export type Row = {
  readonly scenario: string;
  readonly people: number;
  /** By rate of false alert-days per person-month. */
  readonly found: Readonly<Record<string, number>>;
  readonly control: number;
  readonly delays: readonly number[];
  readonly best: readonly number[];
};

const daysOfMonth = 30.44;

/** The bars of a set of firms: one threshold over all scores of all firms of the set. */
export function measure(firms: readonly FirmFigures[], rates: readonly number[] = [0.02, 0.05]): Measures {
  const personMonths = firms.reduce((sum, { personDays }) => sum + personDays, 0) / daysOfMonth;
  const falseScores = firms
    .flatMap((firm, index) => firm.falseScores.map(({ score, what }) => ({ score, what: `${index} ${what}` })))
    .sort((a, b) => b.score - a.score);
  const thresholds = Object.fromEntries(
    rates.map((rate) => [String(rate), falseScores[Math.floor(rate * personMonths)]?.score ?? 0]),
  );
  const falseAlertList = firms.flatMap(({ falseAlerts }, index) => falseAlerts.map((alert) => `${index} ${alert}`));
  return {
    personMonths,
    rows: rowsOf(firms, thresholds),
    thresholds,
    falseAlerts: falseAlertList.length,
    early: firms.reduce((sum, { early }) => sum + early, 0),
    handOvers: together(firms.map(({ handOvers }) => handOvers)),
    leavers: together(firms.map(({ leavers }) => leavers)),
    surges: together(firms.map(({ surges }) => surges)),
    worst: falseScores.slice(0, 40).map(({ score, what }) => `${score.toFixed(1)} ${what}`),
    falseAlertList,
  };
}

const together = (shares: readonly Share[]): Share => ({
  alerted: shares.reduce((sum, { alerted }) => sum + alerted, 0),
  all: shares.reduce((sum, { all }) => sum + all, 0),
});

function rowsOf(firms: readonly FirmFigures[], thresholds: Readonly<Record<string, number>>): readonly Row[] {
  const taken = firms.flatMap((firm) => firm.taken);
  const strictest = Math.min(...Object.values(thresholds));
  return [...new Set(taken.map(({ scenario }) => scenario))].sort().map((scenario) => {
    const some = taken.filter((one) => one.scenario === scenario);
    return {
      scenario,
      people: some.length,
      found: Object.fromEntries(
        Object.entries(thresholds).map(([rate, threshold]) => [
          rate,
          some.filter(({ best }) => best > threshold).length,
        ]),
      ),
      control: some.filter(({ control }) => control > strictest).length,
      delays: some.flatMap(({ delay }) => (delay === null ? [] : [delay])).sort((a, b) => a - b),
      best: some.map(({ best }) => Math.round(best)).sort((a, b) => a - b),
    };
  });
}
