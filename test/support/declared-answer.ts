import { isDeepStrictEqual } from 'node:util';
import { declaredRoutes } from '#api/http/handle';
import type { Route } from '#api/http/route';

/**
 * Holds the api to its own description: a JSON answer has the route's shape, and nothing that the shape does not name.
 * Where the api runs in another process no routes are declared here, and nothing is checked.
 * @throws Error that says what differs
 */
export function mustBeAsDeclared(method: string, path: string, status: number, body: unknown): void {
  const route = routeFor(method, path);
  if (route === undefined) return;
  const name = `${method} ${route.path}`;
  if (status !== (route.status ?? 200)) throw new Error(`${name} answered ${status}, which it does not declare`);
  if (route.answer === undefined) throw new Error(`${name} answered JSON and declares none`);
  const parsed = route.answer.safeParse(body);
  if (!parsed.success) throw new Error(`${name} answered what it does not declare: ${parsed.error.message}`);
  if (!isDeepStrictEqual(parsed.data, body))
    throw new Error(
      `${name} answered more than it declares:\n${JSON.stringify(body)}\nand not only\n${JSON.stringify(parsed.data)}`,
    );
}

/** The first that is declared is the one that answers, as in the api. */
const routeFor = (method: string, path: string): Route | undefined => {
  const asked = path.replace(/\?.*$/, '').split('/');
  return declaredRoutes().find((route) => {
    const parts = route.path.split('/');
    return (
      route.method === method &&
      parts.length === asked.length &&
      parts.every((part, index) => part.startsWith(':') || part === asked[index])
    );
  });
};
