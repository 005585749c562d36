import { setTimeout as delay } from 'node:timers/promises';

/** Speaks to the api as any other client would, with a session or a service key. */
export class Client {
  constructor(
    readonly url: string,
    private readonly bearer: string,
  ) {}

  /** Signs in by a one-time link. */
  static async signIn(url: string, link: string): Promise<Client> {
    const { bearer } = await new Client(url, '').call<{ bearer: string }>('POST', '/sessions', {
      token: new URL(link).hash.slice(1),
      mode: 'bearer',
    });
    return new Client(url, bearer);
  }

  /** @throws Error with the problem document of a refusal; waits and tries again when told to */
  async call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<T> {
    for (;;) {
      const response = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: {
          ...(this.bearer !== '' && { authorization: `Bearer ${this.bearer}` }),
          ...(body !== undefined && { 'content-type': type }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
      const retryAfter = response.headers.get('retry-after');
      if (retryAfter === null) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      await delay(Number(retryAfter) * 1_000);
    }
  }
}
