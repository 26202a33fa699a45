/** `tel:` and `sms:` for a number as a person writes it, or `null` where there is no number in it. */
export function phoneLinks(phone: string): { readonly call: string; readonly text: string } | null {
  const dialled = phone.trim().replace(/[^\d+*#]/g, '');
  if (!/\d{2}/.test(dialled)) return null;
  const number = encodeURIComponent(dialled).replace('%2B', '+');
  return { call: `tel:${number}`, text: `sms:${number}` };
}
