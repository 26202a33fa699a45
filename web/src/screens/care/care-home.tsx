import { Screen } from '../../ui/screen.tsx';

export function CareHome() {
  return <Screen title="Care">{null}</Screen>;
}
