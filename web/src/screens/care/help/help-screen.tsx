import { Screen } from '../../../ui/screen.tsx';

export function HelpScreen() {
  return <Screen title="Help now">{null}</Screen>;
}
