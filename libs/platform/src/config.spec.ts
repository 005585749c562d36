import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('the settings were accepted');
};

describe('settings', () => {
  it('need nothing: a laptop runs on the embedded default', () => {
    expect(readConfig({ PATH: '/bin' })).toEqual({
      dataFolder: '.bookward',
      host: '127.0.0.1',
      port: 3000,
      rateLimitFactor: 1,
      metrics: 'loopback',
      logLevel: 'info',
    });
  });

  it('name servers by URL', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://a:b@db/bookward',
      EVENTSTORE_URL: 'esdb+discover://log:2113?tls=true',
      REDIS_URL: 'redis://127.0.0.1:6379',
      PORT: '0',
      RATE_LIMIT_FACTOR: '0.5',
    });
    expect(config).toMatchObject({ eventStoreUrl: 'esdb+discover://log:2113?tls=true', port: 0, rateLimitFactor: 0.5 });
  });

  it('name every node of a cluster', () => {
    for (const url of ['esdb://u:p,w@a:2113,b:2113,c:2113?tls=true', 'kurrentdb://a,b:2113'])
      expect(readConfig({ EVENTSTORE_URL: url })).toMatchObject({ eventStoreUrl: url });
    expect(refusal({ EVENTSTORE_URL: 'http://a:2113,b:2113' })).toContain('EVENTSTORE_URL must be a URL');
  });

  it('take an empty variable as not set', () => {
    expect(readConfig({ DATABASE_URL: '', REDIS_URL: '' })).not.toHaveProperty('databaseUrl');
  });

  it('that are wrong are all named, with what to write, and never shown', () => {
    const message = refusal({ DATABASE_URL: 'mysql://root:secret@db', PORT: '99999', METRICS: 'yes' });
    expect(message).toContain('DATABASE_URL must be a URL that starts with postgres://');
    expect(message).toContain('PORT must be 0 to 65535');
    expect(message).toContain('METRICS must be loopback or everyone');
    expect(message).not.toContain('secret');
  });

  it('refuse a master key of the wrong length', () => {
    expect(refusal({ BOOKWARD_MASTER_KEY: 'c2hvcnQ=' })).toContain('32 bytes in base64');
    expect(refusal({ BOOKWARD_MASTER_KEY: '***' }).split('32 bytes in base64')).toHaveLength(2);
    expect(readConfig({ BOOKWARD_MASTER_KEY: Buffer.alloc(32).toString('base64') }).masterKey).toHaveLength(44);
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});
