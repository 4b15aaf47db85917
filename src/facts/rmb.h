/* rmb.h - amounts in words, as Chinese bills and settlement lists have them. */
#pragma once
#include "base/base.h"

/* FEN(100005) is 人民币壹仟元零伍分. By the rules for filling in bills (支付结算办法 附一): several
 * noughts make one 零; 整 after 元 and 角, never after 分; 零 between 元 and 分, none between 元 and
 * 角; a negative amount begins with 人民币负. 1e16 yuan and more have no words: an empty str. */
str rmb_capitals(struct arena *, money);
