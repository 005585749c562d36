import { describe, expect, it } from '@jest/globals';
import { activityId, derivedId, idAt, namespaces, newId } from './ids.js';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('carry the millisecond they were made in, as in the example of RFC 9562', () => {
    expect(idAt(new Date(0x017f22e279b0))).toMatch(/^017f22e2-79b0-7/);
    expect(idAt(new Date(0))).toMatch(/^00000000-0000-7/);
  });

  it('are well formed and never repeat', () => {
    const made = Array.from({ length: 10_000 }, newId);
    expect(new Set(made).size).toBe(made.length);
    expect(made.filter((id) => !shape.test(id))).toEqual([]);
  });

  it('derived from a name agree with the published vectors', () => {
    expect(derivedId(namespaces.dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
    expect(derivedId(namespaces.dns, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
    expect(derivedId(namespaces.url, 'http://python.org/')).toBe('4c565f0d-3f5a-5890-b41b-20cf47701c5e');
    expect(derivedId(namespaces.oid, '1.3.6.1')).toBe('1447fa61-5277-5fef-a9b3-fbc6e44f4af3');
    expect(derivedId(namespaces.x500, 'c=ca')).toBe('cc957dd1-a972-5349-98cd-874190002798');
  });

  it('of an activity depend on source and id alone', () => {
    expect(activityId('crm', 'a-1')).toBe(derivedId(namespaces.url, 'crm#a-1'));
    expect(activityId('crm', 'a-1')).not.toBe(activityId('crm', 'a-2'));
    expect(derivedId(namespaces.url, '客户#1')).toMatch(shape);
  });
});
