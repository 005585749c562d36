import type { Approver, ApproversOf } from '#domain/approval/approval.decider';
import { employeeDecider } from '#domain/employee/employee.decider';
import type { EmployeeEvent } from '#domain/employee/employee.decider';
import { departureOn, employmentAt } from '#domain/employee/employee';
import type { Employee } from '#domain/employee/employee';
import type { Fact } from '#domain/decider';
import type { Role } from '#domain/values';

export type Account = {
  readonly accountId: string;
  readonly employeeId: string | null;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** Sessions begun until then let nobody in; null when none was voided. */
  readonly voidedAt: string | null;
};

/** Everybody's employment, departure and accounts as the log has them; about 600 bytes a person. */
export class People {
  readonly #employees = new Map<string, Employee>();
  readonly #accounts = new Map<string, Account>();
  readonly #accountIdsOf = new Map<string, readonly string[]>();

  get size(): number {
    return this.#employees.size;
  }

  employee(employeeId: string): Employee | undefined {
    return this.#employees.get(employeeId);
  }

  account(accountId: string): Account | undefined {
    return this.#accounts.get(accountId);
  }

  /** Every account of the person is disabled; a person without one is not suspended. */
  isSuspended(employeeId: string): boolean {
    const ids = this.#accountIdsOf.get(employeeId) ?? [];
    return ids.length > 0 && ids.every((id) => this.#accounts.get(id)?.disabled === true);
  }

  /** The team of the person's own record at `now`; undefined for a stranger. */
  teamOf(employeeId: string, now: string): string | undefined {
    const employee = this.#employees.get(employeeId);
    return employee && employmentAt(employee, now).team;
  }

  /** Everybody whose own record says that team at `now`. */
  inTeam(team: string, now: string): readonly string[] {
    return [...this.#employees.values()]
      .filter((employee) => employmentAt(employee, now).team === team)
      .map(({ employeeId }) => employeeId);
  }

  /** Whom a level of an approval chain names at `now`: people who may sign in and have not left. */
  approversOf(requesterTeam: string, now: string): ApproversOf {
    return (level, escalated) => {
      const named = escalated ? level.escalateTo : level.approvers;
      const team = 'of' in named && named.of === 'requester_team' ? requesterTeam : undefined;
      return [...this.#accounts.values()].flatMap((account): Approver[] => {
        if (account.disabled) return [];
        if ('accountIds' in named ? !named.accountIds.includes(account.accountId) : !account.roles.includes(named.role))
          return [];
        if (team !== undefined && this.teamOf(account.employeeId ?? '', now) !== team) return [];
        return this.#asApprover(account, now);
      });
    };
  }

  /** Accounts with the role whose people may sign in and have not left. */
  accountsWith(role: Role, now: string): readonly string[] {
    return [...this.#accounts.values()]
      .filter((account) => !account.disabled && account.roles.includes(role))
      .flatMap((account) => this.#asApprover(account, now))
      .map(({ accountId }) => accountId);
  }

  /** An account without an employee stands for a person of its own. */
  #asApprover({ accountId, employeeId }: Account, now: string): Approver[] {
    const employee = employeeId === null ? undefined : this.#employees.get(employeeId);
    const departure = employee === undefined ? 'none' : departureOn(employee, now);
    return departure === 'left'
      ? []
      : [{ accountId, employeeId: employeeId ?? accountId, departing: departure === 'declared' }];
  }

  putEmployee(employee: Employee): void {
    this.#employees.set(employee.employeeId, employee);
  }

  putAccount(account: Account): void {
    this.#accounts.set(account.accountId, account);
    if (account.employeeId === null) return;
    const others = (this.#accountIdsOf.get(account.employeeId) ?? []).filter((id) => id !== account.accountId);
    this.#accountIdsOf.set(account.employeeId, [...others, account.accountId]);
  }

  changeAccount(accountId: string, change: Partial<Pick<Account, 'roles' | 'disabled' | 'voidedAt'>>): void {
    const account = this.#accounts.get(accountId);
    if (account === undefined) throw new Error(`account ${accountId} changed before it was opened`);
    this.#accounts.set(accountId, { ...account, ...change });
  }

  applyEmployment(event: Fact<EmployeeEvent>): void {
    const before = this.#employees.get(event.data.employeeId) ?? employeeDecider.initial;
    const after = employeeDecider.evolve(before, event);
    if (after.status === 'employed') this.putEmployee(after);
  }
}
