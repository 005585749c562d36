import type { Evaluation, RocPoint } from './evaluate.js';

/** One self-contained page: no script, nothing loaded from elsewhere. */
export function reportHtml(evaluation: Evaluation, title: string): string {
  const { scenarios, curve, personMonths, falseAlerts, falseAlertsPer100PersonMonths } = evaluation;
  const labelled = scenarios.reduce((sum, { people }) => sum + people, 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse}td,th{padding:.25rem .75rem;border-bottom:1px solid #d5dae1;text-align:right}td:first-child,th:first-child{text-align:left}
svg{max-width:100%;height:auto}</style></head><body>
<h1>${escaped(title)}</h1>
<p>${personMonths} clean person-months; ${falseAlerts} false alerts: ${falseAlertsPer100PersonMonths} for 100 person-months.</p>
<h2>Found against false alert-days</h2>
${chart(curve, labelled)}
<h2>By scenario</h2>
<table><thead><tr><th>scenario</th><th>people</th><th>alerted</th><th>median delay, days</th>${curve
    .map(({ falseAlertDaysPerPersonMonth }) => `<th>found at ${falseAlertDaysPerPersonMonth}</th>`)
    .join('')}</tr></thead><tbody>
${scenarios
  .map(
    ({ scenario, people, alerted, medianDelayDays, curve: points }) =>
      `<tr><td>${escaped(scenario)}</td><td>${people}</td><td>${alerted}</td><td>${medianDelayDays ?? '–'}</td>${points
        .map(({ found }) => `<td>${found}</td>`)
        .join('')}</tr>`,
  )
  .join('\n')}
</tbody></table>
</body></html>
`;
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
