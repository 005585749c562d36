/**
 * The same text with memory of its own. A text cut out of a file's line keeps the whole piece of the file alive;
 * whatever is remembered for long is copied first.
 */
export const flat = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));
