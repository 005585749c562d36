import { backtestPolicy } from '#detection/backtest/backtest-policy';
import { readJsonAs } from '../read-file.js';

type Policy = ReturnType<typeof backtestPolicy>;
type Calendar = Parameters<typeof backtestPolicy>[1];

/** The policy of a file, for a firm of so many people. @throws Failed when it is none, with what to mend */
export const readPolicy = (file: string, calendar: Calendar, people: number): Promise<Policy> =>
  readJsonAs(file, 'detection policy', (json) => backtestPolicy(json, calendar, people));
