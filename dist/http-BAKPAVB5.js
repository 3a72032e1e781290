import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-55XQC7YD.js";import"./chunk-NXWAZZCD.js";import"./chunk-ME6YKGSV.js";import"./chunk-KH66BBFT.js";import"./chunk-3YLLLGKD.js";export{a as HttpError,b as TooLargeError,c as createHttp,d as kindOfBody};
