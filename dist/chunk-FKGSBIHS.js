import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as e}from"./chunk-3YLLLGKD.js";function a(l){let u=null;return()=>(u??={value:l()}).value}e(a,"once");export{a};
