import type { Evaluation, RocPoint } from './evaluate.js';

/** One self-contained page: no script, nothing loaded from elsewhere. */
export function reportHtml(evaluation: Evaluation, title: string): string {
  const { people: everybody, personMonths, alerts, scenarios, curve, unknownLabels } = evaluation;
  const { falseAlerts, falseAlertsPer100PersonMonths, earlyAlerts } = evaluation;
  const labelled = scenarios.reduce((sum, { people }) => sum + people, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse}td,th{padding:.25rem .75rem;border-bottom:1px solid #d5dae1;text-align:right}td:first-child,th:first-child{text-align:left}
svg{max-width:100%;height:auto}</style></head><body>
<h1>${escaped(title)}</h1>
<p>People: ${everybody}; clean person-months: ${personMonths}. Alerts: ${alerts}; false ones: ${falseAlerts} (${falseAlertsPer100PersonMonths} for 100 person-months); in the first 20 active days: ${earlyAlerts}.</p>
<h2>Found against false alert-days</h2>
${chart(curve, labelled)}
${table(
  ['false alert-days per person-month', 'score above', 'found', 'control'],
  curve.map((point) => [point.falseAlertDaysPerPersonMonth, point.threshold, point.found, point.control]),
)}
<h2>By scenario</h2>
${table(
  [
    'scenario',
    'people',
    'alerted',
    'median delay, days',
    'within 5 days',
    ...curve.map(({ falseAlertDaysPerPersonMonth }) => `found (control) at ${falseAlertDaysPerPersonMonth}`),
  ],
  scenarios.map((row) => [
    row.scenario,
    row.people,
    row.alerted,
    row.medianDelayDays ?? '–',
    row.within5Days,
    ...row.curve.map(({ found, control }) => `${found} (${control})`),
  ]),
)}
<p>Control: the same people, as many days before they began.${
    unknownLabels.length === 0 ? '' : ` Labels of people without scores: ${escaped(unknownLabels.join(', '))}.`
  }</p>
</body></html>
`;
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = (row: readonly (string | number)[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(String(cell))}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells(header, 'th')}</thead><tbody>
${rows.map((row) => cells(row, 'td')).join('\n')}
</tbody></table>`;
}

const width = 640;
const height = 320;
const margin = 48;

/** False alert-days per person-month (logarithmic) across, share of labelled people found upwards. */
function chart(points: readonly RocPoint[], people: number): string {
  const rates = points.map(({ falseAlertDaysPerPersonMonth }) => falseAlertDaysPerPersonMonth);
  const [low, high] = [Math.log(Math.min(...rates)), Math.log(Math.max(...rates))];
  const x = (rate: number): number => margin + ((Math.log(rate) - low) / (high - low || 1)) * (width - 2 * margin);
  const y = (found: number): number => height - margin - (people === 0 ? 0 : found / people) * (height - 2 * margin);
  const place = (point: RocPoint, value: number): string =>
    `${x(point.falseAlertDaysPerPersonMonth).toFixed(1)},${y(value).toFixed(1)}`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Share found against false alert-days per person-month">
<rect x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height - 2 * margin}" fill="none" stroke="#d5dae1"/>
<polyline fill="none" stroke="#1a5fb4" stroke-width="2" points="${points.map((point) => place(point, point.found)).join(' ')}"/>
<polyline fill="none" stroke="#9a9996" stroke-dasharray="4" points="${points.map((point) => place(point, point.control)).join(' ')}"/>
${points
  .map(
    (point) =>
      `<text x="${x(point.falseAlertDaysPerPersonMonth).toFixed(1)}" y="${height - margin + 18}" font-size="12" text-anchor="middle">${point.falseAlertDaysPerPersonMonth}</text>`,
  )
  .join('')}
<text x="${margin - 8}" y="${margin + 4}" font-size="12" text-anchor="end">${people}</text>
<text x="${margin - 8}" y="${height - margin + 4}" font-size="12" text-anchor="end">0</text>
<text x="${width - margin}" y="${margin - 12}" font-size="12" text-anchor="end">blue: found; dashed: the same people, before</text>
</svg>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
