import { createParamDecorator, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { AdmittedRequest, Call, CallOf } from './call.js';
import { apiBase } from './route.js';
import type { Route } from './route.js';

const registry = new Map<string, Route>();
/** Every route that a controller handles, in the order of their declaration. */
export const declaredRoutes = (): readonly Route[] => [...registry.values()];

const routeKey = 'bookward:route';
export const routeOf = (handler: object): Route | undefined =>
  Reflect.getMetadata(routeKey, handler) as Route | undefined;

/**
 * Makes a controller's method the handler of a route: the only way to map one. It takes the admitted request, as
 * `CallOf<typeof route>`, and answers a body or an `Answer`.
 */
export function Handle<const R extends Route>(route: R) {
  const key = `${route.method} ${route.path}`;
  if (registry.has(key)) throw new Error(`two handlers for ${key}`);
  registry.set(key, route);
  return <H extends (call: CallOf<R>, ...others: never[]) => unknown>(
    controller: object,
    name: string,
    method: TypedPropertyDescriptor<H>,
  ): void => {
    const handle = method.value;
    if (handle === undefined) throw new Error(`${name} is no method`);
    const answer = function (this: unknown, call: CallOf<R> & Call, ...others: never[]): unknown {
      return call.answerWith(() => handle.call(this, call, ...others));
    };
    // A decorator cannot change the declared type of a method; nobody but Nest calls what stands in its place.
    method.value = answer as unknown as H;
    theCall()(controller, name, 0);
    RequestMapping({ path: `${apiBase}${route.path}`, method: RequestMethod[route.method] })(controller, name, method);
    HttpCode(route.status ?? 200)(controller, name, method);
    SetMetadata(routeKey, route)(controller, name, method);
  };
}

const theCall = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const { call } = context.switchToHttp().getRequest<AdmittedRequest>();
  if (call === undefined) throw new Error('a handler was reached without admission');
  return call;
});
