import type { PluralMessage } from './catalogue.ts';
import type { readingEn } from './reading-en.ts';

export const readingEs = {
  'reading.carriedBy': 'La frase que más ha pesado',
  'modality.text': 'De tus palabras',
  'modality.voice': 'De tu voz',
  'modality.face': 'De tu cara',
  'details.open': 'Cómo se ha leído',
  'details.valence': 'Agrado',
  'details.arousal': 'Energía',
  'details.sure': 'Certeza',
  'details.notSaid': 'sin respuesta',
  'details.together': 'Todo junto',
  'details.lowered': 'rebajada, no coinciden',
  'details.language': 'Idioma',
  'details.languageUnsure': 'poco claro',
  'details.model': 'Leído en este dispositivo por {id} {version}. Calidad de los indicios: {quality}.',
  'details.estimate':
    'Una estimación de cómo suenan las palabras, no de cómo estás. Agrado y energía van de −1 a +1.',
  'correction.right': 'Así es',
  'correction.notQuite': 'No del todo',
  'correction.sayIt': 'Dilo tú',
  'correction.question': '¿Qué era para ti?',
  'correction.agreed': 'Estuviste de acuerdo.',
  'correction.said': 'Para ti era {label}.',
  'correction.change': 'Cambiar',
  'bars.title': 'Lo que dice cada una',
  'bars.share': '{share} de la lectura',
  'bars.leftOut': 'fuera de la lectura',
} as const satisfies Record<keyof typeof readingEn, string | PluralMessage>;
