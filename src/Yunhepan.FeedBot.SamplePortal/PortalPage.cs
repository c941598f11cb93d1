using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.SamplePortal.Content;
using Yunhepan.FeedBot.SamplePortal.Pages;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>The response of the portal at an address, ready to be sent.</summary>
internal sealed partial record PortalPage(int Status, string ContentType, byte[] Bytes, DateTimeOffset ChangedAt)
{
    private static readonly Encoding Gbk = CreateGbk();

    /// <summary>The channels whose Content-Type header names the character set; on all others only the page itself does.</summary>
    private static readonly string[] ChannelsNamingTheirCharset = ["health", "hot"];

    /// <summary>The tag of the content alone, so that the same page always has the same tag.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}\"";

    /// <summary>Returns the page at a path of this edition; a page with status 404 if there is none.</summary>
    public static PortalPage At(string path, PortalEdition edition) => path switch
    {
        "/" or "/index.html" => Html(HomePage.Render(edition), edition.LastChangedAt),
        "/style.css" => new PortalPage(200, "text/css", Gbk.GetBytes(PortalStyle.Css), edition.Articles.Min(a => a.PublishedAt)),
        "/robots.txt" =>
            new PortalPage(200, "text/plain", "User-agent: *\nDisallow: /plus/\n"u8.ToArray(), edition.Articles.Min(a => a.PublishedAt)),
        _ => List(path, edition) ?? Article(path, edition) ?? Picture(path, edition)
            ?? Html(MissingPage.Render(), edition.LastChangedAt) with { Status = 404 },
    };

    private static PortalPage? List(string path, PortalEdition edition)
    {
        if (ListPath.Match(path) is not { Success: true } match || PortalChannel.Find(match.Groups["channel"].Value) is not { } channel)
            return null;
        var number = match.Groups["page"] is { Success: true } page ? Number(page) : 1;
        return ListPage.Render(edition, channel, number) is { } html ? Html(html, edition.ChangedAt[channel.Id], channel.Id) : null;
    }

    private static PortalPage? Article(string path, PortalEdition edition)
    {
        if (ArticlePath.Match(path) is not { Success: true } match || edition.Find(Number(match.Groups["id"])) is not { } article)
            return null;
        var page = match.Groups["page"] is { Success: true } number ? Number(number) : 1;
        if (path != article.Path && path != article.SecondPagePath)
            return null;
        var channel = article.Text.Channel;
        return ArticlePage.Render(edition, article, page) is { } html ? Html(html, edition.ChangedAt[channel], channel) : null;
    }

    private static PortalPage? Picture(string path, PortalEdition edition) =>
        PicturePath.Match(path) is { Success: true } match && edition.Find(Number(match.Groups["id"])) is { Text.Image: true } article
            ? new PortalPage(200, "image/png", CanalPicture.Draw(article.Id), article.PublishedAt)
            : null;

    private static PortalPage Html(string html, DateTimeOffset changedAt, string channel = "")
    {
        var type = ChannelsNamingTheirCharset.Contains(channel) ? "text/html; charset=gb2312" : "text/html";
        return new PortalPage(200, type, Gbk.GetBytes(html), changedAt);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Encoding CreateGbk()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GBK", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    // The number of digits is limited so that they fit into an integer.
    [GeneratedRegex(
        "^/(?<channel>[a-z]{1,20})/(?:index\\.html|list_(?<page>[0-9]{1,6})\\.html)?\\z", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListPath { get; }

    [GeneratedRegex(
        "^/[a-z]{1,20}/[0-9]{8}/(?<id>[0-9]{1,9})(?:_(?<page>[0-9]))?\\.html\\z", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArticlePath { get; }

    [GeneratedRegex("^/pic/(?<id>[0-9]{1,9})\\.png\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PicturePath { get; }
}
