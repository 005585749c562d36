import type { Role } from '#domain/values';
import type { ServiceRight } from '#api/http/principal';

/** One line of the contract: who may call a route about somebody else, and what happens to those who ask about themselves. */
export type RouteLine = {
  /** `GET /employees/:id` */
  readonly route: string;
  readonly may: readonly Role[] | 'everyone signed in' | 'anybody';
  readonly keys?: readonly ServiceRight[];
  /** `shown` to whoever asks about themself, whatever their role; or `hidden` even from those who see others. */
  readonly oneself?: 'shown' | 'hidden';
};

const line = (route: string, may: RouteLine['may'], more: Omit<RouteLine, 'route' | 'may'> = {}): RouteLine => ({
  route,
  may,
  ...more,
});

const sellers = ['salesperson', 'manager'] as const;
const policyReaders = ['admin', 'security_officer', 'auditor'] as const;
const hrKey = { keys: ['hr'] } as const;

/** Every route under `/api/v1`, one line each. */
export const contractRoutes: readonly RouteLine[] = [
  line('POST /sessions', 'anybody'),
  line('DELETE /sessions/current', 'everyone signed in'),
  line('GET /me', 'everyone signed in'),
  line('PATCH /me', 'everyone signed in'),
  line('PUT /me/password', 'everyone signed in'),
  line('GET /me/record', 'everyone signed in'),
  line('GET /me/waiting', 'everyone signed in'),
  line('GET /me/pseudonym-lifts', ['security_officer', 'auditor']),

  line('GET /accounts', ['admin']),
  line('POST /accounts', ['admin']),
  line('PATCH /accounts/:id', ['admin']),
  line('POST /accounts/:id/sign-in-links', ['admin']),
  line('GET /service-keys', ['admin']),
  line('POST /service-keys', ['admin']),
  line('DELETE /service-keys/:id', ['admin']),
  line('GET /system/health', ['admin']),

  line('GET /policies/tiers', policyReaders),
  line('PUT /policies/tiers', ['admin']),
  line('GET /policies/approval-chains', policyReaders),
  line('PUT /policies/approval-chains', ['admin']),
  line('GET /policies/detection', policyReaders),
  line('PUT /policies/detection', ['admin']),
  line('POST /policies/detection/simulations', ['security_officer']),
  line('GET /policies/detection/canaries', ['security_officer']),
  line('PUT /policies/detection/canaries', ['security_officer']),

  line('GET /employees', ['hr', 'manager', 'security_officer']),
  line('POST /employees/search', ['hr', 'manager']),
  line('POST /employees', ['hr'], hrKey),
  line('GET /employees/:id', ['hr', 'manager', 'security_officer'], { oneself: 'shown' }),
  line('GET /employees/:id/tier', ['hr', 'admin', 'security_officer'], { oneself: 'shown' }),
  line('POST /employees/:id/transfers', ['hr'], hrKey),
  line('POST /employees/:id/resignation', ['hr'], hrKey),
  line('POST /employees/:id/resignation/withdrawal', ['hr'], hrKey),
  line('POST /employees/:id/resignation/correction', ['hr'], hrKey),
  line('PUT /employees/:id/last-working-day', ['hr'], hrKey),
  line('POST /employees/:id/departure', ['hr'], hrKey),
  line('GET /employees/:id/departure-check', ['security_officer', 'hr'], { oneself: 'hidden' }),
  line('GET /employees/:id/portfolio', ['hr', 'manager']),
  line('POST /employees/:id/portfolio/hand-over', ['manager']),
  line('GET /employees/:id/risk', ['security_officer'], { oneself: 'hidden' }),
  line('GET /employees/:id/risk/history', ['security_officer'], { oneself: 'hidden' }),
  line('GET /employees/:id/activity', ['security_officer'], { oneself: 'hidden' }),
  line('POST /employees/:id/pseudonym-lifts', ['security_officer', 'auditor']),
  line('POST /hr/import', ['hr'], hrKey),

  line('POST /customers', sellers),
  line('POST /customers/import', ['manager', 'admin']),
  line('GET /customers', sellers),
  line('POST /customers/search', sellers),
  line('GET /customers/:id', sellers),
  line('POST /customers/:id/reveals', sellers),
  line('POST /customers/:id/assignee', ['manager']),
  line('PUT /customers/:id/classification', ['security_officer', 'admin']),
  line('POST /customers/:id/pseudonym-lifts', ['security_officer', 'auditor']),
  line('POST /access-decisions', sellers, { keys: ['decide'] }),
  line('POST /activity', [], { keys: ['ingest'] }),

  line('POST /exports', sellers),
  line('POST /exports/previews', sellers),
  // An approver may have any role, or be named as an account.
  line('GET /exports', 'everyone signed in'),
  line('GET /exports/:id', 'everyone signed in'),
  line('POST /exports/:id/run', sellers),
  line('GET /exports/:id/file', sellers),
  line('GET /approvals', 'everyone signed in'),
  line('GET /approvals/:id', 'everyone signed in'),
  line('POST /approvals/:id/decisions', 'everyone signed in'),
  line('POST /approvals/:id/withdrawal', 'everyone signed in'),

  line('GET /alerts', ['security_officer']),
  line('GET /alerts/stream', ['security_officer']),
  line('GET /alerts/:id', ['security_officer']),
  line('GET /alerts/:id/similar', ['security_officer']),
  line('POST /alerts/:id/acknowledgement', ['security_officer']),
  line('POST /alerts/:id/disposition', ['security_officer']),
  line('GET /detection/quality', ['security_officer']),
  line('GET /notices', ['security_officer']),
  line('GET /teams/mine', sellers),
  line('GET /teams/mine/friction', ['manager']),

  line('GET /audit/events', ['auditor', 'security_officer']),
  line('GET /audit/streams/:name', ['auditor']),
  line('GET /audit/as-of', ['auditor']),
  line('POST /audit/verifications', ['auditor']),
  line('GET /audit/verifications/:id', ['auditor']),
  line('POST /audit/exports', ['auditor']),
];
