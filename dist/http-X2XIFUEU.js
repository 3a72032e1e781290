import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-SIJTBZWX.js";import"./chunk-V3N6KFU7.js";import"./chunk-O3TOI6DD.js";import"./chunk-DMFT2KQX.js";import"./chunk-M5J3K2LG.js";export{a as HttpError,b as TooLargeError,c as createHttp,d as kindOfBody};
