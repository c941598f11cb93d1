using System.Net;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A script on another site can read our feeds within the browser's rules: Fetch, "CORS protocol".</summary>
public sealed class CrossOriginTests
{
    [Theory]
    [InlineData("/feeds/all.rss")]
    [InlineData("/feeds/category/alerts/missing.json")]
    [InlineData("/opml")]
    public async Task A_script_of_another_site_may_ask_for_changes_only(string path)
    {
        await using var app = await PublishingApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://reader.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "if-none-match,a-im");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("GET, HEAD", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("If-None-Match, If-Modified-Since, A-IM", Header(response, "Access-Control-Allow-Headers"));
    }

    [Fact]
    public async Task A_script_of_another_site_sees_the_entity_tags()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        using var whole = await app.GetAsync("/feeds/all.atom");
        await app.StoreAsync(Sample.Article(2));
        using var delta = await app.GetAsync("/feeds/all.atom", ("If-None-Match", whole.Headers.ETag!.ToString()), ("A-IM", "feed"));

        Assert.Equal(HttpStatusCode.IMUsed, delta.StatusCode);
        foreach (var response in (HttpResponseMessage[])[whole, delta])
        {
            Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
            Assert.Contains("ETag", Header(response, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_script_of_another_site_is_told_that_a_feed_is_missing_or_to_wait()
    {
        await using var app = await PublishingApp.StartAsync(o => (o.RequestsPerMinute, o.UnlimitedClients) = (3, ["10.0.0.0/8"]));

        using var missing = await app.GetAsync("/feeds/category/nonsense.rss");
        HttpResponseMessage refused;
        do
            refused = await app.GetAsync("/feeds/all.rss");
        while (refused.StatusCode == HttpStatusCode.OK);
        using var page = await app.GetAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("*", Header(missing, "Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("*", Header(refused, "Access-Control-Allow-Origin"));
        Assert.Contains("Retry-After", Header(refused, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Null(Header(page, "Access-Control-Allow-Origin"));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
