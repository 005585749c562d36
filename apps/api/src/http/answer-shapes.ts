import { z } from 'zod';
import { id } from '#domain/values';

/** What answers are made of, by the name that it has in the OpenAPI document: `#/components/schemas/<id>`. */
export const components = z.registry<{ readonly id: string }>();

export const count = z.int().nonnegative();

/** Of every write. */
export const written = z
  .object({ id, revision: z.int(), position: z.string() })
  .register(components, { id: 'Written' });

/** Somebody, by the name that the reader may see: a pseudonym for officers and auditors until they lift it. */
export const labelled = z.object({ id, label: z.string() }).register(components, { id: 'Labelled' });

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
