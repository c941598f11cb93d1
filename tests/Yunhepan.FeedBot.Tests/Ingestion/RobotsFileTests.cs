using System.Text;
using Yunhepan.FeedBot.Ingestion.Robots;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Tests RFC 9309 rule by rule.</summary>
public sealed class RobotsFileTests
{
    private static readonly string[] Ours = ["feedbot"];

    [Theory]
    [InlineData("User-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /a", "/abc", false)]
    [InlineData("User-agent: *\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1.html", true)]
    [InlineData("User-agent: *\nAllow: /\nDisallow: /news/", "/news/1.html", false)]
    [InlineData("User-agent: *\nAllow: /same\nDisallow: /same", "/same", true)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a/b.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/a/b.php?x=1", true)]
    [InlineData("User-agent: *\nDisallow: /*/print/", "/a/b/print/1", false)]
    [InlineData("User-agent: *\nDisallow: /a$", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /a$", "/ab", true)]
    [InlineData("User-agent: *\nDisallow: *?id=", "/x?id=1", false)]
    [InlineData("User-agent: *\nDisallow: /新闻/", "/%E6%96%B0%E9%97%BB/1", false)]
    [InlineData("User-agent: *\nDisallow: /%7ejoe/", "/~joe/x", false)]
    [InlineData("User-agent: *\nDisallow: /a%3cb", "/a%3Cb", false)]
    [InlineData("User-agent: *\nDisallow: /A", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("user-AGENT : *  # everybody\n DISALLOW : /a # not this", "/a", false)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /a\r\n", "/a", false)]
    [InlineData("Disallow: /a", "/a", true)]
    [InlineData("<html><body>404</body></html>", "/a", true)]
    [InlineData("", "/a", true)]
    public void The_longest_rule_wins(string file, string path, bool allowed) => Assert.Equal(allowed, Parse(file).Allows(path, Ours));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: FeedBot\nDisallow: /b", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: FeedBot\nDisallow: /b", "/b", false)]
    [InlineData("User-agent: feedbot/2.0\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: FeedBotExtra\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: x\nUser-agent: FEEDBOT\nUser-agent: y\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: feedbot\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: feedbot\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: feedbot\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: feedbot\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: feedbot\nSitemap: http://a/s.xml\nDisallow: /a", "/a", false)]
    public void The_groups_that_name_us_count_together_and_shut_out_those_for_everybody(string file, string path, bool allowed) =>
        Assert.Equal(allowed, Parse(file).Allows(path, Ours));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", true)]
    [InlineData("User-agent: FeedBot\nDisallow: /", false)]
    public void Of_a_feed_only_what_is_said_to_us_by_name_counts(string file, bool allowed) =>
        Assert.Equal(allowed, Parse(file).Allows("/feed", Ours, namedOnly: true));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 3", 3.0)]
    [InlineData("User-agent: *\nCrawl-delay: 0.5\nUser-agent: feedbot\nCrawl-delay: 7", 7.0)]
    [InlineData("User-agent: *\nCrawl-delay: 86400", 120.0)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    public void A_crawl_delay_is_kept_within_reason(string file, double? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, Parse(file).Delay(Ours));

    [Fact]
    public void Half_a_megabyte_is_read_and_no_more()
    {
        var padding = string.Concat(Enumerable.Repeat("# padding padding padding padding\n", 15_000));

        Assert.False(Parse("User-agent: *\n" + padding[..490_000] + "\nDisallow: /a").Allows("/a", Ours));
        Assert.True(Parse("User-agent: *\n" + padding + padding + "\nDisallow: /a").Allows("/a", Ours));
    }

    [Fact]
    public void A_pattern_of_stars_is_matched_in_no_time()
    {
        var file = Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 400)) + "$");

        Assert.True(file.Allows("/" + new string('a', 2_000) + "b", Ours));
    }

    private static RobotsFile Parse(string text) => RobotsFile.Parse(Encoding.UTF8.GetBytes(text));
}
