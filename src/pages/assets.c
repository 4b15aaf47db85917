/* assets.c - the style sheet, the script and the mark of the pages, out of the binary. */
#include "pages/page.h"

#define BYTES(name, file)                                                                          \
    extern const char name[], name##_end[];                                                        \
    __asm__(".section .rodata\n.global " #name "\n.hidden " #name "\n.global " #name               \
            "_end\n.hidden " #name "_end\n" #name ":\n.incbin \"" file "\"\n" #name                \
            "_end:\n.byte 0\n.previous\n");
BYTES(asset_css, "src/pages/pages.css")
BYTES(asset_js, "src/pages/pages.js")
BYTES(asset_icon, "src/pages/icon.svg")

static const struct { const char *name, *type, *from, *to; } assets[] = {
    { "pages.css", "text/css; charset=utf-8", asset_css, asset_css_end },
    { "pages.js", "text/javascript; charset=utf-8", asset_js, asset_js_end },
    { "icon.svg", "image/svg+xml", asset_icon, asset_icon_end },
};

int asset_show(struct page *p)
{
    for (size_t i = 0; p->req->parts_n == 2 && i < COUNT(assets); i++) {
        str bytes = { assets[i].from, (size_t)(assets[i].to - assets[i].from) }, etag;

        if (!str_is(p->req->parts[1], assets[i].name))
            continue;
        etag = page_digest(p, bytes);
        etag = str_format(&p->c.mem, "\"%.16s\"", etag.s);
        http_add(p->res, "ETag", etag);
        http_add(p->res, "Cache-Control", STR("public, max-age=3600"));
        if (http_none_match(http_header(p->req, "if-none-match"), etag))
            http_text(p->res, 304, NULL, (str){ "", 0 });
        else
            http_text(p->res, 200, assets[i].type, bytes);
        return 0;
    }
    return page_refuse(p, &E_NO_SUCH);
}
