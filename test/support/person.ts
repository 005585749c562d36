import { mustBeAsDeclared } from './declared-answer.js';

export type Answer<T = Record<string, unknown>> = {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
  readonly text: string;
};

const patienceMs = 20_000;

/** Somebody with a session, speaking HTTP to a running Bookward; every answer must be as its route declares it. */
export class Person {
  /** The last position this person wrote: reads wait for it, so that they see their own writes. */
  private position: string | null = null;

  private constructor(
    readonly url: string,
    private readonly bearer: string,
    readonly accountId: string,
    readonly employeeId: string | null,
    private readonly isPatient = true,
  ) {}

  /** @param link `<url>/sign-in#<token>`, as printed or issued */
  static async byLink(url: string, link: string): Promise<Person> {
    return Person.signIn(url, { token: new URL(link).hash.slice(1), mode: 'bearer' });
  }

  static async signIn(url: string, body: Record<string, string>): Promise<Person> {
    const response = await fetch(`${url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
    const session = (await response.json()) as { bearer: string; accountId: string; employeeId: string | null };
    return new Person(url, session.bearer, session.accountId, session.employeeId);
  }

  static withKey(url: string, key: string): Person {
    return new Person(url, key, '', null);
  }

  /** The same person, who takes "try again in a moment" for an answer. */
  impatient(): Person {
    return new Person(this.url, this.bearer, this.accountId, this.employeeId, false);
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.call<T>('GET', path);
  }
  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, headers);
  }
  put<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.call<T>('PUT', path, body);
  }

  /** An open answer, for live streams. */
  stream(path: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${this.bearer}`, ...headers },
      signal,
    });
  }

  /** Tries again, as a client should, while the views lag: on a busy machine they do. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const answer = await this.callOnce<T>(method, path, body, headers);
      const isLagging = answer.status === 503 && (answer.body as { code?: string }).code === 'view.lagging';
      if (!isLagging || !this.isPatient || Date.now() > until) return answer;
      await new Promise((done) => void setTimeout(done, 250));
    }
  }

  private async callOnce<T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.bearer}`,
        ...(body === undefined ? {} : { 'content-type': raw ? 'text/csv' : 'application/json' }),
        ...(this.position === null || method !== 'GET' ? {} : { 'bookward-after': this.position }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    this.position = response.headers.get('bookward-position') ?? this.position;
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
    if (response.ok && isJson) mustBeAsDeclared(method, path, response.status, parsed);
    return {
      status: response.status,
      body: parsed as T,
      headers: response.headers,
      text,
    };
  }
}

/** Asks again until the answer satisfies; the last answer is in the error when it never does. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfies: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (satisfies(value)) return value;
    if (Date.now() > until)
      throw new Error(`did not come true within ${withinMs} ms; last: ${JSON.stringify(value).slice(0, 2_000)}`);
    await new Promise((done) => void setTimeout(done, 25));
  }
}
