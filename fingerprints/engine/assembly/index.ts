// What the kernel offers to TypeScript. One line a file; the contract of each function stands where it is written.
export { heapBase } from './memory';
export { canonicalForm } from './canonical/canonical';
export { splitRecords } from './records/split';
export { countFilled } from './records/count-filled';
