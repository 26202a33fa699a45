/** For tests: lets writes into the object stores that `isFull` names fail as a full disk does, until undone. */
export function fillStorage(isFull: (storeName: string) => boolean): () => void {
  const { prototype } = IDBObjectStore;
  const put = Reflect.get(prototype, 'put') as (
    this: IDBObjectStore,
    value: unknown,
  ) => IDBRequest<IDBValidKey>;
  prototype.put = function (this: IDBObjectStore, value: unknown) {
    if (isFull(this.name)) throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, value);
  };
  return () => void (prototype.put = put);
}
