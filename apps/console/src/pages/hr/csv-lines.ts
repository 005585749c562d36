export type CsvLine = { readonly line: number; readonly text: string };

/** The records of a CSV file with the line that each begins on, as the server counts them; blank lines are left out. */
export function csvLines(text: string): readonly CsvLine[] {
  const records: CsvLine[] = [];
  let line = 1;
  let begins = { at: 0, line: 1 };
  let isQuoted = false;
  const close = (end: number): void => {
    const record = text.slice(begins.at, end).replace(/\r$/, '');
    if (record.trim() !== '') records.push({ line: begins.line, text: record });
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    if (character !== '\n') continue;
    line += 1;
    if (isQuoted) continue;
    close(at);
    begins = { at: at + 1, line };
  }
  close(text.length);
  return records;
}
