import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-5JJO2LYC.js";import"./chunk-NXWAZZCD.js";import"./chunk-ME6YKGSV.js";import"./chunk-YJOZL5TR.js";import"./chunk-3YLLLGKD.js";export{a as HttpError,b as TooLargeError,c as createHttp,d as kindOfBody};
