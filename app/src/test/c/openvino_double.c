/*
 * Stands in for libopenvino_c.so in tests: the functions that Roomtone calls, with the signatures, argument order,
 * structures and variadic properties of openvino/c (ov_core.h, ov_common.h, ov_model.h, ov_partial_shape.h,
 * ov_compiled_model.h, ov_infer_request.h, ov_tensor.h). It checks what it is given more strictly than the real one.
 *
 * A file is a model if it holds the names of the tensors that are asked for. An output of seven numbers is a
 * distribution that depends on the input.
 *
 * DEVICES     names, each in quotes and followed by a comma
 * FAIL_AT     the run that fails and all after it; 0 for none
 * NO_MESSAGE  leaves out ov_get_last_err_msg, which 2022.3 does not have
 */
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef DEVICES
#define DEVICES "CPU", "GPU.0", "NPU",
#endif
#ifndef FAIL_AT
#define FAIL_AT 0
#endif
#ifndef VERSION
#define VERSION "2024.6.0-17404-4c0f47d2335-releases/2024/6"
#endif

enum { OK = 0, GENERAL_ERROR = -1, PARAMETER_MISMATCH = -4, NOT_FOUND = -5, INVALID_C_PARAM = -14 };

typedef struct { int64_t min, max; } ov_dimension_t;
typedef struct { ov_dimension_t rank; ov_dimension_t *dims; } ov_partial_shape_t;
typedef struct { const char *buildNumber, *description; } ov_version_t;
typedef struct { char **devices; size_t size; } ov_available_devices_t;

typedef struct { int magic; } ov_core_t;
typedef struct { int magic; char *content; size_t length; int64_t sides[4]; } ov_model_t;
typedef struct { int magic; ov_model_t *model; int64_t sides[4]; } ov_compiled_model_t;
typedef struct ov_tensor { int magic; char name[64]; float *data; size_t count; struct ov_tensor *next; } ov_tensor_t;
typedef struct { int magic; ov_compiled_model_t *compiled; ov_tensor_t *own; int runs; } ov_infer_request_t;
/* What get_tensor gives is a handle of its own, to be freed by the caller, on the request's numbers. */
typedef struct { int magic; ov_tensor_t *own; } handle_t;

enum { CORE = 11, MODEL, COMPILED, REQUEST, TENSOR, HANDLE };

static int live;
static int properties;
static int runs;
static _Thread_local char message[256];

/* For the test: what was made and not freed; how many properties the last compilation had. */
int double_live(void) { return live; }
int double_properties(void) { return properties; }

static int fail(int status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  return status;
}

static void *make(size_t size, int magic) {
  int *object = calloc(1, size);
  *object = magic;
  live++;
  return object;
}

static void drop(void *object, int magic) {
  if (!object) return;
  if (*(int *)object != magic) abort(); /* another function's object, or one that was freed */
  *(int *)object = 0;
  live--;
  free(object);
}

static bool holds(const ov_model_t *model, const char *name) {
  size_t length = strlen(name);
  for (size_t i = 0; i + length <= model->length; i++)
    if (!memcmp(model->content + i, name, length)) return true;
  return false;
}

int ov_get_openvino_version(ov_version_t *version) {
  version->buildNumber = strdup(VERSION);
  version->description = strdup("OpenVINO Runtime");
  live++;
  return OK;
}

void ov_version_free(ov_version_t *version) {
  free((void *)version->buildNumber);
  free((void *)version->description);
  live--;
}

const char *ov_get_error_info(int status) { return status == NOT_FOUND ? "requested entity not found" : "general error"; }

#ifndef NO_MESSAGE
const char *ov_get_last_err_msg(void) {
  live++;
  return strdup(message);
}
#endif

void ov_free(const char *content) {
  live--;
  free((void *)content);
}

int ov_core_create(ov_core_t **core) {
  *core = make(sizeof(ov_core_t), CORE);
  return OK;
}

void ov_core_free(ov_core_t *core) { drop(core, CORE); }

int ov_core_get_available_devices(const ov_core_t *core, ov_available_devices_t *devices) {
  const char *names[] = {DEVICES NULL};
  if (core->magic != CORE) return fail(INVALID_C_PARAM, "no core");
  devices->size = sizeof names / sizeof *names - 1;
  devices->devices = calloc(devices->size + 1, sizeof(char *));
  for (size_t i = 0; i < devices->size; i++) devices->devices[i] = strdup(names[i]);
  live++;
  return OK;
}

void ov_available_devices_free(ov_available_devices_t *devices) {
  for (size_t i = 0; i < devices->size; i++) free(devices->devices[i]);
  free(devices->devices);
  live--;
}

int ov_core_get_property(const ov_core_t *core, const char *device, const char *key, char **value) {
  if (core->magic != CORE || strcmp(key, "FULL_DEVICE_NAME")) return fail(NOT_FOUND, "no property %s", key);
  *value = malloc(64);
  snprintf(*value, 64, "Double of %s", device);
  live++;
  return OK;
}

int ov_core_read_model(const ov_core_t *core, const char *path, const char *bin, ov_model_t **model) {
  if (core->magic != CORE || bin) return fail(INVALID_C_PARAM, "weights with an ONNX file");
  FILE *file = fopen(path, "rb");
  if (!file) return fail(GENERAL_ERROR, "Model file %s cannot be opened!", path);
  ov_model_t *made = make(sizeof *made, MODEL);
  fseek(file, 0, SEEK_END);
  made->length = (size_t)ftell(file);
  rewind(file);
  made->content = malloc(made->length + 1);
  if (fread(made->content, 1, made->length, file) != made->length) abort();
  fclose(file);
  if (!holds(made, "probabilities")) {
    free(made->content);
    drop(made, MODEL);
    return fail(GENERAL_ERROR, "Unable to read the model: %s. Please check that model format is supported", path);
  }
  *model = made;
  return OK;
}

