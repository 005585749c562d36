/**
 * The same text with memory of its own. A record's id may be cut out of a file, and keeps the whole piece of the file
 * alive; one that is remembered beyond its day is copied first.
 */
export const flat = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));
