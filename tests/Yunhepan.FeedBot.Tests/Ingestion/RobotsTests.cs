using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Tests the effect of robots.txt over real sockets.</summary>
public sealed class RobotsTests
{
    private const string Feed = "<rss version=\"2.0\"><channel><title>源</title><item><title>一则</title><link>http://a.example/1</link></item></channel></rss>";

    [Fact]
    public async Task Article_pages_that_robots_may_not_read_are_not_read()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/robots.txt", Answers.Text("User-agent: *\nDisallow: /inner/", "text/plain"));
        rig.Origin.Map("/inner/1.html", Answers.Text("<html><body><p>内部</p></body></html>"));

        var reading = await rig.Reader.ReadArticleAsync(Source(rig, "/feed"), rig.Origin.Url("/inner/1.html"), Token);

        var failed = Assert.IsType<SourceReading.Failed>(reading);
        Assert.Contains("robots.txt", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(rig.Origin.RequestsTo("/inner/1.html"));
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", true)]
    [InlineData("User-agent: Yunhepan.FeedBot\nDisallow: /", false)]
    public async Task Feeds_are_made_for_programs_unless_the_site_names_us(string robots, bool read)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/robots.txt", Answers.Text(robots, "text/plain"));
        rig.Origin.Map("/feed", Answers.Text(Feed, "application/rss+xml"));

        var reading = await rig.Reader.ReadAsync(Source(rig, "/feed"), Validators.None, null, Token);

        Assert.Equal(read, reading is SourceReading.Read);
        Assert.Equal(read ? 1 : 0, rig.Origin.RequestsTo("/feed").Count);
    }

    [Fact]
    public async Task A_robots_file_that_cannot_be_had_keeps_us_from_pages_and_a_missing_one_does_not()
    {
        await using var closed = await SourcesRig.StartAsync();
        closed.Origin.Map("/robots.txt", Answers.Status(500));
        closed.Origin.Map("/feed", Answers.Text(Feed, "application/rss+xml"));
        await using var open = await SourcesRig.StartAsync();
        var page = "<html><head><title>一则</title></head><body><article><h1>一则</h1><p>" + new string('字', 300) + "</p></article></body></html>";
        open.Origin.Map("/1.html", Answers.Text(page));
        closed.Origin.Map("/1.html", Answers.Text(page));

        Assert.IsType<SourceReading.Failed>(await closed.Reader.ReadArticleAsync(Source(closed, "/feed"), closed.Origin.Url("/1.html"), Token));
        Assert.IsType<SourceReading.Read>(await closed.Reader.ReadAsync(Source(closed, "/feed"), Validators.None, null, Token));
        Assert.IsType<SourceReading.Read>(await open.Reader.ReadArticleAsync(Source(open, "/feed"), open.Origin.Url("/1.html"), Token));
        Assert.Empty(closed.Origin.RequestsTo("/1.html"));
    }

    [Fact]
    public async Task The_file_is_asked_for_once_and_its_delay_is_kept()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/robots.txt", Answers.Text("User-agent: *\nCrawl-delay: 0.1", "text/plain"));
        rig.Origin.Map("/feed", Answers.Text(Feed, "application/rss+xml"));

        var before = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 4; i++)
            await rig.Reader.ReadAsync(Source(rig, "/feed"), Validators.None, null, Token);

        Assert.Single(rig.Origin.RequestsTo("/robots.txt"));
        // The pause is kept between the starts of requests; the server may see a request later but never earlier.
        Assert.True(rig.Origin.RequestsTo("/feed")[3].At - before > TimeSpan.FromMilliseconds(290));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Source Source(SourcesRig rig, string path) =>
        new() { Id = "s", Url = rig.Origin.Url(path), Name = new LocalisedName("源", "Source") };
}
