/* care_own.h - what the files of the module share. */
#pragma once
#include "modules/care/care.h"

/* Something that falls due, and from which day on the customer is told. look 0: nothing does. */
struct occasion { date due, look; enum reminder_why why; };

/* Inspection or insurance, whichever is to be told of first. What is as long over as one would be
 * told of it before is no longer believed, and what our agent has in hand needs no call. */
int care_by_law(struct ctx *, const struct vehicle *, rid store, struct occasion *) MUST_USE;
/* Why one is called about such a case; 0: no call is made for it. */
enum reminder_why care_why(enum agency_kind);
