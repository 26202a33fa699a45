import { useEffect, useState } from 'preact/hooks';
import { language } from '../../../app/i18n.ts';
import { useServices } from '../../../app/services-context.ts';
import type { Places } from '../../../care/places/places.ts';

/** The gazetteer; `null` until its code is here. Its files come with the first thing that is typed. */
export function usePlaces(given: Places | undefined): Places | null {
  const { obtainFile } = useServices();
  const [places, setPlaces] = useState<Places | null>(given ?? null);
  useEffect(() => {
    if (given !== undefined) return;
    void (async () => {
      const [{ createPlaces }, { createPlaceFiles }] = await Promise.all([
        import('../../../care/places/places.ts'),
        import('../../../care/places/place-files.ts'),
      ]);
      setPlaces(createPlaces(createPlaceFiles(obtainFile), [language.peek()]));
    })().catch(() => undefined);
  }, [given]);
  return places;
}
