#include "screen/screen_save.h"

#include "base/base_file.h"
#include "session/session_html.h"

bool screen_save(const screen_program *p, session *play, screen_page_kind kind, strbuf *path,
                 err *e)
{
    bool debrief = kind == SCREEN_SAVE_DEBRIEF;
    strbuf page = {0}, folder = {0}, name = {0};
    bool ok = file_join(&folder, session_places_home(p->places), "reports", e) &&
              file_make_folder(strbuf_text(&folder), e) &&
              strbuf_addf(&name, e, "%s-%s-%s.html", session_look(play)->scenario_id,
                          session_attempt_id(play), debrief ? "debrief" : "transcript") &&
              file_join(path, strbuf_text(&folder), strbuf_text(&name), e) &&
              (debrief ? session_html_debrief(play, &page, e)
                       : session_html_transcript(play, &page, e)) &&
              file_write(strbuf_text(path), strbuf_text(&page), page.len, e);
    strbuf_release(&page);
    strbuf_release(&folder);
    strbuf_release(&name);
    return ok;
}

void screen_save_notice(ui *u, const strbuf *note, int hide)
{
    if (note->len == 0) return;
    bool narrow = ui_room(u) < 700;
    ui_opt bar = {
        .gap = 12, .fill = UI_WASH, .align = narrow ? UI_START : UI_CENTRE, .pad = UI_PAD2(4, 36)};
    if (narrow)
        ui_col(u, bar);
    else
        ui_row(u, bar);
    ui_text(u, strbuf_text(note), (ui_opt){.grow = narrow ? 0.0f : 1.0f, .live = true});
    ui_hint(u, hide, 'h', "H", say(u, DEBRIEF_HIDE), false);
    ui_end(u);
}
