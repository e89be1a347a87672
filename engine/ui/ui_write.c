/* Text fields: what keys, typed text, input methods and the pointer do to them. */
#include "ui/ui_internal.h"

const ui_node *ui_write_field(const ui_app *a)
{
    const ui_entry *s = a->top;
    const ui_node *n = s && s->built ? ui_node_find(&s->tree, s->nav.hot.focus) : NULL;
    return n && n->edit ? n : NULL;
}

/* The text changed: another tree. The cursor only moved: another picture. */
static void changed(ui_app *a)
{
    a->top->stale = true;
}

static void moved(ui_app *a, const ui_node *n)
{
    ui_app_repaint(a, n->opt.id);
}

static void copy(ui_app *a, ui_edit *edit, bool cut)
{
    strbuf text = {0};
    if (ui_edit_copy(edit, &text, &a->fault) && text.len > 0) {
        SDL_SetClipboardText(strbuf_text(&text));
        if (cut) ui_edit_delete(edit, UI_EDIT_RIGHT, &a->fault);
    }
    strbuf_release(&text);
}

static void paste(ui_app *a, ui_edit *edit)
{
    char *text = SDL_GetClipboardText();
    if (text) ui_edit_insert(edit, text, &a->fault);
    SDL_free(text);
}

static bool command(ui_app *a, const ui_node *n, int key, bool shift)
{
    ui_edit *edit = n->edit;
    switch (key) {
    case 'a': ui_edit_select_all(edit); break;
    case 'c': copy(a, edit, false); break;
    case 'x': copy(a, edit, true); break;
    case 'v': paste(a, edit); break;
    case 'z':
        if (shift)
            ui_edit_redo(edit, &a->fault);
        else
            ui_edit_undo(edit, &a->fault);
        break;
    case 'y': ui_edit_redo(edit, &a->fault); break;
    default: return false;
    }
    changed(a);
    return true;
}

/* Where a key moves the cursor; false when it does not. */
static bool way_of(int key, bool ctrl, ui_edit_way *way)
{
    switch (key) {
    case UI_KEY_LEFT: *way = ctrl ? UI_EDIT_WORD_LEFT : UI_EDIT_LEFT; return true;
    case UI_KEY_RIGHT: *way = ctrl ? UI_EDIT_WORD_RIGHT : UI_EDIT_RIGHT; return true;
    case UI_KEY_HOME: *way = ctrl ? UI_EDIT_START : UI_EDIT_LINE_START; return true;
    case UI_KEY_END: *way = ctrl ? UI_EDIT_END : UI_EDIT_LINE_END; return true;
    default: return false;
    }
}

static bool remove_key(ui_app *a, ui_edit *edit, int key, bool ctrl)
{
    bool back = key == UI_KEY_BACKSPACE;
    if (!back && key != UI_KEY_DELETE) return false;
    ui_edit_way way = back ? (ctrl ? UI_EDIT_WORD_LEFT : UI_EDIT_LEFT)
                           : (ctrl ? UI_EDIT_WORD_RIGHT : UI_EDIT_RIGHT);
    ui_edit_delete(edit, way, &a->fault);
    changed(a);
    return true;
}

bool ui_write_key(ui_app *a, int key, unsigned mods)
{
    const ui_node *n = ui_write_field(a);
    bool ctrl = mods & UI_MOD_CTRL, shift = mods & UI_MOD_SHIFT;
    ui_edit_way way;
    if (!n) return false;
    if (n->edit->composed.len > 0) return true; /* the input method has the keys */
    if (ctrl && command(a, n, key, shift)) return true;
    if (way_of(key, ctrl, &way)) {
        ui_edit_move(n->edit, way, shift);
        moved(a, n);
        return true;
    }
    if (remove_key(a, n->edit, key, ctrl)) return true;
    if ((key == UI_KEY_UP || key == UI_KEY_DOWN) && n->edit->lines) {
        if (!ui_field_step(&a->top->tree, n, key == UI_KEY_UP ? -1 : 1, shift)) return false;
        moved(a, n);
        return true;
    }
    if (key == UI_KEY_ENTER && n->edit->lines && !ctrl) {
        ui_edit_insert(n->edit, "\n", &a->fault);
        changed(a);
        return true;
    }
    /* what is printed comes as text; nothing else shall happen by it */
    return !ctrl && !(mods & UI_MOD_ALT) && key >= UI_KEY_SPACE && key < UI_KEY_DELETE;
}

void ui_write_text(ui_app *a, const char *text)
{
    const ui_node *n = ui_write_field(a);
    if (!n) return;
    ui_edit_compose(n->edit, "", &a->fault);
    ui_edit_insert(n->edit, text, &a->fault);
    changed(a);
}

void ui_write_compose(ui_app *a, const char *text)
{
    const ui_node *n = ui_write_field(a);
    if (!n) return;
    ui_edit_compose(n->edit, text, &a->fault);
    changed(a);
}

void ui_write_press(ui_app *a, const ui_node *n, int x, int y, int clicks, bool select)
{
    size_t at = ui_field_at(&a->top->tree, n, x, y);
    if (clicks == 2)
        ui_edit_select_word(n->edit, at);
    else if (clicks > 2)
        ui_edit_select_all(n->edit);
    else
        ui_edit_place(n->edit, at, select);
    a->writing = n->opt.id;
    moved(a, n);
}

void ui_write_drag(ui_app *a, int x, int y)
{
    const ui_node *n = ui_node_find(&a->top->tree, a->writing);
    if (!n || !n->edit) return;
    ui_edit_place(n->edit, ui_field_at(&a->top->tree, n, x, y), true);
    moved(a, n);
}

void ui_write_settle(ui_app *a)
{
    const ui_node *n = ui_write_field(a);
    if (n) {
        ui_rect c = ui_field_cursor(&a->top->tree, n);
        float k = a->density > 0 ? a->density : 1;
        SDL_Rect r = {(int)((float)c.x / k), (int)((float)c.y / k), (int)((float)c.w / k) + 1,
                      (int)((float)c.h / k)};
        if (!a->takes_text) SDL_StartTextInput();
        SDL_SetTextInputRect(&r);
    } else if (a->takes_text) {
        SDL_StopTextInput();
    }
    a->takes_text = n != NULL;
}
