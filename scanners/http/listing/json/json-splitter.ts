/** A value of the page: an element of an array of the top object or of the top array, or a member of the top object. */
export interface JsonPart {
  readonly kind: 'element' | 'member';
  /** The member's name; '' for the elements of a top array. */
  readonly name: string;
  readonly value: unknown;
}

/**
 * Splits a page of JSON into its parts while it comes in, so that an array of any length is never held. It looks at
 * brackets, commas and strings alone; each part is parsed by itself. Whatever is not JSON makes it broken.
 */
export class JsonSplitter {
  isBroken = false;
  /** The top value has ended. */
  isClosed = false;
  readonly #onPart: (part: JsonPart) => void;
  #top: '[' | '{' | null = null;
  #name: string | null = null;
  #isInArray = false;
  /** Brackets that are open within the part. */
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #part = '';

  constructor(onPart: (part: JsonPart) => void) {
    this.#onPart = onPart;
  }

  push(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length && !this.isBroken && !this.isClosed; at++) {
      const sign = text.charCodeAt(at);
      if (this.#isInString) this.#readString(sign);
      else if (sign === QUOTE) this.#isInString = true;
      else if (this.#isBorder(sign)) {
        this.#part += text.slice(start, at);
        start = at + 1;
        this.#atBorder(text[at]!);
      } else this.#count(sign);
    }
    if (!this.isBroken && !this.isClosed) this.#part += text.slice(start);
    if (this.#part.length > MAX_PART_SIGNS) this.isBroken = true;
  }

  #readString(sign: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (sign === BACKSLASH) this.#isEscaped = true;
    else if (sign === QUOTE) this.#isInString = false;
  }

  #count(sign: number): void {
    if (sign === OPEN_BRACKET || sign === OPEN_BRACE) this.#depth++;
    else if (sign === CLOSE_BRACKET || sign === CLOSE_BRACE) this.#depth--;
  }

  /** Signs between parts: what opens and closes the two levels that are looked at, commas and colons there. */
  #isBorder(sign: number): boolean {
    if (this.#depth > 0) return false;
    if (sign === COMMA || sign === CLOSE_BRACKET || sign === CLOSE_BRACE) return true;
    if (this.#top === null) return sign === OPEN_BRACKET || sign === OPEN_BRACE;
    if (this.#top === '[' || this.#isInArray) return false;
    return this.#name === null ? sign === COLON : sign === OPEN_BRACKET && this.#part.trim() === '';
  }

  #atBorder(sign: string): void {
    if (this.#top === null) this.#openTop(sign);
    else if (sign === ':') this.#nameMember();
    else if (sign === '[') this.#isInArray = true;
    else this.#endPart(sign);
  }

  #openTop(sign: string): void {
    if (this.#part.trim() === '' && (sign === '[' || sign === '{')) this.#top = sign;
    else this.isBroken = true;
    this.#part = '';
  }

  #nameMember(): void {
    const name = this.#parsed();
    if (typeof name === 'string') this.#name = name;
    else this.isBroken = true;
  }

  #endPart(sign: string): void {
    const isElement = this.#top === '[' || this.#isInArray;
    const hasPart = this.#part.trim() !== '';
    if (hasPart) this.#emit(isElement ? 'element' : 'member');
    this.#part = '';
    if (sign === ',') {
      if (!isElement) this.#name = null;
      return;
    }
    const isRight = sign === (isElement ? ']' : '}');
    if (!isRight) this.isBroken = true;
    else if (this.#isInArray) this.#isInArray = false;
    else this.isClosed = true;
  }

  #emit(kind: JsonPart['kind']): void {
    if (this.#top === '{' && this.#name === null) {
      this.isBroken = true;
      return;
    }
    const value = this.#parsed();
    if (!this.isBroken) this.#onPart({ kind, name: this.#name ?? '', value });
  }

  #parsed(): unknown {
    const text = this.#part;
    this.#part = '';
    try {
      return JSON.parse(text) as unknown;
    } catch {
      this.isBroken = true;
      return undefined;
    }
  }
}

/** An object of GCS has about 1 KB; a part that is longer belongs to no listing. */
const MAX_PART_SIGNS = 1 << 18;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
