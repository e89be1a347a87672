#ifndef STORY_OPS_H
#define STORY_OPS_H
/* The bytecode between story_expr.c (which writes it) and story_eval.c (which runs it): words of an
 * operation in the low byte and an argument above it. */
#define OP_BITS 8
#define OP_MASK 0xFFu
#define OP_ARG_LARGEST 0xFFFFFFu
#define UNARY_BINDS 6

enum {
    OP_CONST, /* argument: index into consts */
    OP_WHOLE, /* slot */
    OP_YES,   /* slot */
    OP_WORD,  /* variable */
    OP_REF,   /* story_ref_what; the next word holds the ref's a as operation, b as argument */
    OP_NEG,
    OP_NOT,
    OP_AND, /* argument: where to go on when the left side decides */
    OP_OR,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_IDIV,
    OP_MOD,
    /* A whole variable with a number written out, the most common kind of all: argument: slot; the
     * next word: the number. In the order of OP_EQ to OP_ADD. */
    OP_SLOT_EQ,
    OP_SLOT_NE,
    OP_SLOT_LT,
    OP_SLOT_LE,
    OP_SLOT_GT,
    OP_SLOT_GE,
    OP_SLOT_ADD
};
#endif
