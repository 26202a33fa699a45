import { Screen } from '../../../ui/screen.tsx';

export function SavedScreen() {
  return <Screen title="Saved">{null}</Screen>;
}
