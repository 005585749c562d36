import { serviceScope } from '#domain/account/account.events';
import { instant } from '#domain/values';
import { issueKey } from '#api/accounts/issue-key';
import { parseCommandLine, required, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { byCommandLine } from '../metadata.js';
import { withDeployment } from '../settings.js';

export const keys: Command = {
  summary: 'Creates a service key, shown once.',
  usage:
    'create --name N --scopes S[,S] [--history-until INSTANT] [--json]\n\nA scope is ingest:SOURCE, decide:SOURCE or hr:SOURCE.',
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(
      args,
      { name: { type: 'string' }, scopes: { type: 'string' }, 'history-until': { type: 'string' } },
      { min: 1, max: 1, names: 'what to do: create' },
    );
    if (positionals[0] !== 'create') throw new WrongUsage(`“${positionals[0]}” is not “create”`);
    const name = required('name', values.name).trim();
    if (name === '' || name.length > 80) throw new WrongUsage('--name takes 1 to 80 characters');
    const scopes = required('scopes', values.scopes)
      .split(',')
      .map((scope) => scope.trim());
    const wrong = scopes.find((scope) => !serviceScope.safeParse(scope).success);
    if (wrong !== undefined)
      throw new WrongUsage(`--scopes takes ingest:SOURCE, decide:SOURCE or hr:SOURCE; “${wrong}” is none of them`);
    const historyUntil = values['history-until'] ?? null;
    if (historyUntil !== null && !instant.safeParse(historyUntil).success)
      throw new WrongUsage('--history-until takes an instant such as 2026-03-02T09:00:00Z');
    const issued = await withDeployment(io, values.data, ({ log, clock, newId }) =>
      issueKey({ log }, { keyId: newId(), name, scopes, historyUntil }, byCommandLine(clock, newId)),
    );
    io.out(
      values.json
        ? JSON.stringify({ id: issued.id, key: issued.key })
        : `${issued.key}\n(key ${issued.id}; it is not shown again)`,
    );
    return 0;
  },
};
