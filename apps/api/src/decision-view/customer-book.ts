import { sensitivities } from '#domain/values';
import type { Sensitivity } from '#domain/values';
import { IdIndex } from './id-index.js';

/** What the book knows of a customer. */
export type BookedCustomer = {
  readonly id: string;
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly sensitivity: Sensitivity;
};

/**
 * Who developed and who looks after each customer, and how sensitive it is.
 * 9 bytes a customer beside its id: about 60 in all with ids of 36 characters (up to half as much again while the
 * arrays wait to be filled), so a book of a million is 60 to 90 MB.
 */
export class CustomerBook {
  readonly #ids = new IdIndex();
  readonly #people = new IdIndex();
  #developedBy = new Uint32Array(64);
  #assignedTo = new Uint32Array(64);
  #sensitivity = new Uint8Array(64);

  get size(): number {
    return this.#ids.size;
  }

  get bytes(): number {
    const columns = this.#developedBy.byteLength + this.#assignedTo.byteLength + this.#sensitivity.byteLength;
    return columns + this.#ids.bytes + this.#people.bytes;
  }

  register(facts: BookedCustomer): void {
    const row = this.#ids.add(facts.id);
    if (row >= this.#sensitivity.length) this.#grow();
    this.#developedBy[row] = this.#people.add(facts.developedBy);
    this.#assignedTo[row] = this.#people.add(facts.assignedTo);
    this.#sensitivity[row] = sensitivities.indexOf(facts.sensitivity);
  }

  /** A customer that is not in the book is a defect of the reader of the log. */
  assign(customerId: string, to: string): void {
    this.#assignedTo[this.#rowOf(customerId)] = this.#people.add(to);
  }

  classify(customerId: string, level: Sensitivity): void {
    this.#sensitivity[this.#rowOf(customerId)] = sensitivities.indexOf(level);
  }

  find(customerId: string): BookedCustomer | undefined {
    const row = this.#ids.find(customerId);
    if (row === undefined) return undefined;
    return {
      id: customerId,
      developedBy: this.#people.at(this.#developedBy[row] ?? 0),
      assignedTo: this.#people.at(this.#assignedTo[row] ?? 0),
      sensitivity: sensitivities[this.#sensitivity[row] ?? 0] ?? 'trade_secret',
    };
  }

  /** Every customer that the person looks after now; reads the whole book, a few milliseconds for a million. */
  assignedTo(employeeId: string): readonly string[] {
    const person = this.#people.find(employeeId);
    const ids: string[] = [];
    if (person === undefined) return ids;
    for (let row = 0; row < this.#ids.size; row += 1) if (this.#assignedTo[row] === person) ids.push(this.#ids.at(row));
    return ids;
  }

  #rowOf(customerId: string): number {
    const row = this.#ids.find(customerId);
    if (row === undefined) throw new Error(`customer ${customerId} changed before it was registered`);
    return row;
  }

  #grow(): void {
    const length = Math.ceil(this.#sensitivity.length * 1.5);
    const copy = <A extends Uint32Array | Uint8Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.#developedBy = copy(this.#developedBy, new Uint32Array(length));
    this.#assignedTo = copy(this.#assignedTo, new Uint32Array(length));
    this.#sensitivity = copy(this.#sensitivity, new Uint8Array(length));
  }
}
