// What the kernel offers to TypeScript. One line a file; the contract of each function stands where it is written.
export { heapBase } from './memory';
export { canonicalForm } from './canonical/canonical';
export { matchNearRow, matchRows, matchWorkBytes } from './match/match-rows';
export { keyedHash, hashWorkRoom } from './blake3/keyed-hash';
export { keyedHash4, lanesRoom } from './blake3/keyed-hash-4';
export { tokeniseColumn, tokeniseWorkRoom } from './tokenise';
export { splitRecords } from './records/split';
export { countFilled } from './records/count-filled';
export { spellingTokens, spellingWorkRoom } from './spellings';
export { tokeniseJoined } from './tokenise-joined';
