import type { Recorded } from '#domain/event';
import type { EventNamed, EventType } from '#domain/events';
import type { DetectionPolicy } from '#domain/policy/detection-policy';
import type { Action, Kind } from '#domain/values';
import type { EngineInput as Input } from '../engine.js';
import { Chunked } from './chunked.js';
import type { Chunks } from './chunked.js';

type ActivityInput = Extract<Input, { kind: 'activity' }>;
/** An event as recorded, but for what is personal: scoring reads facts only. */
type Of<T extends EventType> = Omit<Recorded<EventNamed<T>>, 'personal'>;
export type LogFact = { readonly [T in EventType]: Of<T> }[EventType];
type Employment = {
  readonly team: string;
  readonly role: string;
  readonly region: string;
  readonly timezone: string;
  readonly from: string;
};
type Policy = { readonly version: number; readonly mode: DetectionPolicy['mode'] };

/** What an event needs to be told to the engine beside itself, read from the event's own or a neighbouring stream. */
export type Beside = {
  /** Customers that an export released. */
  readonly released: readonly string[];
  /** The engine's own number of a disposed episode, null when the episode was another engine's, and its days. */
  readonly episode: number | null;
  readonly window: { readonly from: string; readonly to: string };
};

/** What the engine is told, event by event, and the little that has to be remembered between events to tell it. */
export class Facts {
  readonly #employments: Chunked<Employment | null>;
  readonly #policies: Chunked<Policy>;

  constructor(chunks: Chunks) {
    this.#employments = new Chunked<Employment | null>('employment/', null, chunks);
    // What the engine takes for granted before a policy is published.
    this.#policies = new Chunked<Policy>('policy/', { version: 0, mode: 'shadow' }, chunks);
  }

  get policy(): Policy {
    return this.#policies.get('detection');
  }

