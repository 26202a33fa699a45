import type { PluralMessage } from './catalogue.ts';
import type { careMapEn } from './care-map-en.ts';

export const careMapEs = {
  'careMap.title': 'Mapa',
  'careMap.surface': 'Mapa. Las flechas lo mueven, más y menos acercan y alejan, Escape vuelve a la lista.',
  'careMap.inView': {
    one: '{count} de {total} a la vista.',
    other: '{count} de {total} a la vista.',
  },
  'careMap.none': 'Nadie de la lista está a la vista.',
  'careMap.twin': 'Todo lo que está en el mapa está también en la lista.',
  'careMap.markers': 'A la vista, en el orden de la lista',
  'careMap.marker': '{name}, {kind}',
  'careMap.cluster': {
    one: '{count} aquí: acercarse',
    other: '{count} muy juntos: acercarse',
  },
  'careMap.together': {
    one: '{count} en este lugar',
    other: '{count} en este mismo lugar',
  },
  'careMap.together.close': 'Cerrar',
  'careMap.zoomIn': 'Más cerca',
  'careMap.zoomOut': 'Más lejos',
  'careMap.recentre': 'Volver al punto de partida',
  'careMap.searchHere': 'Buscar aquí',
  'careMap.shapes': 'Qué significan las formas',
  'careMap.shapes.cluster': 'Un número: cuántos hay muy juntos',
  'careMap.drawing': 'Dibujando el mapa…',
  'careMap.bare':
    'Las costas y fronteras aún no han llegado a este dispositivo. Los lugares y las distancias son correctos, y la lista lo tiene todo.',
  'careMap.from': 'Mapa: Natural Earth, GeoNames. Lugares: {sources}.',
  'careMap.fromOutlines': 'Mapa: Natural Earth, GeoNames.',
  'careMap.fromDetail': 'Mapa: {detail}; Natural Earth. Lugares: {sources}.',
  'careMap.detail': 'Mostrar calles y nombres',
  'careMap.detail.reveals':
    'El mapa de costas y fronteras está en este dispositivo. Las calles vienen de nuestro propio servidor, por piezas: por ellas podría saber qué parte del mundo miras, más o menos un barrio si estás cerca. Se pide sin tu cuenta, y solo mientras esto está activado.',
  'careMap.detail.missing': 'Las calles no llegaron. Costas, fronteras y lugares siguen aquí.',
  'careMap.detail.noGl': 'Este navegador no puede dibujar calles.',
} as const satisfies Record<keyof typeof careMapEn, string | PluralMessage>;
