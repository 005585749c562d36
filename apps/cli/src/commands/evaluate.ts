import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { evaluate as evaluateRun, evaluationTable } from '#detection/backtest/evaluate';
import { linesOf } from '#detection/backtest/lines';
import { readLabels, WrongTable } from '#detection/backtest/read-tables';
import { reportHtml } from '#detection/backtest/report-html';
import { date } from '#domain/values';
import { Failed, linesRejected, mustNotBeEmpty, parseCommandLine, required, type Command } from '../command.js';
import { mustBeFolder, readText } from '../read-file.js';

export const evaluate: Command = {
  summary: 'Measures a backtest against labels: what was found, how late, and at which price in false alerts.',
  usage: `--labels FILE --out DIR [--report FILE.html]
  --labels FILE   CSV: employee,scenario,start,end
  --out DIR       where the backtest wrote`,
  run: async (args, io) => {
    const { values } = parseCommandLine(
      args,
      { labels: { type: 'string' }, out: { type: 'string' }, report: { type: 'string' } },
      { min: 0, max: 0, names: '' },
    );
    const out = required('out', values.out);
    mustNotBeEmpty(values, ['report']);
    if (values.report !== undefined) mustBeFolder(dirname(values.report), 'make it, or name another --report');
    const labels = await labelsOf(required('labels', values.labels));
    for (const { line, code } of labels.rejected) io.err(`labels line ${line}: ${code}`);
    mustBeFolder(out, 'name the one that bookward backtest wrote to');
    const scores = await jsonLines(join(out, 'scores.jsonl'), scoredDay);
    const alerts = await jsonLines(join(out, 'alerts.jsonl'), alertedDay);
    const evaluation = evaluateRun(scores, alerts, labels.rows);
    if (values.report !== undefined) await writeFile(values.report, reportHtml(evaluation, 'Detection measured'));
    io.out(values.json ? JSON.stringify(evaluation) : evaluationTable(evaluation));
    const rejected = labels.rejected.length;
    if (rejected === 0) return 0;
    io.err(`bookward evaluate: ${linesRejected(rejected)}, the rest measured.`);
    return 1;
  },
};

const alertedDay = z.object({ employee: z.string(), date });
const scoredDay = alertedDay.extend({ score: z.number().nullable() });

async function labelsOf(path: string) {
  try {
    return readLabels(await readText(path));
  } catch (error) {
    if (error instanceof WrongTable) throw new Failed(`${error.message}.`);
    throw error;
  }
}

/** Lines that a backtest wrote. @throws Failed when the file is missing or no such lines */
async function jsonLines<T>(path: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const values: T[] = [];
  let number = 0;
  try {
    for await (const lines of linesOf(createReadStream(path))) {
      for (const line of lines) {
        number += 1;
        if (line !== '') values.push(schema.parse(JSON.parse(line)));
      }
    }
  } catch (error) {
    const where = number === 0 ? '' : `, at line ${number}`;
    throw new Failed(
      `${path} is not what a backtest writes${where}; run bookward backtest with the same --out first.`,
      { cause: error },
    );
  }
  return values;
}
