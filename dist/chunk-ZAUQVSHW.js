import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
var e=["mon","tue","wed","thu","fri","sat","sun"],r={misconfigured:"AE-MISCONFIGURED","not-found":"AE-NOT-FOUND",ambiguous:"AE-AMBIGUOUS"};export{e as a,r as b};
