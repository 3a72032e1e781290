export const id = 661;
export const ids = [661];
export const modules = {

/***/ 6661:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _memory_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3424);


/** The post step: saves what main had no time for. Reads no inputs, never refreshes, never fails the job. */
async function post(action) {
    try {
        const problem = await (0,_memory_js__WEBPACK_IMPORTED_MODULE_0__/* .saveWhatMainLeft */ .G)(action);
        if (problem !== null)
            action.runner.warning(problem);
    }
    catch (error) {
        action.runner.warning(`The state that the cancelled run left cannot be saved: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .sentenceOf */ .$)(error)}`);
    }
    return 0;
}


/***/ })

};
