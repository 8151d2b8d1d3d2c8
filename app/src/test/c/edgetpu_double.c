/*
 * Stands in for libedgetpu.so.1 in tests: its functions of edgetpu_c.h, and the two of an external delegate of TensorFlow
 * Lite (tensorflow/lite/delegates/external). Its delegate is one for the real TensorFlow Lite (TfLiteDelegate of
 * tensorflow/lite/core/c/common.h) that takes no operator, as the real one takes none of a file that was not compiled.
 *
 * DEVICES   how many are plugged in
 * COMPLAINT why no delegate can be made
 * FAIL      the delegate refuses the model
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef DEVICES
#define DEVICES 1
#endif

struct edgetpu_device { enum { EDGETPU_APEX_PCI = 0, EDGETPU_APEX_USB = 1 } type; const char *path; };

typedef struct TfLiteContext TfLiteContext;
typedef struct TfLiteTensor TfLiteTensor;
typedef struct TfLiteDelegate {
  void *data;
  int (*prepare)(TfLiteContext *, struct TfLiteDelegate *);
  int (*copy_from)(TfLiteContext *, struct TfLiteDelegate *, int, TfLiteTensor *);
  int (*copy_to)(TfLiteContext *, struct TfLiteDelegate *, int, TfLiteTensor *);
  void (*free_handle)(TfLiteContext *, struct TfLiteDelegate *, int *);
  int64_t flags;
  void *opaque_builder;
} TfLiteDelegate;

static int live, prepared;

/* For the test: what was made and not freed; how many models were shown to a delegate. */
int double_live(void) { return live; }
int double_prepared(void) { return prepared; }

const char *edgetpu_version(void) { return "BuildLabel(COMPILER=double,DATE=redacted,TIME=redacted), RuntimeVersion(14)"; }

struct edgetpu_device *edgetpu_list_devices(size_t *count) {
  *count = DEVICES;
  if (!DEVICES) return NULL;
  struct edgetpu_device *devices = calloc(DEVICES + 1, sizeof *devices);
  for (size_t i = 0; i < DEVICES; i++) devices[i] = (struct edgetpu_device){EDGETPU_APEX_USB, "/sys/bus/usb/devices/2-1"};
  live++;
  return devices;
}

void edgetpu_free_devices(struct edgetpu_device *devices) {
  live--;
  free(devices);
}

static int prepare(TfLiteContext *context, TfLiteDelegate *delegate) {
  (void)context;
  (void)delegate;
  prepared++;
#ifdef FAIL
  return 1; /* kTfLiteError */
#else
  return 0;
#endif
}

TfLiteDelegate *tflite_plugin_create_delegate(char **keys, char **values, size_t options, void (*report_error)(const char *)) {
  if (options || keys || values) abort();
#ifdef COMPLAINT
  report_error(COMPLAINT);
  return NULL;
#else
  (void)report_error;
  TfLiteDelegate *delegate = calloc(1, sizeof *delegate);
  delegate->prepare = prepare;
  live++;
  return delegate;
#endif
}

void tflite_plugin_destroy_delegate(TfLiteDelegate *delegate) {
  if (delegate) live--;
  free(delegate);
}
