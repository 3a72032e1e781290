import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as t}from"./chunk-FKGSBIHS.js";import{a as e}from"./chunk-3YLLLGKD.js";function o(r,n){return r===n?0:r<n?-1:1}e(o,"compare");var u=t(()=>new Intl.Collator("en",{numeric:!0}));function c(r,n){return u().compare(r,n)||o(r,n)}e(c,"compareNames");export{o as a,c as b};
