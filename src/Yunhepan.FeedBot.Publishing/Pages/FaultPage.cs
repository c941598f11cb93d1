using System.Globalization;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>404, 500 and 503 in the same look.</summary>
internal static class FaultPage
{
    public static Html NotFound(PageContext page) => Render(page, "404", page.Texts.NotFound, page.Texts.NotFoundHint);

    public static Html Failed(PageContext page, int status) => Render(page, status.ToString(CultureInfo.InvariantCulture), page.Texts.Failed, page.Texts.FailedHint);

    private static Html Render(PageContext page, string code, string title, string hint) =>
        PageLayout.Render(page, new PageFrame(title, hint, FeedTopic.All), Html.Of($"""
            <div class="wrap fault"><p class="code" aria-hidden="true">{code}</p><h1>{title}</h1><p>{hint}</p>
            <p class="actions"><a class="button primary" href="{page.Link("/")}">{page.Texts.BackHome}</a></p></div>
            """));
}
