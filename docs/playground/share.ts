import type { Language } from './lint.ts';

export interface Shared {
  readonly language: Language;
  readonly text: string;
}

/** Code as the part of an address after `#`: compressed, and seen by no server. */
export async function encode({ language, text }: Shared): Promise<string> {
  const bytes = await pipe(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${language}/${base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')}`;
}

/** `undefined` for what nobody has encoded. */
export async function decode(hash: string): Promise<Shared | undefined> {
  const [, language, base64] = /^#?(python|typescript)\/([\w-]+)$/u.exec(hash) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    return { language: language as Language, text: new TextDecoder().decode(await pipe(bytes, new DecompressionStream('deflate-raw'))) };
  } catch {
    return undefined;
  }
}

async function pipe(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}
