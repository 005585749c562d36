import { z } from 'zod';
import { legitimateWork } from '#detection/messages/legitimate-work';
import { scorePart } from '#domain/alert/alert.events';
import { components } from '../http/answer-shapes.js';

type ScorePart = z.infer<typeof scorePart>;

/** A part of a score, and beside it, in the reader's language, which legitimate work would look the same. */
export const alertPart = scorePart
  .extend({
    /** Null of an indicator that there is no more. */
    legitimate: z.string().nullable(),
  })
  .register(components, { id: 'AlertPart' });

export const shownParts = (parts: readonly ScorePart[], locale: string) =>
  parts.map((part) => ({ ...part, legitimate: legitimateWork(part.indicator, locale) }));
