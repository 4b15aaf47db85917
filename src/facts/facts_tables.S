/* facts_tables.S - the packed tables, as they are, in the read-only part of the binary. */
    .section .rodata
    .macro table name file
    .globl \name
    .hidden \name
    .balign 16
\name:
    .incbin "\file"
    .endm
    table facts_vin vin.bin
    table facts_division division.bin
    table facts_calendar calendar.bin
    table facts_pinyin pinyin.bin
    table facts_dtc dtc.bin
    table facts_car car.bin
    .section .note.GNU-stack,"",@progbits
