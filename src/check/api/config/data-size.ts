/** All values of a ConfigMap or Secret together, in bytes. */
export const dataLimit = 1024 * 1024;

/** How many bytes a text in base64 stands for; line breaks in it stand for none. */
export function base64Length(text: string): number {
  let characters = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // "\n", "\r" and "="
    if (code !== 10 && code !== 13 && code !== 61) characters++;
  }
  return Math.floor((characters * 3) / 4);
}
