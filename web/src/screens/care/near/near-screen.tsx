import { Screen } from '../../../ui/screen.tsx';

export function NearScreen() {
  return <Screen title="Care near me">{null}</Screen>;
}
