import { z } from 'zod';
import { logLevels } from './logger.js';

/** A cluster is named by all its nodes, which no URL can do: `esdb://a:2113,b:2113?tls=true`. */
const furtherHosts = /(?<=^(?:esdb|kurrentdb).*)(?:,[^,@/?]+)+(?=[/?]|$)/;

const url = (setting: string, ...schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => {
        const one = value.replace(furtherHosts, '');
        return URL.canParse(one) && schemes.includes(new URL(one).protocol.slice(0, -1));
      },
      `${setting} must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    )
    .optional();

const keyBytes = 32;
const hint = 'node -e "console.log(crypto.randomBytes(32).toString(\'base64\'))"';

/** One line per setting. No secret has a default. */
const settings = z.strictObject({
  /** PostgreSQL of the read models, keys and (without `EVENTSTORE_URL`) the log; absent: the embedded one. */
  DATABASE_URL: url('DATABASE_URL', 'postgres', 'postgresql'),
  /** EventStoreDB or KurrentDB as the log. */
  EVENTSTORE_URL: url('EVENTSTORE_URL', 'esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover'),
  /** Redis for jobs; absent: PostgreSQL. */
  REDIS_URL: url('REDIS_URL', 'redis', 'rediss'),
  /** 32 bytes in base64; absent: kept in the data folder. */
  BOOKWARD_MASTER_KEY: z
    .base64({ error: `BOOKWARD_MASTER_KEY must be ${keyBytes} bytes in base64; make one with: ${hint}`, abort: true })
    .refine(
      (value) => Buffer.from(value, 'base64').length === keyBytes,
      `BOOKWARD_MASTER_KEY must be ${keyBytes} bytes in base64; make one with: ${hint}`,
    )
    .optional(),
  /** Holds the embedded PostgreSQL, the master key and export files. */
  BOOKWARD_DATA: z.string().min(1, 'BOOKWARD_DATA must name a folder').default('.bookward'),
  HOST: z.string().min(1, 'HOST must be an address to listen on').default('127.0.0.1'),
  /** 0: a free one. */
  PORT: z.coerce
    .number('PORT must be a number')
    .int('PORT must be a whole number')
    .min(0, 'PORT must be 0 to 65535')
    .max(65_535, 'PORT must be 0 to 65535')
    .default(3000),
  /** What browsers call this deployment, when a proxy stands in front. */
  PUBLIC_URL: url('PUBLIC_URL', 'http', 'https'),
  /** Multiplies every rate limit. */
  RATE_LIMIT_FACTOR: z.coerce
    .number('RATE_LIMIT_FACTOR must be a number')
    .positive('RATE_LIMIT_FACTOR must be above 0')
    .default(1),
  /** Who may read /metrics. */
  METRICS: z.enum(['loopback', 'everyone'], 'METRICS must be loopback or everyone').default('loopback'),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}`).default('info'),
});

/** Every setting, read once at the start and the same ever after. Optional ones are absent when not set. */
export type Config = Readonly<{
  databaseUrl?: string;
  eventStoreUrl?: string;
  redisUrl?: string;
  masterKey?: string;
  dataFolder: string;
  host: string;
  port: number;
  publicUrl?: string;
  rateLimitFactor: number;
  metrics: 'loopback' | 'everyone';
  logLevel: (typeof logLevels)[number];
}>;

/** A setting is wrong; the message names it and what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from the environment; an empty variable counts as not set.
 * @throws ConfigError naming every wrong setting, never its value.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message).join('; '));
  const value = parsed.data;
  return Object.freeze({
    ...(value.DATABASE_URL && { databaseUrl: value.DATABASE_URL }),
    ...(value.EVENTSTORE_URL && { eventStoreUrl: value.EVENTSTORE_URL }),
    ...(value.REDIS_URL && { redisUrl: value.REDIS_URL }),
    ...(value.BOOKWARD_MASTER_KEY && { masterKey: value.BOOKWARD_MASTER_KEY }),
    dataFolder: value.BOOKWARD_DATA,
    host: value.HOST,
    port: value.PORT,
    ...(value.PUBLIC_URL && { publicUrl: value.PUBLIC_URL }),
    rateLimitFactor: value.RATE_LIMIT_FACTOR,
    metrics: value.METRICS,
    logLevel: value.LOG_LEVEL,
  });
}
