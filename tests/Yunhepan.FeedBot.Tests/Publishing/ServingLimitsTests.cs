using System.Net;
using System.Net.Sockets;
using System.Text;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A greedy or slow client does not affect others.</summary>
public sealed class ServingLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_nobody_else()
    {
        await using var app = await PublishingApp.StartAsync(o => (o.RequestsPerMinute, o.UnlimitedClients) = (5, ["10.0.0.0/8"]));
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage last;
        do
        {
            last = await app.GetAsync("/feeds/all.rss");
            statuses.Add(last.StatusCode);
        }
        while (last.StatusCode == HttpStatusCode.OK && statuses.Count < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        // One more each twelve seconds, on a machine that is slow.
        Assert.InRange(statuses.Count, 6, 15);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.GetAsync("/")).StatusCode);
        using var other = ServingClient.From("127.0.0.2");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(app.BaseUrl + "/feeds/all.rss", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task This_machine_is_not_limited_unless_networks_are_named()
    {
        await using var app = await PublishingApp.StartAsync(o => o.RequestsPerMinute = 5);

        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/feeds/all.rss")).StatusCode);
    }

    [Fact]
    public void An_invalid_network_is_named()
    {
        var result = new ClientNetworksValidator().Validate(name: null, new PublishingOptions { UnlimitedClients = ["10.0.0.0/8", "home"] });

        Assert.True(result.Failed);
        Assert.Contains("home", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_never_read_their_answer_hold_up_nobody()
    {
        await using var app = await PublishingApp.StartAsync(o => o.FreshForMilliseconds = 60_000);
        await app.StoreAsync([.. Enumerable.Range(1, 200).Select(i =>
        {
            var article = Sample.Article(i);
            article.ContentHtml = "<p>" + new string('长', 20_000) + "</p>";
            return article;
        })]);
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.BaseUrl).Port, Cancellation);
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /feeds/all.rss?n=200 HTTP/1.1\r\nHost: x.example\r\n\r\n"), Cancellation);
            }

            for (var i = 0; i < 20; i++)
                Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/feeds/all.rss?n=200", ("Accept-Encoding", "gzip"))).StatusCode);
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }
}
