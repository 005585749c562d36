import { Controller, Inject, Res } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { AlertCommand } from '#domain/alert/alert.decider';
import { departureOn } from '#domain/employee/employee';
import { AUTH_DESK } from '../auth/auth-desk.js';
import type { AuthDesk } from '../auth/auth-desk.js';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { atRevision, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { HttpProblem } from '../http/http-problem.js';
import { positionIn } from '../http/position.js';
import type { Person } from '../http/principal.js';
import { languageOf } from '../language.js';
import { alertRoutes as routes } from './alert.routes.js';
import { showDetectionQuality } from './detection-quality.js';
import { handleAlert } from './handle-alert.js';
import { EventStream } from './server-sent-events.js';
import { showAlert, showAlerts, showSimilarAlerts } from './show-alerts.js';
import { streamAlerts } from './stream-alerts.js';

/** Of one account at a time. */
const mostStreams = 5;
@Controller()
export class AlertsController implements OnModuleDestroy {
  readonly #open = new Map<string, Set<EventStream>>();

  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(AUTH_DESK) private readonly authDesk: AuthDesk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.list)
  async list({ principal: reader, query, now, request }: CallOf<typeof routes.list>) {
    const { limit: _, cursor: __, ...filter } = query;
    const page = pageRequest(this.desk, 'alerts', query);
    const found = await this.queries.execute(
      showAlerts.of({ reader, language: languageOf(request), filter, page, now: now.toISOString() }),
    );
    return pageAnswer(this.desk, 'alerts', found, (alert) => alert);
  }

  /** Resumes after `Last-Event-ID`; without one it begins now. `@Res` says that this handler answers by itself. */
  @Handle(routes.stream)
  async stream(call: CallOf<typeof routes.stream>, @Res() response: Response): Promise<void> {
    const { principal, request } = call;
    const streams = this.#open.get(principal.accountId) ?? new Set();
    if (streams.size >= mostStreams)
      throw new HttpProblem('rate.limited', `At most ${mostStreams} live streams of one account.`, [], 10);
    // Takes its place before anything is waited for: those who ask at the same moment must find it taken.
    const stream = new EventStream(response);
    this.#open.set(principal.accountId, streams.add(stream));
    try {
      const from = await this.#resumedFrom(request);
      await this.desk.inspections.note({ screen: 'alerts/stream', subjects: [], metadata: call.metadata });
      stream.begin();
      if (request.method === 'HEAD') return stream.end();
      await streamAlerts(this.desk.log, {
        stream,
        readerId: principal.employeeId,
        from,
        mayStillRead: () => this.#mayStillRead(principal),
      });
    } finally {
      streams.delete(stream);
      if (streams.size === 0) this.#open.delete(principal.accountId);
    }
  }

  @Handle(routes.one)
  async one({ principal: reader, params, now, request }: CallOf<typeof routes.one>) {
    const { revision, body } = await this.queries.execute(
      showAlert.of({ reader, language: languageOf(request), alertId: params['id'] ?? '', now: now.toISOString() }),
    );
    return atRevision(revision, body);
  }

  @Handle(routes.similar)
  async similar({ principal: reader, params, query, now, request }: CallOf<typeof routes.similar>) {
    const alertId = params['id'] ?? '';
    const list = `alerts/${alertId}/similar`;
    const page = pageRequest(this.desk, list, query);
    const found = await this.queries.execute(
      showSimilarAlerts.of({ reader, language: languageOf(request), alertId, page, now: now.toISOString() }),
    );
    return pageAnswer(this.desk, list, found, (alert) => alert);
  }

  @Handle(routes.quality)
  quality({ principal: { employeeId: readerId }, now }: CallOf<typeof routes.quality>) {
    return this.queries.execute(showDetectionQuality.of({ readerId, now: now.toISOString() }));
  }

  @Handle(routes.acknowledge)
  acknowledge(call: CallOf<typeof routes.acknowledge>) {
    return this.#handle(call, { type: 'AcknowledgeAlert', by: employeeOf(call.principal) });
  }

  @Handle(routes.dispose)
  dispose(call: CallOf<typeof routes.dispose>) {
    return this.#handle(call, { type: 'DisposeAlert', by: employeeOf(call.principal), ...call.body });
  }

  onModuleDestroy(): void {
    for (const streams of this.#open.values()) for (const stream of streams) stream.end();
  }

  async #handle(
    { params, metadata, ifMatch }: Pick<CallOf<typeof routes.dispose>, 'params' | 'metadata' | 'ifMatch'>,
    command: AlertCommand,
  ) {
    const alertId = params['id'] ?? '';
    return written(await this.commands.execute(handleAlert.of({ alertId, command, metadata, ifMatch })));
  }

  /** Browsers that have read no message yet send none, or an empty one. */
  async #resumedFrom({ headers }: Request): Promise<string> {
    const lastRead = headers['last-event-id'];
    const { store } = this.desk.log;
    return typeof lastRead === 'string' && lastRead !== ''
      ? positionIn('Last-Event-ID', lastRead, store)
      : store.head();
  }

  /** The session stands, the account is enabled and an officer's, and the person has not left. */
  #mayStillRead({ sessionId, accountId }: Person): boolean {
    const now = this.desk.clock().toISOString();
    const session = this.authDesk.auth.session(sessionId);
    const account = this.desk.view.people.account(accountId);
    if (session === undefined || session.expiresAt <= now || account === undefined || account.disabled) return false;
    const employee = account.employeeId === null ? undefined : this.desk.view.people.employee(account.employeeId);
    return (
      account.roles.includes('security_officer') && (employee === undefined || departureOn(employee, now) !== 'left')
    );
  }
}
