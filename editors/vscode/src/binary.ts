// Which `kqlint` program runs: the setting's, the one in the package, or the first on the PATH.

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/** Where to look; everything that depends on the machine is a parameter, so that tests can choose it. */
export interface Places {
  /** The setting `kqlint.path`, empty when it isn't set. */
  readonly setting: string;
  /** The folder of the extension, which holds `server/kqlint` in a package for one platform. */
  readonly extension: string;
  /** The first folder of the workspace, if one is open. */
  readonly workspace: string | undefined;
  /** The environment variable `PATH`. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
}

/** A program that can be started, and why it was chosen. */
export interface Binary {
  readonly command: string;
  readonly origin: "setting" | "bundled" | "path";
}

/** No program was found; `message` says what to do about it. */
export interface Missing {
  readonly message: string;
}

/** Finds the program. A setting that names nothing is an error: another version must not run in its place. */
export function findBinary(places: Places): Binary | Missing {
  const name = places.platform === "win32" ? "kqlint.exe" : "kqlint";
  if (places.setting !== "") {
    const command = expand(places.setting, places.workspace);
    return isProgram(command)
      ? { command, origin: "setting" }
      : { message: `The setting kqlint.path names “${command}”, which isn't a program. Correct it, or clear it to use the bundled one.` };
  }
  const bundled = join(places.extension, "server", name);
  if (isProgram(bundled)) return { command: bundled, origin: "bundled" };
  for (const folder of places.path.split(delimiter)) {
    const command = join(folder, name);
    if (isAbsolute(folder) && isProgram(command)) return { command, origin: "path" };
  }
  return { message: "kqlint wasn't found on the PATH. Install it, or name the program in the setting kqlint.path." };
}

/** Replaces a leading `~` and `${workspaceFolder}`; a relative path counts from the workspace. */
export function expand(path: string, workspace: string | undefined): string {
  const home = path.replace(/^~(?=$|[/\\])/, () => homedir());
  const full = workspace === undefined ? home : home.replaceAll("${workspaceFolder}", () => workspace);
  return isAbsolute(full) ? full : resolve(workspace ?? homedir(), full);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
