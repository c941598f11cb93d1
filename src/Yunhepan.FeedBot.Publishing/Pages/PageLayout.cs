using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>What goes around the content of a page.</summary>
/// <param name="Title">Null for the home page, which bears the site's own.</param>
/// <param name="Topic">Whose feeds a reader finds when given the page's address.</param>
internal sealed record PageFrame(string? Title, string Description, FeedTopic Topic)
{
    public string? ImageUrl { get; init; }

    public string Kind { get; init; } = "website";

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>False for pages that search engines had better leave alone.</summary>
    public bool IsIndexed { get; init; } = true;
}

internal static class PageLayout
{
    public static Html Render(PageRequest page, PageFrame frame, Html content)
    {
        var texts = page.Texts;
        var site = page.Tree.Site.Title;
        var title = frame.Title is null ? site : $"{frame.Title} - {site}";
        return Html.Of($"""
            <!doctype html>
            <html lang="{texts.Tag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <meta name="description" content="{frame.Description}">
            <meta property="og:title" content="{frame.Title ?? site}">
            <meta property="og:description" content="{frame.Description}">
            <meta property="og:type" content="{frame.Kind}">
            <meta property="og:url" content="{page.BaseUrl + page.Path}">
            <meta property="og:site_name" content="{site}">
            <meta property="og:locale" content="{(texts.IsChinese ? "zh_CN" : "en_GB")}">
            <meta name="twitter:card" content="{(frame.ImageUrl is null ? "summary" : "summary_large_image")}">
            {Html.If(
                frame.PublishedAt is not null,
                $"""<meta property="article:published_time" content="{(frame.PublishedAt is { } at ? FeedXml.Time(at) : "")}">""")}
            {Html.If(!frame.IsIndexed, $"""<meta name="robots" content="noindex">""")}
            {Html.If(frame.ImageUrl is not null, $"""<meta property="og:image" content="{frame.ImageUrl}">""")}
            <link rel="canonical" href="{page.BaseUrl + page.Path}">
            <link rel="alternate" hreflang="zh" href="{page.BaseUrl + page.Path}?lang=zh">
            <link rel="alternate" hreflang="en" href="{page.BaseUrl + page.Path}?lang=en">
            <link rel="alternate" hreflang="x-default" href="{page.BaseUrl + page.Path}">
            {Discovery(page, frame, site)}
            <link rel="icon" type="image/svg+xml" href="{page.Root + PageAssets.Icon.Path}">
            <link rel="stylesheet" href="{page.Root + PageAssets.Style.Path}">
            <script src="{page.Root + PageAssets.Script.Path}" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">{texts.Skip}</a>
            {Header(page, site)}
            <main id="main" tabindex="-1">
            {content}
            </main>
            {Footer(page, site)}
            </body>
            </html>

            """);
    }

    private static Html Footer(PageRequest page, string site)
    {
        (string Name, string Address)[] links =
        [
            (site, page.Link("/")), (page.Texts.Chat, page.Root + "/chat"),
            .. FeedFormat.All.Select(f => (f.FullName, page.Root + FeedTopic.All.FeedPath(f))), ("OPML", page.Root + "/opml"),
        ];
        var list = links.Select((link, i) => Html.Of($"""{Html.If(i > 0, $" · ")}<a href="{link.Address}">{link.Name}</a>"""));
        return Html.Of($"""<footer><div class="wrap"><p>{page.Texts.Rights}</p><p>{list}</p></div></footer>""");
    }

    private static Html Header(PageRequest page, string site) => Html.Of($"""
        <header><div class="wrap bar">
        <a class="brand" href="{page.Link("/")}"><img src="{page.Root + PageAssets.Icon.Path}" alt="" width="28" height="28">{site}</a>
        {SearchForm(page)}
        <nav aria-label="{page.Texts.Menu}">
        <a href="{page.Root}/chat">{page.Texts.Chat}</a>
        {Html.If(page.TelegramBotUrl is not null, $"""<a href="{page.TelegramBotUrl}" rel="noopener">{page.Texts.Telegram}</a>""")}
        {OtherLanguage(page)}
        </nav></div></header>
        """);

    private static Html OtherLanguage(PageRequest page)
    {
        var (code, tag, name) = page.Texts.IsChinese ? ("en", "en", "English") : ("zh", "zh-CN", "中文");
        return Html.Of($"""<a class="language" href="{page.PathInLanguage}{code}" lang="{tag}" hreflang="{code}">{name}</a>""");
    }

    private static Html SearchForm(PageRequest page)
    {
        var (label, action) = (page.Texts.SearchLabel, page.Root + "/search");
        var input = Html.Of($"""<input id="q" name="q" type="search" placeholder="{label}" maxlength="200" required>""");
        var fields = Html.Of($"""<label class="hidden" for="q">{label}</label>{input}{page.LanguageField}""");
        var button = Html.Of($"""<button class="hidden">{page.Texts.Search}</button>""");
        return Html.Of($"""<form class="search" role="search" aria-label="{label}" action="{action}">{fields}{button}</form>""");
    }

    private static Html Discovery(PageRequest page, PageFrame frame, string site)
    {
        var title = frame.Topic.Kind is { } kind && page.Tree.Find(kind, frame.Topic.Id) is { } node
            ? $"{page.NameOf(node)} - {site}" : site;
        return Html.Join(FeedFormat.All.Select(f => Html.Of(
            $"""<link rel="alternate" type="{f.MediaType}" title="{title} ({f.Name})" href="{page.BaseUrl
                + frame.Topic.FeedPath(f)}">""")));
    }
}
