import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-NH4YBEUW.js";import"./chunk-NXWAZZCD.js";import"./chunk-ME6YKGSV.js";import"./chunk-KWZWWAEV.js";import"./chunk-3YLLLGKD.js";export{a as HttpError,b as TooLargeError,c as createHttp,d as kindOfBody};
