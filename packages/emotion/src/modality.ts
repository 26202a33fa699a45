/** Every way a person can be read. A new modality starts with its line here. */
export const MODALITIES = ['text', 'voice', 'face'] as const;

export type Modality = (typeof MODALITIES)[number];
