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
