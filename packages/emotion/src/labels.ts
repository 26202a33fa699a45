/** The seven labels, in the order of every distribution, file and message. */
export const LABELS = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'] as const;

export type Label = (typeof LABELS)[number];

export function isLabel(text: string): text is Label {
  return (LABELS as readonly string[]).includes(text);
}