  takeChanged(): Chunks {
    return new Map([...this.#employments.takeChanged(), ...this.#policies.takeChanged()]);
  }

  tell(event: ScoredEvent, beside: Beside): readonly Input[] {
    // The table below has the teller of each type under its name.
    const teller = tellers[event.type] as (event: ScoredEvent, facts: Facts, beside: Beside) => readonly Input[];
    return teller(event, this, beside);
  }

  employ(employeeId: string, recordedAt: string, change: Partial<Employment>, until: string | null): readonly Input[] {
    const employment = { ...nowhere, ...this.#employments.get(employeeId), ...change };
    this.#employments.set(employeeId, employment);
    return [{ kind: 'person', recordedAt, employee: employeeId, ...employment, until }];
  }

  adopt(policy: Policy): void {
    this.#policies.set('detection', policy);
  }
}

const nowhere: Employment = { team: '', role: '', region: '', timezone: 'UTC', from: '1970-01-01' };

type AccessEvent = Of<'CustomerRecordViewed'> | Of<'AccessDenied'>;
const access =
  (action: Action) =>
  ({
    data,
    ...event
  }: Pick<AccessEvent, 'id' | 'occurredAt' | 'recordedAt' | 'channel'> & {
    readonly data: AccessEvent['data'];
  }): readonly ActivityInput[] => [
    {
      kind: 'activity',
      record: {
        id: event.id,
        at: event.occurredAt,
        recordedAt: event.recordedAt,
        employee: data.employeeId,
        action: 'action' in data ? data.action : action,
        kind: deepest(data.kinds),
        objects: data.customerIds,
        rows: data.rows,
        sensitivity: data.sensitivity,
        portfolio: data.portfolio,
        outcome: 'action' in data ? 'denied' : 'allowed',
        channel: event.channel,
        device: data.device,
        destination: data.destination,
        bytes: data.bytes,
        late: data.late,
        history: data.history,
      },
    },
  ];

/** From the most telling kind to the least. */
const byDepth: readonly Kind[] = [
  'special_terms',
  'contract',
  'transaction',
  'quote',
  'contact',
  'preference',
  'basic',
];
const deepest = (kinds: readonly Kind[]): Kind | null => byDepth.find((kind) => kinds.includes(kind)) ?? null;

type ExportAct = Of<'ExportExecuted'> | Of<'ExportDownloaded'> | Of<'ExportRefused'>;
const exportAct = (
  { id, occurredAt, recordedAt, channel, data }: ExportAct,
  act: Pick<
    ActivityInput['record'],
    'action' | 'objects' | 'sensitivity' | 'portfolio' | 'outcome' | 'device' | 'bytes'
  >,
): readonly ActivityInput[] => {
  const told = { id, at: occurredAt, recordedAt, channel, employee: data.requestedBy, rows: data.rows };
  return [{ kind: 'activity', record: { ...told, ...act, kind: null, destination: null } }];
};

const ownExport =
  (action: 'export' | 'download') =>
  (event: Exclude<ExportAct, Of<'ExportRefused'>>, _: Facts, { released }: Beside): readonly ActivityInput[] => {
    const { sensitivity, portfolio, device, bytes } = event.data;
    return exportAct(event, { action, objects: released, sensitivity, portfolio, outcome: 'allowed', device, bytes });
  };

/** Refused when it was asked for: an attempt. What an approval refuses was asked for openly and took nothing. */
const refusedExport = (event: Of<'ExportRefused'>): readonly ActivityInput[] =>
  event.data.because.startsWith('approval.')
    ? []
    : exportAct(event, {
        action: 'export',
        objects: [],
        sensitivity: event.data.highestSensitivity,
        portfolio: 'unknown',
        outcome: 'denied',
        device: null,
        bytes: 0,
      });

type HrFact = Omit<Extract<Input, { kind: 'hr' }>, 'kind' | 'id' | 'recordedAt' | 'employee'>;
const hr = (
  event: { readonly id: string; readonly recordedAt: string; readonly data: { readonly employeeId: string } },
  fact: HrFact,
): readonly Input[] => [
  { kind: 'hr', id: event.id, recordedAt: event.recordedAt, employee: event.data.employeeId, ...fact },
];

type Tellers = { readonly [T in EventType]?: (event: Of<T>, facts: Facts, beside: Beside) => readonly Input[] };

/** Every event that scoring hears, one line or so each. */
const tellers = {
  SignedIn: access('sign_in'),
  CustomerRecordViewed: access('view'),
  CustomersSearched: access('search'),
  CustomersListed: access('list'),
  FieldRevealed: access('reveal'),
  CopySignalled: access('copy'),
  RecordsPrinted: access('print'),
  RecordsShared: access('share'),
  ApiRead: access('api_read'),
  RecordsExported: access('export'),
  FileDownloaded: access('download'),
  AccessDenied: (event) => access(event.data.action)(event),
  ExportExecuted: ownExport('export'),
  ExportDownloaded: ownExport('download'),
  ExportRefused: refusedExport,
  EmployeeHired: ({ data, recordedAt }, facts) => {
    const { employeeId, team, role, region, timezone, hiredOn } = data;
    return facts.employ(employeeId, recordedAt, { team, role, region, timezone, from: hiredOn }, null);
  },
  EmployeeTransferred: ({ data, recordedAt }, facts) => {
    const { employeeId, effectiveOn, team, role, region, timezone } = data;
    const moved = Object.entries({ team, role, region, timezone }).filter(([, value]) => value !== undefined);
    return facts.employ(employeeId, recordedAt, { ...Object.fromEntries(moved), from: effectiveOn }, null);
  },
  EmployeeLeft: (event, facts) => [
    ...facts.employ(event.data.employeeId, event.recordedAt, {}, event.data.leftOn),
    ...hr(event, { fact: 'left', date: event.data.leftOn }),
  ],
  ResignationDeclared: (event) =>
    hr(event, {
      fact: 'resignation_declared',
      date: event.data.noticeOn,
      lastWorkingDay: event.data.lastWorkingDay,
    }),
  ResignationWithdrawn: (event) => hr(event, { fact: 'resignation_withdrawn', date: null }),
  ResignationEnteredInError: (event) => hr(event, { fact: 'resignation_entered_in_error', date: null }),
  LastWorkingDayChanged: (event) => hr(event, { fact: 'last_working_day', date: event.data.lastWorkingDay }),
  CustomerAssigned: ({ data, recordedAt }) => [
    { kind: 'assignment', recordedAt, object: data.customerId, from: data.from, to: data.to },
  ],
  AlertDisposed: ({ data, recordedAt }, _, { episode, window }) => [
    { kind: 'disposition', recordedAt, employee: data.employeeId, episode, ...window, verdict: data.verdict },
  ],
  DetectionPolicyPublished: ({ data, recordedAt }, facts) => {
    const { version, effectiveFrom: __, ...policy } = data;
    facts.adopt({ version, mode: policy.mode });
    return [{ kind: 'policy', recordedAt, version, policy }];
  },
  CanariesPublished: ({ data, recordedAt }) => [{ kind: 'canaries', recordedAt, objects: data.customerIds }],
} as const satisfies Tellers;

type ScoredType = keyof typeof tellers;
export type ScoredEvent = { readonly [T in ScoredType]: Of<T> }[ScoredType];

export const scoredTypes = Object.keys(tellers) as readonly ScoredType[];
/** What an engine that begins in the middle of the log has to be told of what was before. */
export const standingTypes = [
  'EmployeeHired',
  'EmployeeTransferred',
  'EmployeeLeft',
  'ResignationDeclared',
  'ResignationWithdrawn',
  'ResignationEnteredInError',
  'LastWorkingDayChanged',
  'DetectionPolicyPublished',
  'CanariesPublished',
] as const satisfies readonly ScoredType[];
export const isScored = (event: { readonly type: string }): event is ScoredEvent => Object.hasOwn(tellers, event.type);
