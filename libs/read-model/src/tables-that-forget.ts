import { projections } from './projections.js';
import { qualified } from './sql.js';

/** Tables whose rows lose what is personal when a subject is erased. */
export const tablesThatForget: readonly string[] = projections
  .filter(({ on }) => on.SubjectKeyDestroyed !== undefined)
  .flatMap(({ tables }) => tables.filter(({ kind }) => kind === 'state'))
  .map(({ name }) => qualified(name));
