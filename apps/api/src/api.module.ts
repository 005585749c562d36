import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessController } from './access/access.controller.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { ActivityController } from './activity/activity.controller.js';
import type { ApiNeeds } from './api-needs.js';
import { AUTH_DESK } from './auth/auth-desk.js';
import type { AuthDesk } from './auth/auth-desk.js';
import { authenticator } from './auth/authenticate.js';
import { CustomersController } from './customers/customers.controller.js';
import { DESK } from './desk.js';
import type { Desk } from './desk.js';
import { ClearanceController } from './employees/clearance.controller.js';
import { EmployeesController } from './employees/employees.controller.js';
import { AdmissionGuard } from './http/admission.guard.js';
import { answering } from './http/answering.js';
import { bodyHasher } from './http/body-hash.js';
import type { Repeats } from './http/idempotency.js';
import { ProblemFilter } from './http/problem.filter.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { MeController } from './me/me.controller.js';
import { MeRecordController } from './me/me-record.controller.js';
import { NoticesController } from './notices/notices.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { PseudonymsController } from './pseudonyms/pseudonyms.controller.js';
import { SystemController } from './system/system.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { RiskController } from './risk/risk.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { useCaseHandlers } from './use-case.js';

/** Every controller, one line each. */
const controllers = [
  AccessController,
  AccountsController,
  ActivityController,
  AlertsController,
  ApprovalsController,
  AuditController,
  ClearanceController,
  CustomersController,
  EmployeesController,
  ExportsController,
  MeController,
  MeRecordController,
  NoticesController,
  PoliciesController,
  PseudonymsController,
  RiskController,
  SessionsController,
  SystemController,
];

type Parts = {
  readonly needs: ApiNeeds;
  readonly desk: Desk;
  readonly authDesk: AuthDesk;
  readonly repeats: Repeats;
  readonly readsHold: (position: string) => Promise<void>;
};

/** The composition root: one guard admits, one filter refuses. */
@Module({})
export class ApiModule {
  static of({ needs, desk, authDesk, repeats, readsHold }: Parts): DynamicModule {
    const { clock, newId, logger, metrics } = needs;
    const { auth, authLive, tokens, rateLimit } = authDesk;
    const authenticate = authenticator({
      people: desk.view.people,
      live: desk.live,
      auth,
      authLive,
      tokens,
      head: () => needs.log.store.head(),
    });
    const guard = new AdmissionGuard({
      authenticate,
      rateLimit,
      readsHold,
      store: needs.log.store,
      answering: answering(repeats, desk.inspections),
      bodyHash: bodyHasher(needs.masterKey.derive('bodies')),
      clock,
      newId,
    });
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers,
      providers: [
        ...useCaseHandlers(),
        { provide: DESK, useValue: desk },
        { provide: AUTH_DESK, useValue: authDesk },
        { provide: APP_GUARD, useValue: guard },
        { provide: APP_FILTER, useValue: new ProblemFilter(logger, (code) => metrics.refusals.inc({ code })) },
      ],
    };
  }
}
