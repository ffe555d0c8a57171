import { PyObject } from './types.ts';

/** The complex number that a power of a negative base gives in Python; it can be looked at, but is never a result. */
export class Complex extends PyObject {
  readonly typeName = 'complex';
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  /** `base ** exponent` for a negative base and a fractional exponent. */
  static power(base: number, exponent: number): Complex {
    const size = (-base) ** exponent;
    return new Complex(size * Math.cos(Math.PI * exponent), size * Math.sin(Math.PI * exponent));
  }

  text(): string {
    return `(${this.real}${this.imaginary < 0 ? '-' : '+'}${Math.abs(this.imaginary)}j)`;
  }
}
