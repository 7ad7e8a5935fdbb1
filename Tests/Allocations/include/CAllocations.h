#pragma once

/// How often the thread that asks has taken memory from the system's allocator since it began.
unsigned long allocations_of_this_thread(void);
