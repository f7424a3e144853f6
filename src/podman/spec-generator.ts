/** Body of `POST /libpod/containers/create`. */
export interface SpecGenerator {
  readonly name?: string;
}
