using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

public sealed class SourceFetcherTests
{
    [Fact]
    public async Task Fetches_a_document_and_says_who_we_are()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.With(Answers.Text("<rss/>", "application/rss+xml; charset=gb2312"), ("ETag", "\"a\""), ("Cache-Control", "public, max-age=600")));

        var fetched = await rig.FetchedAsync("/feed");

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Content.Span));
        Assert.Equal("application/rss+xml; charset=gb2312", fetched.ContentType);
        Assert.Equal(rig.Origin.Url("/feed"), fetched.Url);
        Assert.Equal((new Validators("\"a\"", null), TimeSpan.FromMinutes(10), null), (fetched.Validators, fetched.MaxAge, fetched.MovedTo));
        var seen = Assert.Single(rig.Origin.Requests);
        Assert.Equal("Yunhepan.FeedBot/1.0", seen.Header("User-Agent"));
        Assert.Contains("application/feed+json", seen.Header("Accept"), StringComparison.Ordinal);
        Assert.Contains("gzip", seen.Header("Accept-Encoding"), StringComparison.Ordinal);
        Assert.All(["Cookie", "Referer", "If-None-Match", "If-Modified-Since"], name => Assert.Null(seen.Header(name)));
    }

    [Theory]
    [InlineData("\"strong\"", null)]
    [InlineData("W/\"weak\"", "Thu, 03 Nov 2011 08:14:00 GMT")]
    [InlineData("unquoted-etag", "2011-11-03 16:14:00")]
    [InlineData("\"with space, comma\"", "thursday")]
    [InlineData("\"caf\u00e9\"", null)]
    [InlineData(null, "Thu, 3 Nov 2011 8:14:00 +0800")]
    public async Task Validators_go_back_byte_for_byte(string? etag, string? lastModified)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", RawHeaders(etag, lastModified));

        var fetched = await rig.FetchedAsync("/feed");
        Assert.Equal(new Validators(etag, lastModified), fetched.Validators);
        await rig.FetchAsync("/feed", fetched.Validators);

        var second = rig.Origin.Requests[1];
        Assert.Equal((etag, lastModified), (second.Header("If-None-Match"), second.Header("If-Modified-Since")));
    }

    [Fact]
    public async Task A_304_keeps_the_validators_and_takes_new_ones()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/same", Answers.Validated(Answers.Text("x"), "\"1\""));
        rig.Origin.Map("/renewed", Answers.Status(304, ("ETag", "\"2\""), ("Cache-Control", "max-age=60")));

        var same = Assert.IsType<FetchResult.NotModified>(await rig.FetchAsync("/same", new Validators("\"1\"", "Thu, 03 Nov 2011 08:14:00 GMT")));
        var renewed = Assert.IsType<FetchResult.NotModified>(await rig.FetchAsync("/renewed", new Validators("\"1\"", null)));

        Assert.Equal(new Validators("\"1\"", "Thu, 03 Nov 2011 08:14:00 GMT"), same.Validators);
        Assert.Equal((new Validators("\"2\"", null), TimeSpan.FromMinutes(1)), (renewed.Validators, renewed.MaxAge));
    }

    [Fact]
    public async Task A_304_that_nobody_asked_for_is_a_failure()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.Status(304));

        Assert.Equal(FetchFault.ServerError, (await rig.FailedAsync("/feed")).Fault);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_bodies_are_unpacked(string encoding)
    {
        await using var rig = await SourcesRig.StartAsync();
        var text = string.Concat(Enumerable.Repeat("济宁新闻 ", 5000));
        rig.Origin.Map("/page", Answers.Compressed(Encoding.UTF8.GetBytes(text), encoding));

        Assert.Equal(text, Encoding.UTF8.GetString((await rig.FetchedAsync("/page")).Content.Span));
    }

    [Theory]
    [InlineData(404, FetchFault.NotFound)]
    [InlineData(410, FetchFault.Gone)]
    [InlineData(403, FetchFault.ClientError)]
    [InlineData(451, FetchFault.ClientError)]
    [InlineData(429, FetchFault.Throttled)]
    [InlineData(503, FetchFault.Throttled)]
    [InlineData(500, FetchFault.ServerError)]
    [InlineData(502, FetchFault.ServerError)]
    [InlineData(204, FetchFault.Empty)]
    [InlineData(200, FetchFault.Empty)]
    [InlineData(300, FetchFault.ClientError)]
    [InlineData(302, FetchFault.ServerError)]
    public async Task Each_status_has_its_fault_and_the_reason_names_the_address(int status, FetchFault fault)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed?key=geheim", Answers.Status(status));

        var failed = await rig.FailedAsync("/feed?key=geheim");

        Assert.Equal(fault, failed.Fault);
        Assert.Contains(status.ToString(CultureInfo.InvariantCulture), failed.Reason, StringComparison.Ordinal);
        Assert.Contains(rig.Origin.Url("/feed"), failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Reason);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "0", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "-5", null)]
    [InlineData(429, "99999999999999999999", 365 * 86400)]
    public async Task Retry_After_in_seconds_is_kept(int status, string value, int? seconds)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.Status(status, ("Retry-After", value)));

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, (await rig.FailedAsync("/feed")).RetryAfter);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_kept()
    {
        await using var rig = await SourcesRig.StartAsync();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(10).ToString("r", CultureInfo.InvariantCulture);
        rig.Origin.Map("/feed", Answers.Status(503, ("Retry-After", at)));

        Assert.InRange((await rig.FailedAsync("/feed")).RetryAfter!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("Cache-Control", "max-age=60, must-revalidate", 60)]
    [InlineData("Cache-Control", "no-cache, max-age=60", null)]
    [InlineData("Cache-Control", "max-age=0", null)]
    [InlineData("Cache-Control", "max-age=nonsense", null)]
    [InlineData("Expires", "0", null)]
    [InlineData("Expires", "Thu, 03 Nov 2011 08:14:00 GMT", null)]
    public async Task What_the_server_asks_us_to_wait_is_known(string name, string value, int? seconds)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.With(Answers.Text("x"), (name, value)));

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, (await rig.FetchedAsync("/feed")).MaxAge);
    }

    [Fact]
    public async Task Expires_counts_from_the_servers_own_clock()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.With(Answers.Text("x"), ("Date", "Thu, 03 Nov 2011 08:14:00 GMT"), ("Expires", "Thu, 03 Nov 2011 09:14:00 GMT")));

        Assert.Equal(TimeSpan.FromHours(1), (await rig.FetchedAsync("/feed")).MaxAge);
    }

    [Fact]
    public async Task No_cookie_is_ever_kept()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.With(Answers.Text("x"), ("Set-Cookie", "id=7; Path=/")));

        await rig.FetchedAsync("/feed");
        await rig.FetchedAsync("/feed");

        Assert.All(rig.Origin.Requests, seen => Assert.Null(seen.Header("Cookie")));
    }

    [Fact]
    public async Task Cancelling_is_not_a_result()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed", Answers.Silence());
        using var stop = new CancellationTokenSource();
        var fetch = rig.Fetcher.FetchAsync(new FetchRequest(rig.Origin.Url("/feed")), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Fact]
    public async Task Never_more_at_once_than_allowed_reach_one_host()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:PerHostConcurrency", "2"));
        var both = new TaskCompletionSource();
        var arrived = 0;
        rig.Origin.Map("/feed", async context =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
                both.SetResult();
            await both.Task.WaitAsync(context.RequestAborted);
            await Answers.Text("x")(context);
        });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.FetchedAsync("/feed")));

        Assert.Equal(2, rig.Origin.Requests.Max(seen => seen.AtOnce));
        Assert.Equal(0, rig.Throttle.KnownHosts);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate RawHeaders(string? etag, string? lastModified) => async context =>
    {
        if (etag is not null)
            context.Response.Headers.ETag = etag;
        if (lastModified is not null)
            context.Response.Headers.LastModified = lastModified;
        await Answers.Text("x")(context);
    };
}
