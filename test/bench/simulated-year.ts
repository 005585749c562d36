import { accessEventOf } from '#domain/access/access.events';
import { customerRegistered } from '#domain/customer/customer.events';
import { employeeHired } from '#domain/employee/employee.events';
import { streams } from '#domain/streams';
import type { Action } from '#domain/values';
import type { EventToRecord, Log } from '#event-store/log';
import { metadataBy } from '../support/log.js';

const actsADay = 48;
const listed = 50;
const appendEvents = 100;

/** Out of 16 acts; lists carry every customer they showed. */
const rhythm: readonly Action[] = [
  ...Array.from({ length: 8 }, () => 'view' as const),
  ...Array.from({ length: 3 }, () => 'list' as const),
  ...Array.from({ length: 2 }, () => 'search' as const),
  'reveal',
  'copy',
  'sign_in',
];

const aYear = { people: 20, customers: 5_000, workingDays: 250 };

/**
 * Fills the log with what a firm of 20 does in a year unless said otherwise, the same at every run: 48 acts a person
 * and working day. @returns the ids of its people, and how many events there are
 */
export async function appendYear(
  log: Log,
  { people, customers, workingDays } = aYear,
): Promise<{ readonly employeeIds: readonly string[]; readonly events: number }> {
  const employeeIds = Array.from({ length: people }, (_, n) => `0193f5a0-7c11-7000-8000-${pad(n)}`);
  const customerIds = Array.from({ length: customers }, (_, n) => `0193f5a0-7c12-7000-8000-${pad(n)}`);
  const metadata = metadataBy('account-1');
  await log.prepareSubjects(employeeIds, 'employee', metadata);
  for (let at = 0; at < customers; at += 1_000) {
    await log.prepareSubjects(customerIds.slice(at, at + 1_000), 'customer', metadata);
  }
  let count = people + customers;
  const append = async (stream: string, events: readonly EventToRecord[]): Promise<void> => {
    await log.append(stream, 'any', events, metadata);
    count += events.length;
  };
  await inParallel(employeeIds, (id) => append(streams.employee(id), [hired(id)]));
  await inParallel(customerIds, (id, n) =>
    append(streams.customer(id), [registered(id, employeeIds[n % people] ?? id)]),
  );
  for (let day = 0; day < workingDays; day += 1) {
    const date = new Date(Date.UTC(2025, 0, 1 + Math.floor((day * 7) / 5))).toISOString().slice(0, 10);
    await inParallel(employeeIds, async (id, n) => {
      const acts = Array.from({ length: actsADay }, (_, act) => acted(id, n, customerIds, date, day * actsADay + act));
      for (let at = 0; at < acts.length; at += appendEvents) {
        await append(streams.access(id, date), acts.slice(at, at + appendEvents));
      }
    });
  }
  return { employeeIds, events: count };
}

function acted(
  employeeId: string,
  person: number,
  customerIds: readonly string[],
  date: string,
  act: number,
): EventToRecord {
  const action = rhythm[act % rhythm.length] ?? 'view';
  const many = action === 'list' || action === 'search';
  const first = (act * 37 + person * 251) % (customerIds.length - listed);
  const objects = action === 'sign_in' ? [] : customerIds.slice(first, first + (many ? listed : 1));
  const minute = 8 * 60 + Math.floor(((act % actsADay) / actsADay) * 600);
  const occurredAt = `${date}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`;
  const event = accessEventOf[action].of({
    employeeId,
    customerIds: objects,
    kinds: ['basic'],
    rows: objects.length,
    sensitivity: 'internal',
    portfolio: 'own',
    device: `device-${person}`,
    destination: null,
  });
  return { ...event, occurredAt };
}

const hired = (employeeId: string) =>
  employeeHired.of(
    {
      employeeId,
      team: 'east',
      role: 'seller',
      region: 'EU',
      timezone: 'UTC',
      rank: 5,
      performance: 'normal',
      hiredOn: '2020-01-01',
    },
    { name: 'A Seller', email: 'seller@firm.example', externalIds: { default: employeeId } },
  );

const registered = (customerId: string, employeeId: string) =>
  customerRegistered.of(
    {
      customerId,
      developedBy: employeeId,
      assignedTo: employeeId,
      sensitivity: 'internal',
      fields: { contact: ['phone', 'email'] },
    },
    {
      name: 'A Customer of the Firm',
      externalIds: { default: customerId },
      details: { contact: { phone: '+49 170 0001000', email: 'buyer@customer.example' } },
    },
  );

async function inParallel<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

const pad = (n: number): string => String(n).padStart(12, '0');