void ov_model_free(ov_model_t *model) {
  if (model) free(model->content);
  drop(model, MODEL);
}

int ov_model_reshape_single_input(const ov_model_t *model, const ov_partial_shape_t shape) {
  if (model->magic != MODEL) return fail(INVALID_C_PARAM, "no model");
  if (shape.rank.min != 4 || shape.rank.max != 4) return fail(PARAMETER_MISMATCH, "a shape of rank %ld", (long)shape.rank.min);
  for (int i = 0; i < 4; i++) {
    if (shape.dims[i].min != shape.dims[i].max || shape.dims[i].min < 1)
      return fail(PARAMETER_MISMATCH, "side %d is %ld to %ld", i, (long)shape.dims[i].min, (long)shape.dims[i].max);
    ((ov_model_t *)model)->sides[i] = shape.dims[i].min;
  }
  if (shape.dims[1].min != 1) return fail(PARAMETER_MISMATCH, "the model takes one channel");
  return OK;
}

int ov_core_compile_model(const ov_core_t *core, const ov_model_t *model, const char *device, const size_t count,
                          ov_compiled_model_t **compiled, ...) {
  if (core->magic != CORE || model->magic != MODEL) return fail(INVALID_C_PARAM, "no core or no model");
  if (count % 2) return fail(INVALID_C_PARAM, "a property without a value");
  va_list arguments;
  va_start(arguments, compiled);
  properties = 0;
  int status = OK;
  for (size_t i = 0; i < count / 2; i++) {
    const char *key = va_arg(arguments, const char *);
    const char *value = va_arg(arguments, const char *);
    bool known = !strcmp(key, "PERFORMANCE_HINT") ? !strcmp(value, "LATENCY")
                 : !strcmp(key, "INFERENCE_NUM_THREADS") ? !strcmp(device, "CPU") && atoi(value) > 0
                 : !strcmp(key, "PERFORMANCE_HINT_NUM_REQUESTS") && !strcmp(value, "1");
    if (!known) status = fail(NOT_FOUND, "%s has no property %s=%s", device, key, value);
    properties++;
  }
  va_end(arguments);
  if (status != OK) return status;
  *compiled = make(sizeof **compiled, COMPILED);
  (*compiled)->model = (ov_model_t *)model;
  memcpy((*compiled)->sides, model->sides, sizeof model->sides);
  return OK;
}

void ov_compiled_model_free(ov_compiled_model_t *compiled) { drop(compiled, COMPILED); }

int ov_compiled_model_create_infer_request(const ov_compiled_model_t *compiled, ov_infer_request_t **request) {
  if (compiled->magic != COMPILED) return fail(INVALID_C_PARAM, "no compiled model");
  *request = make(sizeof **request, REQUEST);
  (*request)->compiled = (ov_compiled_model_t *)compiled;
  return OK;
}

void ov_infer_request_free(ov_infer_request_t *request) {
  if (request)
    for (ov_tensor_t *tensor = request->own, *next; tensor; tensor = next) {
      next = tensor->next;
      free(tensor->data);
      drop(tensor, TENSOR);
    }
  drop(request, REQUEST);
}

static ov_tensor_t *own(ov_infer_request_t *request, const char *name) {
  for (ov_tensor_t *tensor = request->own; tensor; tensor = tensor->next)
    if (!strcmp(tensor->name, name)) return tensor;
  ov_tensor_t *made = make(sizeof *made, TENSOR);
  snprintf(made->name, sizeof made->name, "%s", name);
  const int64_t *sides = request->compiled->sides;
  made->count = strcmp(name, "face") ? 7 : (size_t)(sides[0] * sides[1] * sides[2] * sides[3]);
  made->data = calloc(made->count, sizeof(float));
  made->next = request->own;
  request->own = made;
  return made;
}

int ov_infer_request_get_tensor(const ov_infer_request_t *request, const char *name, handle_t **tensor) {
  if (request->magic != REQUEST) return fail(INVALID_C_PARAM, "no request");
  if (!holds(request->compiled->model, name)) return fail(NOT_FOUND, "Port for tensor name %s was not found.", name);
  *tensor = make(sizeof **tensor, HANDLE);
  (*tensor)->own = own((ov_infer_request_t *)request, name);
  return OK;
}

void ov_tensor_free(handle_t *tensor) { drop(tensor, HANDLE); }

int ov_tensor_get_byte_size(const handle_t *tensor, size_t *size) {
  if (tensor->magic != HANDLE) return fail(INVALID_C_PARAM, "no tensor");
  *size = tensor->own->count * sizeof(float);
  return OK;
}

int ov_tensor_data(const handle_t *tensor, void **data) {
  if (tensor->magic != HANDLE) return fail(INVALID_C_PARAM, "no tensor");
  *data = tensor->own->data;
  return OK;
}

int ov_infer_request_infer(ov_infer_request_t *request) {
  if (request->magic != REQUEST) return fail(INVALID_C_PARAM, "no request");
  if (FAIL_AT && ++runs >= FAIL_AT) return fail(GENERAL_ERROR, "the device was lost");
  ov_tensor_t *input = own(request, "face");
  for (ov_tensor_t *output = request->own; output; output = output->next) {
    if (output == input) continue;
    double sum = 0, parts[7];
    for (int i = 0; i < 7; i++) {
      double part = 0;
      for (size_t j = (size_t)i; j < input->count; j += 7) part += input->data[j];
      sum += parts[i] = exp(5 * part / (double)input->count);
    }
    for (int i = 0; i < 7; i++) output->data[i] = (float)(parts[i] / sum);
  }
  return OK;
}
