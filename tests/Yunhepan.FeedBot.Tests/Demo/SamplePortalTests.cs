using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Yunhepan.FeedBot.SamplePortal;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.Tests.Demo;

public sealed class SamplePortalTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/news/")]
    [InlineData("/style.css")]
    public async Task A_client_that_has_the_page_gets_304_until_it_changes(string path)
    {
        await using var client = await PortalClient.StartAsync();
        using var first = await client.AskAsync(path);
        using var byTag = await client.AskAsync(path, tag: first.Headers.ETag);
        using var byDate = await client.AskAsync(path, since: first.Content.Headers.LastModified);

        Assert.Equal(HttpStatusCode.NotModified, byTag.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, byDate.StatusCode);
        Assert.Empty(await byTag.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_new_article_makes_its_list_new()
    {
        await using var client = await PortalClient.StartAsync();
        using var before = await client.AskAsync("/news/");
        client.Time.Advance(TimeSpan.FromSeconds(5));
        var published = client.Portal.PublishNow(PortalAction.PublishOrdinary)!;

        using var byTag = await client.AskAsync("/news/", tag: before.Headers.ETag);
        using var byDate = await client.AskAsync("/news/", since: before.Content.Headers.LastModified);
        using var other = await client.AskAsync("/health/", since: before.Content.Headers.LastModified);

        Assert.StartsWith("/news/", published.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, byTag.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byDate.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, other.StatusCode);
    }

    [Fact]
    public async Task A_tag_that_no_longer_fits_outweighs_the_date()
    {
        await using var client = await PortalClient.StartAsync();
        using var first = await client.AskAsync("/news/");
        using var second = await client.AskAsync("/news/", new EntityTagHeaderValue("\"old\""), first.Content.Headers.LastModified);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task What_is_published_stands_on_top_of_its_list_with_the_time_of_now()
    {
        await using var client = await PortalClient.StartAsync();
        var published = client.Portal.PublishNow(PortalAction.PublishUrgent)!;

        var list = await client.ReadAsync("/alerts/");
        var page = PortalClient.Visible(await client.ReadAsync(published.Path));

        Assert.True(published.IsUrgent);
        Assert.Equal("/alerts/20260302/31.html", published.Path);
        Assert.Equal(published.Path, list[list.IndexOf("/alerts/2026", StringComparison.Ordinal)..][..published.Path.Length]);
        Assert.Contains("2026-03-02 09:30", list, StringComparison.Ordinal);
        Assert.Contains("发布日期：2026/03/02 09:30:00　信息来源：市公安局", page, StringComparison.Ordinal);
        Assert.Contains(published.Path, await client.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_changes_list_and_page_at_the_same_address()
    {
        await using var client = await PortalClient.StartAsync();
        var published = client.Portal.PublishNow(PortalAction.PublishOrdinary)!;
        var before = await client.ReadAsync(published.Path);
        var corrected = client.Portal.PublishNow(PortalAction.Correct)!;

        var page = await client.ReadAsync(corrected.Path);
        var list = await client.ReadAsync("/news/");

        Assert.Equal(published.Path, corrected.Path);
        Assert.NotEqual(published.Title, corrected.Title);
        Assert.DoesNotContain("更正：", before, StringComparison.Ordinal);
        Assert.Contains("更正：", page, StringComparison.Ordinal);
        Assert.Contains(corrected.Title, page, StringComparison.Ordinal);
        Assert.Contains($"title=\"{corrected.Title}\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"title=\"{published.Title}\"", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_from_its_list_and_its_address()
    {
        await using var client = await PortalClient.StartAsync();
        for (var i = 0; i < 6; i++)
            client.Portal.PublishNow(PortalAction.PublishOrdinary);
        var withdrawn = client.Portal.PublishNow(PortalAction.Withdraw)!;

        using var page = await client.AskAsync(withdrawn.Path);
        var list = await client.ReadAsync(withdrawn.Path[..(withdrawn.Path.IndexOf('/', 1) + 1)]);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain(withdrawn.Path, list, StringComparison.Ordinal);
        Assert.Contains(client.Portal.Events, e => e.Kind == PortalEventKind.Published && e.Path == withdrawn.Path);
    }

    [Fact]
    public async Task Nothing_is_withdrawn_before_something_was_published() =>
        Assert.Null(await OnAFreshPortalAsync(PortalAction.Withdraw));

    [Fact]
    public async Task The_portal_publishes_at_its_own_interval_and_says_so()
    {
        var heard = Channel.CreateUnbounded<PortalEvent>();
        await using var client = await PortalClient.StartAsync(new PortalServerOptions
        {
            PublishEvery = TimeSpan.FromSeconds(6),
            OnEvent = e => heard.Writer.TryWrite(e),
        });

        for (var i = 0; i < 3; i++)
        {
            client.Time.Advance(TimeSpan.FromSeconds(6));
            var happened = await heard.Reader.ReadAsync(TestContext.Current.CancellationToken);
            Assert.Equal(client.Time.GetUtcNow(), happened.At);
            Assert.Contains(happened.Title, await client.ReadAsync(happened.Path), StringComparison.Ordinal);
        }

        Assert.Equal(3, client.Portal.Events.Count);
    }

    [Theory]
    [InlineData("HEAD", HttpStatusCode.OK)]
    [InlineData("POST", HttpStatusCode.MethodNotAllowed)]
    public async Task Only_reading_is_allowed(string method, HttpStatusCode expected)
    {
        await using var client = await PortalClient.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");
        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_portal_is_reachable_from_this_machine_only()
    {
        await using var client = await PortalClient.StartAsync();

        Assert.True(client.Portal.BaseUrl.IsLoopback);
        Assert.NotEqual(0, client.Portal.BaseUrl.Port);
    }

    private static async Task<PortalEvent?> OnAFreshPortalAsync(PortalAction action)
    {
        await using var client = await PortalClient.StartAsync();
        return client.Portal.PublishNow(action);
    }
}
