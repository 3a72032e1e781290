import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-KN33T5J4.js";import"./chunk-NXWAZZCD.js";import"./chunk-ME6YKGSV.js";import"./chunk-DULVAWOL.js";import"./chunk-3YLLLGKD.js";export{a as HttpError,b as TooLargeError,c as createHttp,d as kindOfBody};
