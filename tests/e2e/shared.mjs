// Where the end-to-end tests find what they drive. The tools that drive editors live outside the project,
// in a folder beside it that KQLINT_MATERIAL names.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = resolve(process.env.KQLINT_MATERIAL ?? join(project, "../shared"));

/** A file of the material; throws where it isn't there. */
export function material(path) {
  const file = join(folder, path);
  if (!existsSync(file)) throw new Error(`${file} is missing: set KQLINT_MATERIAL`);
  return file;
}

/** A module of the material. */
export const load = (path) => import(pathToFileURL(material(path)));

/** The program under test. */
export const kqlint = resolve(process.env.KQLINT ?? join(project, "target/release/kqlint"));
