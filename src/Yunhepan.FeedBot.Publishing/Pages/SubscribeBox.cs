using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The ways to follow a topic: its feed addresses, to click or to copy, and the chats.</summary>
internal static class SubscribeBox
{
    public static Html Render(PageRequest page, FeedTopic topic) => Html.Of($"""
        <section class="box" aria-labelledby="subscribe"><h2 id="subscribe">{page.Texts.Subscribe}</h2>
        <p class="hint">{page.Texts.SubscribeHint}</p>
        <ul class="addresses">{FeedFormat.All.Select(f => Address(page, topic, f))}</ul>
        {Chats(page, topic)}</section>
        """);

    /// <summary>The short form for a line of a list.</summary>
    public static Html Links(PageRequest page, FeedTopic topic, string name) => Html.Of($"""
        <span class="feeds">{FeedFormat.All.Select(
            f => Html.Of($"""<a href="{page.Root + topic.FeedPath(f)}" aria-label="{name}: {f.Name}">{f.Name}</a>"""))}{CopyButton(
                page, page.BaseUrl + topic.FeedPath(FeedFormat.Rss), $"{name}: RSS")}</span>
        """);

    private static Html Address(PageRequest page, FeedTopic topic, FeedFormat format)
    {
        var url = page.BaseUrl + topic.FeedPath(format);
        return Html.Of(
            $"""<li><a class="format" href="{page.Root
                + topic.FeedPath(format)}">{format.Name}</a><code>{url}</code>{CopyButton(page, url, format.Name)}</li>""");
    }

    private static Html Chats(PageRequest page, FeedTopic topic)
    {
        var telegram = page.TelegramLink(topic);
        return Html.Of($"""
            <h3>{page.Texts.FollowByMessage}</h3>
            <p class="hint">{page.Texts.FollowHint}</p>
            <p class="actions"><a class="button" href="{page.Root}/chat">{page.Texts.Chat}</a>{Html.If(
                telegram is not null,
                $"""<a class="button" href="{telegram}" rel="noopener external">{page.Texts.FollowInTelegram}</a>""")}</p>
            {Html.If(
                telegram is not null,
                $"""<figure class="scan">{QrCode.Svg(
                telegram ?? "", page.Texts.QrLabel)}<figcaption class="hint">{page.Texts.QrHint}</figcaption></figure>""")}
            """);
    }

    // Hidden until the script is there to serve it.
    private static Html CopyButton(PageRequest page, string url, string name)
    {
        var (copy, label) = (page.Texts.Copy, $"{page.Texts.Copy} {name}");
        var data = Html.Of($"""data-copy="{url}" data-done="{page.Texts.Copied}" aria-label="{label}" """).ToString().TrimEnd();
        return Html.Of($"""<button type="button" class="copy" hidden {Html.Sanitised(data)}>{copy}</button>""");
    }
}
