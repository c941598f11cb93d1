using System.Globalization;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>What is not there, or cannot be given, in the same look.</summary>
internal static class FaultPage
{
    public static Html NotFound(PageRequest page) => Render(page, "404", page.Texts.NotFound, page.Texts.NotFoundHint);

    public static Html Failed(PageRequest page, int status) =>
        Render(page, status.ToString(CultureInfo.InvariantCulture), page.Texts.Failed, page.Texts.FailedHint);

    /// <summary>In the place of an article that was taken down, without a word of it.</summary>
    /// <param name="reason">Null when its source withdrew it.</param>
    public static Html Gone(PageRequest page, string? reason) =>
        Render(page, "410", reason is null ? page.Texts.Withdrawn : page.Texts.TakenDown, LegalText.Label(reason));

    public static Html Render(PageRequest page, string code, string title, string hint) =>
        PageLayout.Render(page, new PageFrame(title, hint.Length > 0 ? hint : title, FeedTopic.All) { IsIndexed = false }, Html.Of($"""
            <div class="wrap fault"><p class="code" aria-hidden="true">{code}</p><h1>{title}</h1><p>{hint}</p>
            <p class="actions"><a class="button primary" href="{page.Link("/")}">{page.Texts.BackHome}</a></p></div>
            """));
}
