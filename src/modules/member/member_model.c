/* member_model.c - the descriptors of members and their cards. */
#include "modules/member/member.h"

#define MODULE    member
#define MODULE_ZH "会员"
#define MODULE_EN "Members"
#define MODEL     "modules/member/model.def"
#define REFUSALS  "modules/member/refusals.def"
#include "kernel/model_tables.h"
