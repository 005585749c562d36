import type { z } from 'zod';
import { email as emailAddress, personName } from '#domain/employee/employee.events';
import { Refusal } from '#domain/refusal';
import { role, rolesOfEmployees } from '#domain/values';
import type { Role } from '#domain/values';
import { issueLink } from '#api/accounts/issue-link';
import { openAccount } from '#api/accounts/open-account';
import { Failed, parseCommandLine, required, WrongUsage } from '../command.js';
import type { Command } from '../command.js';
import { addressOf } from '../address.js';
import { byCommandLine } from '../metadata.js';
import { withDeployment } from '../settings.js';

export const accounts: Command = {
  summary: 'Opens an account, or issues a one-time sign-in link (the only way to one for officers and auditors).',
  usage: [
    'link --email E [--json]',
    '  bookward accounts open --email E --name N --roles R[,R] [--employee ID|E-MAIL] [--json]',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(
      args,
      { email: { type: 'string' }, name: { type: 'string' }, roles: { type: 'string' }, employee: { type: 'string' } },
      { min: 1, max: 1, names: 'what to do: link or open' },
    );
    const email = required('email', values.email);
    switch (positionals[0] ?? '') {
      case 'link': {
        const link = await withDeployment(io, values.data, async ({ log, aliases, newId, clock, config }) => {
          const accountId = (await aliases.find('account-email', [email])).get(email);
          if (accountId === undefined)
            throw new Failed(`no account has the address ${email}; open one with: bookward accounts open`);
          const { url, expiresAt } = await issueLink(
            { log, newId },
            { accountId, by: 'command_line', baseUrl: await addressOf(config), now: clock() },
            byCommandLine(clock, newId),
          );
          return { url, expiresAt };
        });
        io.out(values.json ? JSON.stringify(link) : `${link.url}\nworks once, until ${link.expiresAt}`);
        return 0;
      }
      case 'open': {
        const name = required('name', values.name);
        mustBe(emailAddress, 'email', email, 'an e-mail address such as sam@firm.example');
        mustBe(personName, 'name', name, 'a name');
        const roles = parseRoles(required('roles', values.roles));
        const acting = rolesOfEmployees.find((each) => roles.includes(each));
        if (acting !== undefined && (values.employee ?? '') === '')
          throw new WrongUsage(`--employee is missing: the role ${acting} acts as an employee`);
        const opened = await withDeployment(io, values.data, async ({ log, aliases, newId, clock }) => {
          const employeeId = values.employee === undefined ? null : await employeeNamed(aliases, log, values.employee);
          const accountId = newId();
          await openAccount(
            { log, aliases },
            { accountId, email, name, roles, employeeId },
            byCommandLine(clock, newId),
          ).catch(inOneSentence);
          return { id: accountId };
        });
        io.out(values.json ? JSON.stringify(opened) : `opened; sign in with: bookward accounts link --email ${email}`);
        return 0;
      }
      default:
        throw new WrongUsage(`“${positionals[0]}” is not one of link, open`);
    }
  },
};

function mustBe(schema: z.ZodType, option: string, value: string, what: string): void {
  if (!schema.safeParse(value).success) throw new WrongUsage(`--${option} takes ${what}; “${value}” is none`);
}

function parseRoles(text: string): readonly Role[] {
  return text.split(',').map((name) => {
    const parsed = role.safeParse(name.trim());
    if (!parsed.success) throw new WrongUsage(`--roles takes ${role.options.join(', ')}; “${name}” is none of them`);
    return parsed.data;
  });
}

type Find = {
  find(space: 'employee-email' | 'employee:default', names: readonly string[]): Promise<ReadonlyMap<string, string>>;
};
type Streams = { readonly facts: { readStream(stream: string, options: { limit: number }): AsyncIterable<unknown> } };

async function employeeNamed(aliases: Find, log: Streams, name: string): Promise<string> {
  const byAddress = (await aliases.find('employee-email', [name])).get(name);
  const found = byAddress ?? (await aliases.find('employee:default', [name])).get(name);
  if (found !== undefined) return found;
  for await (const _ of log.facts.readStream(`employee-${name}`, { limit: 1 })) return name;
  throw new Failed(`--employee names nobody: no employee has the id, external id or address “${name}”.`);
}

function inOneSentence(error: unknown): never {
  if (error instanceof Refusal) throw new Failed(error.message);
  throw error;
}
