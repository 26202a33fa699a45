/** The map of care near one: the list's twin. */
export const careMapEn = {
  'careMap.title': 'Map',
  'careMap.surface': 'Map. Arrow keys move it, plus and minus zoom, Escape goes back to the list.',
  'careMap.inView': {
    one: '{count} of {total} in view.',
    other: '{count} of {total} in view.',
  },
  'careMap.none': 'Nobody listed is in view.',
  'careMap.twin': 'Everything on the map is also in the list.',
  'careMap.markers': 'In view, in the order of the list',
  'careMap.marker': '{name}, {kind}',
  'careMap.cluster': {
    one: '{count} here: look closer',
    other: '{count} close together: look closer',
  },
  'careMap.together': {
    one: '{count} at this place',
    other: '{count} at this same place',
  },
  'careMap.together.close': 'Close',
  'careMap.zoomIn': 'Closer',
  'careMap.zoomOut': 'Further away',
  'careMap.recentre': 'Back to where you look from',
  'careMap.searchHere': 'Search here',
  'careMap.shapes': 'What the shapes mean',
  'careMap.shapes.cluster': 'A number: so many stand close together',
  'careMap.drawing': 'Drawing the map…',
  'careMap.bare':
    'Coasts and borders have not come to this device yet. Places and distances are right, and the list has everything.',
  'careMap.from': 'Map: Natural Earth, GeoNames. Places: {sources}.',
  'careMap.fromOutlines': 'Map: Natural Earth, GeoNames.',
  'careMap.fromDetail': 'Map: {detail}; Natural Earth. Places: {sources}.',
  'careMap.detail': 'Show streets and names',
  'careMap.detail.reveals':
    'The map of coasts and borders is on this device. Streets come from our own server, in pieces: by the pieces it could tell which part of the world you look at, about a neighbourhood when you are close. It is asked without your account, and only while this is on.',
  'careMap.detail.missing': 'The streets did not come. Coasts, borders and places are still here.',
  'careMap.detail.noGl': 'This browser cannot draw streets.',
} as const;
