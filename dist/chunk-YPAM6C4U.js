import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as e}from"./chunk-3YLLLGKD.js";function t(r,n){return r===n?0:r<n?-1:1}e(t,"compare");var o=new Intl.Collator("en",{numeric:!0});function u(r,n){return o.compare(r,n)||t(r,n)}e(u,"compareNames");export{t as a,u as b};
