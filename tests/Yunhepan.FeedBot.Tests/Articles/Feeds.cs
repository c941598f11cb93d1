using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>One entry of a feed as a test writes it; null members are omitted.</summary>
internal sealed record Entry(string Title, string? Link = null, string? Guid = null, string Text = "", DateTimeOffset? At = null)
{
    public string Xml() =>
        $"<item><title>{Title}</title>{(Link is null ? "" : $"<link>{Link.Replace("&", "&amp;", StringComparison.Ordinal)}</link>")}"
        + $"{(Guid is null ? "" : $"<guid isPermaLink=\"false\">{Guid}</guid>")}"
        + $"{(At is { } at ? $"<pubDate>{at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture)}</pubDate>" : "")}"
        + $"<description>{Text}</description></item>";
}

/// <summary>Feeds with the defects that occur on the web.</summary>
internal static class Feeds
{
    public const string Home = "http://status.example/";

    /// <summary>A text of more than two hundred characters, so that an entry counts as a full text.</summary>
    public static string Long(string about) => string.Concat(Enumerable.Repeat(
        $"{about}，值班人员已经到场处置，周边道路实行临时管制，请市民提前规划出行路线，最新进展将在本页陆续更新。", 5));

    public static RequestDelegate Rss(params IEnumerable<Entry> entries) => Answers.Text(
        $"<rss version=\"2.0\"><channel><title>测试源</title><link>{Home}</link><description>-</description>{string.Concat(entries.Select(e => e.Xml()))}</channel></rss>",
        "application/rss+xml; charset=utf-8");
}
