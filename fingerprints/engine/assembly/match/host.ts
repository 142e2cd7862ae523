// Taken from JavaScript, so that both paths round alike to the last bit.

/** Math.log2. */
// @ts-ignore: decorator
@external("env", "log2")
export declare function log2(x: f64): f64;

/** Math.pow. */
// @ts-ignore: decorator
@external("env", "pow")
export declare function pow(base: f64, exponent: f64): f64;
