import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as r}from"./chunk-3YLLLGKD.js";function t(n,e){return n===e?0:n<e?-1:1}r(t,"compare");function i(n){try{return JSON.parse(n)}catch{return}}r(i,"parseJson");export{i as a,t as b};
