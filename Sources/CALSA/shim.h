#pragma once
#include <alsa/asoundlib.h>

/* Swift can't write a variadic function: this one takes the messages that ALSA prints to stderr
   from threads of its own, and drops them. */
static void allo_alsa_drop_message(const char *file, int line, const char *function, int error,
                                   const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)error, (void)format;
}

static inline int allo_alsa_silence(void)
{
    return snd_lib_error_set_handler(allo_alsa_drop_message);
}
