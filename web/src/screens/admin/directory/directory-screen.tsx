import { Screen } from '../../../ui/screen.tsx';

export function DirectoryScreen() {
  return <Screen title="Directory">{null}</Screen>;
}
