const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** MD5 of the text as UTF-8, in hex; RFC 1321. No secret rests on it: it tells whether a user is known already. */
export function md5(text: string): string {
  const words = pad(new TextEncoder().encode(text));
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let start = 0; start < words.length; start += 16) mix(state, words.subarray(start));
  return Array.from(new Uint8Array(state.buffer), (byte) => (byte + 256).toString(16).slice(1)).join('');
}

/** A one bit, zeros up to whole blocks, and the length in bits. */
function pad(bytes: Uint8Array): Int32Array {
  const padded = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16);
  const view = new Uint8Array(padded.buffer);
  view.set(bytes);
  view[bytes.length] = 128;
  padded[padded.length - 2] = bytes.length * 8;
  return padded;
}

function mix(state: Int32Array, block: Int32Array) {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (let step = 0; step < 64; ) {
    const round = step >> 4;
    const shift = SHIFTS[round * 4 + (step & 3)] as number;
    const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] as number;
    const at = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] as number;
    const sum = (a + mixed + (block[at & 15] as number) + ((Math.abs(Math.sin(++step)) * 2 ** 32) | 0)) | 0;
    [a, d, c, b] = [d, c, b, b + ((sum << shift) | (sum >>> (32 - shift)))];
  }
  for (const [at, part] of [a, b, c, d].entries()) state[at] = (state[at] as number) + part;
}
